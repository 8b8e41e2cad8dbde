import { LoadOptionsContext } from 'n8n-core';
import type { INodeParameters, INodePropertyOptions, ResourceMapperFields } from 'n8n-workflow';

import { searchList } from '../../support/harness';
import { createHost } from '../../support/harness/host';
import nock from '../../support/network';
import {
	carousel,
	code,
	definition,
	document,
	festive,
	ids,
	offer,
	orderSamples,
	orderUpdate,
	summer,
} from './rows/definitions';
import { host, setup } from './setup';

let asked: string[];

beforeEach(() => {
	asked = [];
});

afterEach(() => {
	nock.cleanAll();
});

/** Plays a list with pages; `search` is the query parameter with which the platform searches. */
function serve(path: string, key: string, rows: Array<Record<string, unknown>>, search = ''): void {
	nock(host)
		.persist()
		.get(`/api/v1${path}`)
		.query(true)
		.reply((uri) => {
			const { searchParams } = new URL(uri, host);
			asked.push(uri.replace('/api/v1', ''));
			const wanted = searchParams.get(search)?.toLowerCase() ?? '';
			const found = rows.filter((row) => JSON.stringify(row).toLowerCase().includes(wanted));
			const [page, limit] = [
				Number(searchParams.get('page') ?? 1),
				Number(searchParams.get('limit')),
			];
			const end = page * limit;
			return [
				200,
				{
					status: 'success',
					data: {
						[key]: limit === 0 ? found : found.slice(end - limit, end),
						pagination: { hasNextPage: end < found.length },
						remainingCount: Math.max(0, found.length - end),
						selectedCatalogId: 'chosen-by-the-number',
					},
				},
			];
		});
}

/** Every entry that scrolling to the end shows. */
async function all(method: string, filter?: string, parameters: INodeParameters = {}) {
	const found: Array<{ name: string; value: unknown }> = [];
	let token: string | undefined;
	do {
		const page = await searchList({ ...setup, parameters }, method, filter, token);
		found.push(...page.results.map(({ name, value }) => ({ name, value })));
		token = page.paginationToken as string | undefined;
	} while (token);
	return found;
}

const template = (name: string, more = {}) => ({
	_id: ids.summer,
	name,
	language: 'en',
	category: 'MARKETING',
	status: 'APPROVED',
	...more,
});

test('Approved templates are found by name, and chosen with their language and ID', async () => {
	const many = Array.from({ length: 120 }, (_, index) => template(`other_${index}`));
	serve('/templates', 'templates', [
		...many,
		template('summer_time'),
		template('summer_time', { language: 'hi', _id: ids.hindi }),
		template('summer_off', { status: 'PENDING' }),
	]);
	expect(await all('searchTemplates', 'SUMMER')).toEqual([
		{ name: 'summer_time (en, MARKETING)', value: `summer_time|en|${ids.summer}` },
		{ name: 'summer_time (hi, MARKETING)', value: `summer_time|hi|${ids.hindi}` },
	]);
	expect(await all('searchTemplatesById', 'summer_off')).toEqual([
		{ name: 'summer_off (en, MARKETING, PENDING)', value: ids.summer },
	]);
});

test('Contacts are found page by page, by name or number, without one twice', async () => {
	const contacts = Array.from({ length: 60 }, (_, index) => ({
		_id: String(index),
		name: `Contact ${index}`,
		mobile: String(919700000000 + index),
	}));
	serve('/contacts', 'contacts', contacts);
	const values = (await all('searchContacts')).map(({ value }) => value);
	expect(values).toEqual(contacts.map(({ _id }) => _id));
	await all('searchContacts', 'John');
	expect(asked.at(-1)).toContain('name=John');
	await all('searchContacts', '+91 97000');
	expect(asked.at(-1)).toContain('mobile=9197000');
});

test('Catalogs are searched by the platform', async () => {
	const catalogs = Array.from({ length: 30 }, (_, index) => ({
		catalogId: String(index),
		name: index === 25 ? 'Shoes' : `Catalog ${index}`,
		productCount: 6,
	}));
	serve('/catalogs', 'catalogs', catalogs, 'search');
	expect(await all('searchCatalogs')).toHaveLength(30);
	expect(await all('searchCatalogs', 'shoes')).toEqual([
		{ name: 'Shoes (6 products)', value: '25' },
	]);
});

