import { WbizApi } from '../../../../credentials/WbizApi.credentials';
import { WbizTrigger } from '../../../../nodes/Wbiz/WbizTrigger.node';
import { openTrigger } from '../../../support/harness';
import nock from '../../../support/network';

/** Webhooks of the trigger's own address that an earlier life left behind, in an account with many. */

const host = 'https://wbiz.test';
const PER_PAGE = 2;
type Answer = [number, object];
let subscriptions: Array<{ id: string; url: string }>;
/** The cursors asked for, `null` for none. */
let asked: Array<string | null>;
let answerTo: (cursor: string | null) => Answer;

/** A cursor is the number of subscriptions before it. */
function page(cursor: string | null): Answer {
	const end = Number(cursor ?? 0) + PER_PAGE;
	const data = subscriptions.slice(Number(cursor ?? 0), end);
	return [200, { data, nextCursor: end < subscriptions.length ? String(end) : null }];
}

beforeEach(() => {
	subscriptions = [];
	asked = [];
	answerTo = page;
	const api = nock(host).persist();
	api
		.get('/api/v1/webhooks')
		.query(true)
		.reply((uri) => {
			const cursor = new URL(uri, host).searchParams.get('cursor');
			asked.push(cursor);
			return answerTo(cursor);
		});
	api.post('/api/v1/webhooks').reply((_uri, body) => {
		const made = { id: 'wh_new', url: (body as { url: string }).url };
		subscriptions.push(made);
		return [201, { ...made, secret: 'a-secret-of-the-platform' }];
	});
	api.delete(/\/api\/v1\/webhooks\/.+/).reply((uri) => {
		subscriptions = subscriptions.filter(({ id }) => !uri.endsWith(`/${id}`));
		return [200, { success: true }];
	});
});

afterEach(() => {
	nock.cleanAll();
});

const trigger = () =>
	openTrigger({
		type: new WbizTrigger(),
		credentials: [{ type: new WbizApi(), data: { baseUrl: `${host}/api`, apiKey: 'wa_key_0123' } }],
		parameters: {},
		baseUrl: 'https://n8n.test/',
	});
const others = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		id: `wh_shop_${index}`,
		url: `https://shop.example/hook/${index}`,
	}));
const ids = () => subscriptions.map(({ id }) => id);

test('are removed from every page of the list, and nothing else is', async () => {
	const hook = trigger();
	subscriptions = others(5);
	subscriptions.splice(1, 0, { id: 'wh_old_first', url: hook.url });
	subscriptions.push({ id: 'wh_old_last', url: hook.url });
	await hook.create();
	expect(ids()).toEqual([...others(5).map(({ id }) => id), 'wh_new']);
	expect(asked).toEqual([null, '2', '4', '6']);
});

test('are removed as well when a trigger that does not know its subscription is deleted', async () => {
	const hook = trigger();
	subscriptions = [...others(4), { id: 'wh_old', url: hook.url }];
	await hook.delete();
	expect(ids()).toEqual(others(4).map(({ id }) => id));
});

test.each([400, 404, 410, 422])(
	'on the first page are removed also where a cursor is answered with %i',
	async (status) => {
		answerTo = (cursor) => (cursor === null ? page(null) : [status, { error: 'cursor?' }]);
		const hook = trigger();
		subscriptions = [{ id: 'wh_old', url: hook.url }, ...others(3)];
		expect(await hook.create()).toBe(true);
		expect(ids()).toEqual([...others(3).map(({ id }) => id), 'wh_new']);
	},
);

test('that may stand on a page that cannot be read let the registration fail', async () => {
	answerTo = (cursor) => (cursor === null ? page(null) : [403, { error: { message: 'No' } }]);
	subscriptions = others(3);
	await expect(trigger().create()).rejects.toThrow('WBIZ: No');
	expect(ids()).toEqual(others(3).map(({ id }) => id));
});

test.each([
	['gives its first page for ever', () => [200, { data: others(2), nextCursor: 'more' }], 2],
	['never comes to an end', () => [200, { data: others(2), nextCursor: String(asked.length) }], 20],
	['gives a cursor with an empty page', () => [200, { data: [], nextCursor: 'more' }], 1],
] as Array<[string, () => Answer, number]>)(
	'are looked for no further where the platform %s',
	async (_name, answer, pages) => {
		answerTo = answer;
		expect(await trigger().create()).toBe(true);
		expect(asked).toHaveLength(pages);
	},
);
