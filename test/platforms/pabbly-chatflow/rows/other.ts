import type { IDataObject } from 'n8n-workflow';

import type { Row } from '../../../support/row';
import { definition, ids, summer } from './definitions';
import { byId, fromList, nothing, numbered, page, pagedRows, read, refused } from './values';

const found = definition(summer);

const templateRows: Row[] = [
	{
		operation: 'template.get',
		name: 'by its name',
		parameters: { templateIdentifier: byId('summer_time') },
		request: read('/templates/summer_time'),
		answer: found,
		output: [found.body as Record<string, never>],
	},
	{
		operation: 'template.get',
		name: 'by its ID, and says so',
		parameters: { templateIdentifier: fromList(ids.summer) },
		request: read(`/templates/${ids.summer}`, { by: 'id' }),
		answer: found,
	},
	refused(
		'template.get',
		'without a template',
		{ templateIdentifier: byId(nothing) },
		'"Template" is empty',
	),
	...pagedRows('template.getMany', '/templates', 'templates', 50),
	{
		operation: 'template.getMany',
		name: 'asks for all in one page',
		parameters: { returnAll: true, options: { all: true } },
		request: read('/templates', { all: 'true' }),
		answer: page(numbered(0, 60), 'templates', true),
		output: numbered(0, 60),
	},
];

/** Lists that the vendor gives whole. */
const wholeRows = [
	['tag.getMany', '/settings/tags', 'tags'],
	['contactList.getMany', '/contacts/lists', 'lists'],
].flatMap(([operation, path, key]): Row[] => [
	{
		operation,
		parameters: { returnAll: true },
		request: read(path),
		answer: page(numbered(0, 3), key),
		output: numbered(0, 3),
	},
	{
		operation,
		name: 'gives no more than asked for',
		parameters: { returnAll: false, limit: 2 },
		request: read(path),
		answer: page(numbered(0, 3), key),
		output: numbered(0, 2),
	},
]);

/** What the page's answer says of the account beside its catalogs; made up where the answer of a row leaves it out. */
const account = { selectedCatalogId: null, waBusinessPortfolioId: null };

const catalogRows: Row[] = [
	...pagedRows('catalog.getMany', '/catalogs', 'catalogs', 20).map((row) => ({
		...row,
		output: row.output?.map((entry) => ({ ...(entry as IDataObject), ...account })),
	})),
	{
		operation: 'catalog.getMany',
		name: 'reads the sample of the page, with the catalog that is selected',
		parameters: { limit: 2 },
		request: read('/catalogs', { limit: '2', page: '1' }),
		output: [
			['76367686964XXXX', 'Catalogue_Products', 0],
			['84745839084XXXX', 'Shoes_Catalog', 6],
		].map(([id, name, productCount]) => ({
			catalogId: id,
			name,
			productCount,
			type: 'commerce',
			selectedCatalogId: '84745839084XXXX',
			waBusinessPortfolioId: '121524073981XXXX',
		})),
	},
	{
		operation: 'catalog.getMany',
		name: 'searches',
		parameters: { limit: 5, filters: { search: 'shoes' } },
		request: read('/catalogs', { search: 'shoes', limit: '5', page: '1' }),
		answer: page(numbered(0, 1), 'catalogs'),
		output: [{ n: 0, ...account }],
	},
	...pagedRows('catalog.getProducts', '/catalogs/123456789012001/products', 'products', 20, {
		catalogId: fromList('123456789012001'),
	}),
	{
		operation: 'catalog.getProducts',
		name: 'searches',
		parameters: { catalogId: byId('1'), limit: 5, filters: { search: 'blue' } },
		request: read('/catalogs/1/products', { search: 'blue', limit: '5', page: '1' }),
		answer: page(numbered(0, 1), 'products'),
		output: numbered(0, 1),
	},
	refused(
		'catalog.getProducts',
		'without a catalog',
		{ catalogId: byId(nothing) },
		'"Catalog" is empty',
	),
];

const mediaId = '1279244293838655';
const file = 'https://storage.test/image/0629b099.jpeg';
const signed = {
	status: 'success',
	message: 'Media retrieved successfully',
	data: {
		mediaId,
		mediaUrl: `${file}?X-Amz-Signature=80135c52`,
		mimeType: 'image/jpeg',
		expiresAt: '2025-08-06T12:37:11.027Z',
	},
};

