import type { INodeListSearchResult, INodeParameters, INodePropertyOptions } from 'n8n-workflow';

import { chosen } from '../../support/workflow';
import { usePabbly } from './host';

const FASHION_STORE = '123456789012001';
const PRODUCT_PATH = 'sections.section[0].products.product[0].productRetailerId';

describe.each([false, true])('the lists to pick from, as a tool: %s', (tool) => {
	const host = usePabbly();
	const type = `n8n-nodes-whatsapp-hub.pabblyChatflow${tool ? 'Tool' : ''}`;

	function asked(methodName: string, parameter: string, parameters: object = {}) {
		return {
			nodeType: type,
			methodName,
			path: `parameters.${parameter}`,
			parameters: parameters as INodeParameters,
			credentials: { pabblyChatflowApi: host.credential },
		};
	}

	/** Scrolls to the end of a list. */
	async function allPages(list: ReturnType<typeof asked>, filter?: string) {
		const found: INodeListSearchResult['results'] = [];
		let paginationToken: string | undefined;
		do {
			const page = await host.n8n.searchList({ ...list, filter, paginationToken });
			found.push(...page.results);
			paginationToken = page.paginationToken as string | undefined;
		} while (paginationToken !== undefined && found.length < 1000);
		return found;
	}

	test('catalogs, found by the platform’s own search', async () => {
		const list = asked('searchCatalogs', 'catalogId');
		expect(await allPages(list)).toHaveLength(7);
		expect(await allPages(list, 'fashion')).toEqual([
			expect.objectContaining({ name: 'Fashion Store (150 products)', value: FASHION_STORE }),
		]);
	});

	test('products of the chosen catalog, page by page and found by the platform’s own search', async () => {
		const parameters = { resource: 'message', operation: 'sendProductList' };
		const catalogId = chosen(FASHION_STORE, 'list');
		const list = asked('searchProducts', PRODUCT_PATH, { ...parameters, catalogId });
		const products = await allPages(list);
		expect(new Set(products.map(({ value }) => value)).size).toBe(150);
		expect(products).toHaveLength(150);
		expect(await allPages(list, 'Linen Shirt 148')).toEqual([
			expect.objectContaining({ value: 'SKU-FASHION-148' }),
		]);
	});

	test('products of the number’s own catalog, where none is chosen', async () => {
		const parameters = { resource: 'message', operation: 'sendCatalog' };
		const products = await allPages(asked('searchProducts', 'productRetailerId', parameters));
		expect(products.map(({ value }) => value)).toContain('SKU-SHOE-001');
		expect(products).toHaveLength(6);
	});

	test('contacts by name or number, page by page', async () => {
		await host.sandbox.settings({ importedContacts: 60 });
		const { contactCount } = await host.state();
		const list = asked('searchContacts', 'contactId');
		const contacts = await allPages(list);
		expect(new Set(contacts.map(({ value }) => value)).size).toBe(contactCount);
		expect(contacts).toHaveLength(contactCount);
		const john = [expect.objectContaining({ name: 'John Maverick (917697810001)' })];
		expect(await allPages(list, 'maverick')).toEqual(john);
		expect(await allPages(list, '+91 76978 10001')).toEqual(john);
	});

	test('contact lists by name, and "unassigned"', async () => {
		const session = await host.session();
		const options = await session.request<INodePropertyOptions[]>(
			'post',
			'/rest/dynamic-node-parameters/options',
			{
				path: 'parameters.contactLists',
				methodName: 'getContactLists',
				nodeTypeAndVersion: { name: type, version: 1 },
				currentNodeParameters: { resource: 'broadcast', operation: 'create' },
				credentials: { pabblyChatflowApi: host.credential },
			},
		);
		expect(options.map(({ value }) => value)).toEqual([
			'partners',
			'sups',
			'testing',
			'unassigned',
		]);
	});
});
