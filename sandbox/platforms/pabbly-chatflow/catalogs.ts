import type { OperationCall, Operations, Reply } from '../../platform';
import { Refusal } from '../../refusal';
import { success, successFlag } from './answers';
import { type Catalog, PORTFOLIO, seededCatalogs, SELECTED_CATALOG } from './catalogSeed';

const CATALOGS_SHOWN = 10;
const PRODUCTS_SHOWN = 20;

/** The catalogs and their products, which are kept at Meta. */
export class Catalogs {
	readonly operations: Operations = {
		'catalog.getMany': (call) => this.list(call),
		'catalog.getProducts': (call) => this.products(call),
	};

	/** @throws Refusal 404 unless the catalog and the product in it exist */
	checkProduct(catalogId: string, retailerId: string): void {
		const { name, products } = this.get(catalogId);
		if (!products.some((product) => product.retailerId === retailerId)) {
			throw new Refusal(404, `Product ${retailerId} not found in catalog ${name}`);
		}
	}

	/** @throws Refusal 404 unless the selected catalog has the product */
	checkSelected(retailerId: string): void {
		this.checkProduct(SELECTED_CATALOG, retailerId);
	}

	snapshot(): unknown[] {
		return seededCatalogs.map(view);
	}

	private list({ query }: OperationCall): Reply {
		const found = seededCatalogs.filter(({ name }) => contains(name, query.search));
		const { rows, pagination } = page(found, query, CATALOGS_SHOWN);
		return success('Catalogs fetched successfully', {
			catalogs: rows.map(view),
			selectedCatalogId: SELECTED_CATALOG,
			waBusinessPortfolioId: PORTFOLIO,
			pagination,
		});
	}

	private products({ params, query }: OperationCall): Reply {
		const { catalogId, name, products } = this.get(params.catalogId);
		const found = products.filter(
			(product) =>
				contains(product.name, query.search) || contains(product.retailerId, query.search),
		);
		const { rows, pagination } = page(found, query, PRODUCTS_SHOWN);
		return successFlag('Products fetched successfully', {
			products: rows,
			catalogId,
			catalogName: name,
			pagination,
		});
	}

	private get(catalogId: string): Catalog {
		const catalog = seededCatalogs.find((one) => one.catalogId === catalogId);
		if (!catalog) throw new Refusal(404, 'Catalog not found');
		return catalog;
	}
}

function view({ catalogId, name, type, products }: Catalog): Record<string, unknown> {
	return { catalogId, name, productCount: products.length, type };
}

function contains(text: string, part = ''): boolean {
	return text.toLowerCase().includes(part.toLowerCase());
}

function page<Row>(found: Row[], query: OperationCall['query'], defaultLimit: number) {
	const limit = Number(query.limit ?? defaultLimit);
	const currentPage = Number(query.page ?? 1);
	const totalPages = Math.ceil(found.length / limit);
	return {
		rows: found.slice((currentPage - 1) * limit, currentPage * limit),
		pagination: {
			totalResults: found.length,
			totalPages,
			currentPage,
			limit,
			hasNextPage: currentPage < totalPages,
			hasPrevPage: currentPage > 1,
		},
	};
}
