import type { DrawnProduct } from '../../types';
import { Refusal } from '../../http/refusal';
import type { OperationCall, Operations, Reply } from '../../http/types';
import { success, successFlag } from './access';

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

	/** Those of a catalog as the phone shows them: all of them, or these and in this order. */
	productsOf(catalogId: string, retailerIds?: string[]): DrawnProduct[] {
		const { products = [] } = seededCatalogs.find((one) => one.catalogId === catalogId) ?? {};
		const wanted =
			retailerIds === undefined
				? products
				: retailerIds.flatMap((id) => products.filter(({ retailerId }) => retailerId === id));
		return wanted.map(({ retailerId, name, price, salePrice, currency, imageUrl }) => ({
			retailerId,
			catalogId,
			name,
			price: Number(salePrice ?? price),
			currency,
			image: imageUrl,
		}));
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

export interface Product {
	productId: string;
	retailerId: string;
	retailerProductGroupId: string;
	catalogId: string;
	name: string;
	description: string;
	price: string;
	salePrice: string | null;
	currency: string;
	availability: string;
	status: string;
	imageUrl: string;
	url: string;
	brand: string;
	condition: string;
}

export interface Catalog {
	catalogId: string;
	name: string;
	type: string;
	products: Product[];
}

/** The catalog whose products catalog messages show. */
export const SELECTED_CATALOG = '847458390840001';
export const PORTFOLIO = '1215240739810001';

/** The catalogs of the page's answer, and the larger one whose products it shows. */
export const seededCatalogs: readonly Catalog[] = [
	catalog('763676869640001', 'Catalogue_Products', []),
	catalog(SELECTED_CATALOG, 'Shoes_Catalog', numbered(6, 'SKU-SHOE', 'Running Shoe')),
	catalog('970811968370001', 'computer_parts', []),
	catalog('1374866623680001', 'Local ecommerce', numbered(1, 'SKU-LOCAL', 'Clay Pot')),
	catalog('9001711183290001', 'garments', numbered(5, 'SKU-GARMENT', 'Cotton Scarf')),
	catalog('9198153660290001', 'Watches_catalog', numbered(6, 'SKU-WATCH', 'Wrist Watch')),
	catalog('123456789012001', 'Fashion Store', [
		['SKU-TSHIRT-001', 'Classic T-Shirt - Blue - Large'],
		['SKU-TSHIRT-002', 'Classic T-Shirt - Red - Medium'],
		...numbered(148, 'SKU-FASHION', 'Linen Shirt'),
	]),
];

function numbered(count: number, sku: string, name: string): Array<[string, string]> {
	return Array.from({ length: count }, (_, index) => {
		const number = String(index + 1).padStart(3, '0');
		return [`${sku}-${number}`, `${name} ${number}`];
	});
}

function catalog(catalogId: string, name: string, items: Array<[string, string]>): Catalog {
	const products = items.map(([retailerId, title], index) =>
		product(catalogId, index, retailerId, title),
	);
	return { catalogId, name, type: 'commerce', products };
}

function product(catalogId: string, index: number, retailerId: string, name: string): Product {
	const slug = retailerId.toLowerCase();
	return {
		productId: String(7_890_123_456_780_000 + index),
		retailerId,
		retailerProductGroupId: `GROUP-${retailerId.split('-')[1]}`,
		catalogId,
		name,
		description: `${name}, comfortable fit`,
		price: '2999',
		salePrice: index % 2 === 0 ? '2499' : null,
		currency: 'INR',
		availability: 'in stock',
		status: 'active',
		imageUrl: `https://example.com/images/${slug}.jpg`,
		url: `https://example.com/products/${slug}`,
		brand: 'MyBrand',
		condition: 'new',
	};
}
