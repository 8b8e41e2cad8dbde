import { WabaPortal } from '../../../nodes/WabaPortal/WabaPortal.node';
import { searchList } from '../../support/harness';
import '../../support/network';
import { SandboxedPortal } from './sandboxed';

let portal: SandboxedPortal;

beforeAll(async () => {
	portal = await SandboxedPortal.start();
});

afterAll(async () => {
	await portal.close();
});

const search = async (method: string, filter?: string, token?: string) =>
	await searchList(
		{ type: new WabaPortal(), credentials: portal.credentials },
		method,
		filter,
		token,
	);

test('Conversations are found page by page, by name or number, without one twice', async () => {
	const numbers = Array.from({ length: 120 }, (_, index) => String(919700000000 + index));
	await portal.hearFrom(...numbers);
	const found: string[] = [];
	let token: string | undefined;
	do {
		const page = await search('searchConversations', '9197000', token);
		found.push(...page.results.map(({ value }) => String(value)));
		token = page.paginationToken as string | undefined;
	} while (token);
	expect(found.sort()).toEqual(numbers);
});

test('A name far down a list that the platform cannot search is found at once', async () => {
	await portal.reset();
	await portal.hearFrom('918899332211');
	await portal.hearFrom(...Array.from({ length: 120 }, (_, index) => String(919700000000 + index)));
	const { results } = await search('searchConversations', ' 918899332211 ');
	expect(results.map(({ value }) => value)).toEqual(['918899332211']);
});

test('Templates are found by name, with their id for an update', async () => {
	const byName = await search('searchTemplatesByName', 'ORDER_confirm');
	expect(byName.results.map(({ value }) => value)).toEqual(['order_confirmation']);
	const byId = await search('searchTemplatesById', 'order_confirm');
	expect(byId.results).toEqual([
		{ name: 'order_confirmation (en, UTILITY, APPROVED)', value: '123456789' },
	]);
});

test('A picker says why it is empty', async () => {
	await portal.fault({
		path: '/templates',
		kind: 'status',
		status: 401,
		body: { error: 'Bad key' },
	});
	await expect(search('searchTemplatesById')).rejects.toThrow('WABA Portal: Bad key');
});
