import { runNode } from '../../support/harness';
import nock from '../../support/network';
import { host, setup } from './setup';

const retried = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
const sendText = {
	resource: 'message',
	operation: 'sendText',
	to: '={{ $json.to }}',
	text: 'Hi',
};
const items = ['919800000001', '919800000002'].map((to) => ({ json: { to } }));

let received: number[];

/** Answers a send to each number as told, and writes down who it was for. */
function answer(byNumber: Record<number, object>): void {
	nock(host)
		.persist()
		.post('/api/v1/messages')
		.reply((_uri, body) => {
			const { to } = body as { to: number };
			received.push(to);
			return [200, { status: 'success', message: 'Message sent', data: byNumber[to] }];
		});
}

const accepted = { metaResponse: { status: 200, messages: [{ id: 'wamid.A' }] } };

beforeEach(() => {
	received = [];
});

afterEach(() => {
	nock.cleanAll();
});

test('A message that WhatsApp may have sent in spite of its own error is not sent again', async () => {
	answer({ 919800000001: { metaResponse: { status: 503 } }, 919800000002: accepted });
	const { error, outputs } = await runNode({
		...setup,
		parameters: sendText,
		items,
		settings: { ...retried, onError: 'continueRegularOutput' },
	});
	expect(error).toBeUndefined();
	expect(outputs[0].map(({ json }) => json)).toMatchObject([
		{ details: { mayHaveBeenDelivered: true } },
		{ messageId: 'wamid.A' },
	]);
	expect([...received].sort()).toEqual([919800000001, 919800000002]);
});

test('A message that was refused inside a good answer is tried again, others are not', async () => {
	answer({ 919800000001: { metaResponse: { status: 400 } }, 919800000002: accepted });
	await runNode({
		...setup,
		parameters: sendText,
		items,
		settings: { ...retried, onError: 'continueRegularOutput' },
	});
	expect(received.filter((to) => to === 919800000001)).toHaveLength(3);
	expect(received.filter((to) => to === 919800000002)).toHaveLength(1);
});

test('API campaigns to different numbers go side by side, to the same number one after another', async () => {
	let [underWay, most] = [0, 0];
	const order: string[] = [];
	nock(host)
		.persist()
		.post('/api/v1/broadcasts/send')
		.reply(async (_uri, body) => {
			const { destination, userName } = body as Record<string, string>;
			order.push(`${destination} ${userName}`);
			underWay += 1;
			most = Math.max(most, underWay);
			await new Promise((resolve) => setTimeout(resolve, 50));
			underWay -= 1;
			return [200, { success: 'true', data: { code: 200, messages: [{ id: 'wamid.A' }] } }];
		});
	const people = [
		['919800000001', 'first'],
		['919800000002', 'x'],
		['919800000001', 'second'],
	];
	const { status } = await runNode({
		...setup,
		parameters: {
			resource: 'broadcast',
			operation: 'sendApiCampaign',
			campaignName: 'summer',
			to: '={{ $json.to }}',
			contactName: '={{ $json.name }}',
			templateName: { __rl: true, mode: 'id', value: 'summer_time' },
			specifyVariables: 'list',
		},
		items: people.map(([to, name]) => ({ json: { to, name } })),
	});
	expect(status).toBe('success');
	expect(most).toBe(2);
	expect(order.filter((entry) => entry.startsWith('919800000001'))).toEqual([
		'919800000001 first',
		'919800000001 second',
	]);
});
