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