const sendProduct = { resource: 'message', operation: 'sendProduct' };
const sendCatalog = { resource: 'message', operation: 'sendCatalog' };
const shirt = { name: 'Shirt', retailerId: 'SKU-1', price: '2999', currency: 'INR' };

test('Products are those of the chosen catalog', async () => {
	serve('/catalogs/123/products', 'products', [shirt], 'search');
	const catalogId = { __rl: true, mode: 'list', value: '123' };
	expect(await all('searchProducts', 'shirt', { ...sendProduct, catalogId })).toEqual([
		{ name: 'Shirt (SKU-1, 2999 INR)', value: 'SKU-1' },
	]);
});

test('Without a chosen catalog, products are those of the catalog that the number uses', async () => {
	serve('/catalogs', 'catalogs', []);
	serve('/catalogs/chosen-by-the-number/products', 'products', [shirt], 'search');
	expect(await all('searchProducts', '', sendCatalog)).toHaveLength(1);
});

/** What the editor gets from one of the node's other methods. */
function editor(parameters: INodeParameters = {}): LoadOptionsContext {
	const { workflow, node, additionalData } = createHost({ ...setup, parameters });
	additionalData.currentNodeParameters = node.parameters;
	return new LoadOptionsContext(workflow, node, additionalData, '');
}

test('Contact lists are chosen by name, and so are contacts in no list', async () => {
	serve('/contacts/lists', 'lists', [{ name: 'sups' }, { name: 'partners, old' }]);
	const lists: INodePropertyOptions[] =
		await setup.type.methods.loadOptions.getContactLists.call(editor());
	expect(lists.map(({ value }) => value)).toEqual(['partners, old', 'sups', 'unassigned']);
});

const fieldsFor = async (parameters: INodeParameters): Promise<ResourceMapperFields> =>
	await setup.type.methods.resourceMapping.getTemplateVariables.call(
		editor({ resource: 'message', operation: 'sendTemplate', ...parameters }),
	);
const picked = (value: string) => ({ templateName: { __rl: true, mode: 'list', value } });

/** The fields of a template that a value goes into, by their labels, with `?` for one that may stay empty. */
async function labels(template: { name: string }, answer: { body?: unknown }): Promise<string[]> {
	const values = (await allFieldsOf(template, answer)).filter(({ readOnly }) => !readOnly);
	for (const { id, displayName } of values) expect(displayName).toContain(id);
	return values.map(({ displayName, required }) => `${displayName}${required ? '' : '?'}`);
}

/** What the form shows of the template itself. */
async function shown(template: { name: string }, answer: { body?: unknown }) {
	const rows = (await allFieldsOf(template, answer)).filter(({ readOnly }) => readOnly);
	expect(rows.filter(({ required }) => required)).toEqual([]);
	return Object.fromEntries(rows.map(({ id, defaultValue }) => [id, defaultValue]));
}

async function allFieldsOf({ name }: { name: string }, answer: { body?: unknown }) {
	nock(host)
		.get(`/api/v1/templates/${name}`)
		.reply(200, answer.body as nock.Body);
	return (await fieldsFor(picked(`${name}|en|${ids.summer}`))).fields;
}

test('A template of header and body has a field for each variable, with its sample', async () => {
	expect(await labels(summer, definition(summer))).toEqual([
		'Header {{1}} (e.g. Hi John)',
		'Body {{1}} (e.g. Summer)',
		'Body {{2}} (e.g. 25%)',
	]);
});

test('Named variables have their names, with the samples that the vendor lists', async () => {
	expect(await labels(orderUpdate, definition(orderUpdate, orderSamples))).toEqual([
		'Body {{customer_name}} (e.g. John)',
		'Body {{order_id}} (e.g. #1043)',
	]);
});

