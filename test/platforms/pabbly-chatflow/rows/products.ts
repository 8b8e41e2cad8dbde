import type { INodeParameters } from 'n8n-workflow';

import type { Row } from '../../../support/row';
import { byId, fromList, many, nothing, refused, send } from './values';

const to = '919876543210';
const catalog = '123456789012001';

const productRows: Row[] = [
	send(
		'message.sendProduct',
		'makes the sample "Send Single Product Message"',
		{
			catalogId: fromList(catalog),
			productRetailerId: byId('SKU-TSHIRT-001'),
			text: 'The shirt you asked for',
			options: { footerText: 'Free delivery' },
		},
		{
			type: 'interactive',
			interactiveType: 'single_product',
			bodyText: 'The shirt you asked for',
			footerText: 'Free delivery',
			action: { catalogId: catalog, productRetailerId: 'SKU-TSHIRT-001' },
		},
	),
	refused(
		'message.sendProduct',
		'without a product',
		{ to, catalogId: byId(catalog), productRetailerId: byId(nothing), text: 'x' },
		'"Product" is empty',
	),
	refused(
		'message.sendProduct',
		'with 1025 characters',
		{ to, catalogId: byId(catalog), productRetailerId: byId('A'), text: 'x'.repeat(1025) },
		'"Text" has 1025 characters',
	),
];

/** A section of the form, its products typed or picked. */
const products = (title: string, ...ids: string[]) => ({
	title,
	products: { product: ids.map((id) => ({ productRetailerId: byId(id) })) },
});
const productList = {
	to,
	catalogId: byId(catalog),
	headerText: 'Our shirts',
	text: 'Choose what you like',
};
const refusedProducts = (name: string, section: INodeParameters[], error: string) =>
	refused('message.sendProductList', name, { ...productList, sections: { section } }, error);

const shirts = [
	{ title: 'Blue', products: [{ productRetailerId: 'SKU-TSHIRT-001' }] },
	{ title: 'Red', products: [{ productRetailerId: 'SKU-TSHIRT-002' }] },
];
const shirtsOnWire = {
	type: 'interactive',
	interactiveType: 'product_list',
	header: 'Our shirts',
	body: 'Choose what you like',
	action: { catalogId: catalog },
	sections: shirts,
};

const productListRows: Row[] = [
	{
		operation: 'message.sendProductList',
		name: 'makes the sample "Send Multi Product Message" of its own page',
		parameters: {
			to: '1123456789',
			catalogId: byId('84745839084XXXX'),
			headerText: 'Our Top Picks',
			text: 'Browse our curated selection of products',
			sections: {
				section: [
					products('Best Sellers', 'oozba9XXXX', 'faz4ioXXXX'),
					products('New Arrivals', 'g4qoqiXXXX'),
				],
			},
			options: { footerText: 'Tap any product to view details' },
		},
		request: {
			method: 'POST',
			path: '/messages',
			body: {
				to: 1123456789,
				type: 'interactive',
				interactiveType: 'product_list',
				header: 'Our Top Picks',
				body: 'Browse our curated selection of products',
				footer: 'Tap any product to view details',
				action: { catalogId: '84745839084XXXX' },
				sections: [
					{
						title: 'Best Sellers',
						products: [{ productRetailerId: 'oozba9XXXX' }, { productRetailerId: 'faz4ioXXXX' }],
					},
					{ title: 'New Arrivals', products: [{ productRetailerId: 'g4qoqiXXXX' }] },
				],
			},
		},
	},
	send(
		'message.sendProductList',
		'makes the sample "Send Multi Product Message"',
		{
			...productList,
			sections: {
				section: [products('Blue', 'SKU-TSHIRT-001'), products('Red', 'SKU-TSHIRT-002')],
			},
			options: { footerText: 'Free delivery' },
		},
		{ ...shirtsOnWire, footer: 'Free delivery' },
	),
	send(
		'message.sendProductList',
		'takes the sections as JSON',
		{ ...productList, specifySections: 'json', sectionsJson: JSON.stringify(shirts) },
		shirtsOnWire,
	),
	refusedProducts('without a section', [], '"Sections" has no section'),
	refusedProducts(
		'with 11 sections',
		many(11).map((id) => products(id, id)),
		'"Sections" has 11 sections; WhatsApp takes at most 10',
	),
	refusedProducts(
		'with 31 products in all',
		[products('A', ...many(16)), products('B', ...many(15, 16))],
		'"Sections" has 31 products; WhatsApp takes at most 30',
	),
	refusedProducts(
		'with 25 characters in a title',
		[products('x'.repeat(25), 'A')],
		'"Title of section 1" has 25 characters; WhatsApp takes at most 24',
	),
	refusedProducts('without a title', [products('', 'A')], '"Title of section 1" is empty'),
	refusedProducts(
		'with a section without a product',
		[products('A', 'SKU-1'), products('B')],
		'"Sections" has no product in section 2',
	),
	refusedProducts(
		'with an empty product',
		[products('A', 'SKU-1', nothing)],
		'"Sections" has nothing for product 2 in section 1',
	),
	refusedProducts(
		'with a product twice',
		[products('A', 'SKU-1'), products('B', 'SKU-1')],
		'"Sections" has the product "SKU-1" twice',
	),
	refused(
		'message.sendProductList',
		'with sections in JSON that are no list',
		{ ...productList, specifySections: 'json', sectionsJson: '{ "title": "Blue" }' },
		'"Sections" must be a list of sections',
	),
	refused(
		'message.sendProductList',
		'with 61 characters in the header',
		{ ...productList, headerText: 'x'.repeat(61), sections: { section: [products('A', 'B')] } },
		'"Header Text" has 61 characters',
	),
	refused(
		'message.sendProductList',
		'without a header',
		{ ...productList, headerText: nothing, sections: { section: [products('A', 'B')] } },
		'"Header Text" is empty',
	),
];

const catalogRows: Row[] = [
	send(
		'message.sendCatalog',
		'makes the sample "Send Catalog Message"',
		{
			text: 'Have a look at our catalog',
			productRetailerId: fromList('SKU-SHOE-001'),
			options: { footerText: 'Free delivery' },
		},
		{
			type: 'interactive',
			interactiveType: 'catalog_message',
			bodyText: 'Have a look at our catalog',
			footerText: 'Free delivery',
			catalogProductId: 'SKU-SHOE-001',
		},
	),
	send(
		'message.sendCatalog',
		'needs no product',
		{ text: 'Have a look' },
		{ type: 'interactive', interactiveType: 'catalog_message', bodyText: 'Have a look' },
	),
	refused(
		'message.sendCatalog',
		'with 61 characters in the footer',
		{ to, text: 'x', options: { footerText: 'x'.repeat(61) } },
		'"Footer Text" has 61 characters',
	),
];

export const productMessageRows: Row[] = [...productRows, ...productListRows, ...catalogRows];