const mediaRows: Row[] = [
	{
		operation: 'media.getUrl',
		parameters: { mediaId },
		request: read('/media', { id: mediaId }),
		answer: { body: signed },
		output: [signed],
	},
	refused(
		'media.getUrl',
		'with an ID that is no number',
		{ mediaId: 'wamid.A' },
		'"Media ID" must be digits only',
	),
	{
		operation: 'media.download',
		name: 'gets the file without the key',
		parameters: { mediaId },
		request: [read('/media', { id: mediaId }), read(file, { 'X-Amz-Signature': '80135c52' })],
		answer: [{ body: signed }, { body: 'bytes', headers: { 'content-type': 'image/png' } }],
		output: [{ mediaId, mimeType: 'image/jpeg', fileName: '0629b099.jpeg', fileSize: 5 }],
	},
	{
		operation: 'media.download',
		name: 'fails when the file is gone',
		parameters: { mediaId },
		request: [read('/media', { id: mediaId }), read(file, { 'X-Amz-Signature': '80135c52' })],
		answer: [{ body: signed }, { status: 403, body: 'expired' }],
		error: 'the file could not be downloaded (HTTP 403)',
	},
	{
		operation: 'media.download',
		name: 'does not follow the address elsewhere',
		parameters: { mediaId },
		request: [read('/media', { id: mediaId }), read(file, { 'X-Amz-Signature': '80135c52' })],
		answer: [{ body: signed }, { status: 302, headers: { location: 'http://other.test/' } }],
		error: 'the file could not be downloaded (HTTP 302)',
	},
	...[
		{ data: { ...signed.data, mediaUrl: 'http://storage.test/a.jpg' } },
		{ data: { ...signed.data, mediaUrl: 'file:///etc/passwd' } },
	].map((body): Row => ({
		operation: 'media.download',
		name: `does not open ${body.data.mediaUrl}`,
		parameters: { mediaId },
		request: read('/media', { id: mediaId }),
		answer: { body },
		error: 'does not start with https://',
	})),
	{
		operation: 'media.download',
		name: 'fails when the answer has no address',
		parameters: { mediaId },
		request: read('/media', { id: mediaId }),
		answer: { body: { status: 'success', data: {} } },
		error: 'the answer holds no address of the file',
	},
];

const some = expect.stringMatching(/./) as string;
const tagsPath = read('/settings/tags');
const templatesPath = read('/templates', { limit: '1', page: '1' });
const templatesOf = (totalTemplates: number) => ({
	body: { status: 'success', data: { templates: [], pagination: { totalTemplates } } },
});
const key = { check: 'API key', ok: true, found: 'The platform answered', todo: '' };
const webhook = { check: 'Webhook', ok: null, found: some, todo: some };

const setupRows: Row[] = [
	{
		operation: 'account.checkSetup',
		name: 'looks at key and templates, and says what it cannot look at',
		parameters: {},
		request: [tagsPath, templatesPath],
		answer: [page([], 'tags'), templatesOf(12)],
		output: [key, { check: 'Templates', ok: true, found: '12 templates', todo: '' }, webhook],
	},
	{
		operation: 'account.checkSetup',
		name: 'says that there are no templates',
		parameters: {},
		request: [tagsPath, templatesPath],
		answer: [page([], 'tags'), templatesOf(0)],
		output: [key, { check: 'Templates', ok: false, found: some, todo: some }, webhook],
	},
	{
		operation: 'account.checkSetup',
		name: 'gives one row where the key is wrong',
		parameters: {},
		request: tagsPath,
		answer: { status: 401, body: { success: false, error: 'Invalid API key' } },
		output: [{ check: 'API key', ok: false, found: 'Invalid API key', todo: some }],
	},
];

const messageListRows: Row[] = [
	{
		operation: 'message.getMany',
		name: 'makes the request of the overview, without parameters',
		parameters: { returnAll: true },
		request: read('/messages'),
		answer: page(numbered(0, 3), 'messages'),
		output: numbered(0, 3),
	},
	...[{ data: numbered(0, 3) }, { messages: numbered(0, 3) }, numbered(0, 3)].map(
		(body, place): Row => ({
			operation: 'message.getMany',
			name: `finds the rows in another form of the answer, ${place + 1}, and cuts them at the limit`,
			parameters: { returnAll: false, limit: 2 },
			request: read('/messages'),
			answer: { body },
			output: numbered(0, 2),
		}),
	),
];

const apiRows: Row[] = [
	{
		operation: 'api.request',
		name: 'calls what has no operation',
		parameters: { method: 'GET', path: '/settings/attributes', query: '{ "page": 2 }' },
		request: read('/settings/attributes', { page: '2' }),
		answer: { body: { status: 'success' } },
		output: [{ status: 'success' }],
	},
	refused(
		'api.request',
		'with another host',
		{ method: 'GET', path: '//other.test/' },
		'"Path" must start with one /',
	),
];

export const otherRows: Row[] = [
	...templateRows,
	...wholeRows,
	...catalogRows,
	...mediaRows,
	...messageListRows,
	...setupRows,
	...apiRows,
];