test('A template with a document has its address, and its name if wanted', async () => {
	expect(await labels(document, definition(document))).toEqual([
		'Header Document (URL) (e.g. https://scontent.whatsapp.net/v/links.pdf)',
		'Header File Name?',
		'Body {{1}} (e.g. Thanks)',
	]);
});

test('An authentication template has its code only', async () => {
	expect(await labels(code, definition(code))).toEqual(['Code']);
});

test('A template with buttons has variable URLs, the coupon code and quick replies', async () => {
	expect(await labels(festive, definition(festive))).toEqual([
		'Button 1 {{1}} "See it" (e.g. diwali)',
		'Coupon Code (e.g. FESTIVE25)',
		'Button 4 Payload (e.g. Interested)?',
		'Button 5 Payload (e.g. Stop)?',
	]);
});

test('A carousel has the fields of every card', async () => {
	expect(await labels(carousel, definition(carousel))).toEqual([
		'Body {{1}} (e.g. John)',
		...[1, 2].flatMap((card) => [
			`Card ${card} Header Image (URL) (e.g. https://scontent.whatsapp.net/v/${card === 1 ? 'blue' : 'red'}.jpg)`,
			`Card ${card} Body {{1}} (e.g. Blue shirt)`,
			`Card ${card} Body {{2}} (e.g. 2499)`,
			`Card ${card} Button 1 {{1}} "Buy" (e.g. tshirt)`,
			`Card ${card} Button 2 Payload (e.g. Show me more)?`,
		]),
	]);
});

test('The form shows the sentences of the template, one line for each part', async () => {
	expect(await shown(summer, definition(summer))).toEqual({
		Header: '{{1}}!',
		Body: '{{1}} is here: {{2}} off everything.',
	});
	expect(await shown(festive, definition(festive))).toEqual({
		Body: 'Our festive offer ends on Sunday.',
		Buttons:
			'[See it] https://example.com/offers/{{1}} [Our shop] https://example.com/ [Copy offer code] [Interested] [Stop]',
	});
	expect(await shown(carousel, definition(carousel))).toMatchObject({
		'Card 1': '[image] {{1}}, now {{2}} [Buy] [Show me more]',
	});
});

test('A limited-time offer has its expiry, as a date and time', async () => {
	expect(await labels(offer, definition(offer))).toEqual([
		'Header Image (URL) (e.g. https://scontent.whatsapp.net/v/sale.jpg)',
		'Body {{1}} (e.g. John)',
		'Body {{2}} (e.g. 50%)',
		'Offer Expiry',
		'Coupon Code (e.g. FLASH50)',
		'Button 2 {{1}} "Shop now" (e.g. flash)',
	]);
	nock(host)
		.get('/api/v1/templates/flash_sale')
		.reply(200, definition(offer).body as nock.Body);
	const { fields } = await fieldsFor(picked('flash_sale|en'));
	expect(fields.find(({ id }) => id === 'Offer Expiry')?.type).toBe('dateTime');
});

test('Without a template, or with one that an expression chooses, the form says what to do', async () => {
	for (const value of ['', '={{ $json.template }}']) {
		const { fields, emptyFieldsNotice } = await fieldsFor(picked(value));
		expect(fields).toEqual([]);
		expect(emptyFieldsNotice).toContain('Switch Specify Variables to Fields Below or JSON');
	}
});

test('A template in another language than that of its name is refused in the editor, too', async () => {
	const hindi = { ...orderUpdate, language: 'hi', _id: ids.hindi };
	nock(host)
		.get('/api/v1/templates/order_update')
		.reply(200, definition(orderUpdate).body as nock.Body)
		.get(`/api/v1/templates/${ids.hindi}?by=id`)
		.reply(200, definition(hindi).body as nock.Body);
	await expect(fieldsFor(picked(`order_update|hi|${ids.hindi}`))).rejects.toThrow(
		'stands for the template in "en", not in "hi"',
	);
});

test('A picker says why it is empty', async () => {
	nock(host).get('/api/v1/catalogs').query(true).reply(401, { success: false, error: 'Bad key' });
	await expect(all('searchCatalogs')).rejects.toThrow('Pabbly Chatflow: Bad key');
});
