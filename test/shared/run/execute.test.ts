import type { INodeExecutionData } from 'n8n-workflow';

import '../../support/network';
import { SandboxedPortal } from '../../platforms/waba-portal/sandboxed';

const [anna, bela, carl] = ['919800000001', '919800000002', '919800000003'];
let portal: SandboxedPortal;

beforeAll(async () => {
	portal = await SandboxedPortal.start();
});

beforeEach(async () => {
	await portal.reset();
	await portal.hearFrom(anna, bela, carl);
});

afterAll(async () => {
	await portal.close();
});

const textsTo = async (number: string) =>
	(await portal.sent()).filter(({ to }) => to === number).map(({ content }) => content.text.body);
const paired = (items: INodeExecutionData[]) => items.map(({ pairedItem }) => pairedItem);

describe('A run', () => {
	test('sends each item once, in item order for each recipient, and answers in input order', async () => {
		await portal.settings({ latencyMs: 20 });
		const messages = Array.from({ length: 12 }, (_, item): [string, string] => [
			[anna, bela, carl][item % 3],
			`text ${item}`,
		]);
		const { outputs, status } = await portal.sendTexts(messages);
		expect(status).toBe('success');
		expect(await textsTo(anna)).toEqual(['text 0', 'text 3', 'text 6', 'text 9']);
		expect(await textsTo(bela)).toEqual(['text 1', 'text 4', 'text 7', 'text 10']);
		const byText = new Map(
			(await portal.sent()).map(({ content, waMessageId }) => [content.text.body, waMessageId]),
		);
		expect(outputs[0].map(({ json }) => json.messageId)).toEqual(
			messages.map(([, text]) => byText.get(text)),
		);
		expect(paired(outputs[0])).toEqual(messages.map((_, item) => ({ item })));
	});

	test('sends nothing at all when one item must not be sent', async () => {
		const { error } = await portal.sendTexts([
			[anna, 'Hi'],
			['12ab', 'Hi'],
			[carl, 'Hi'],
		]);
		expect(error?.message).toBe('"To" of item 1 "12ab" holds something else than digits');
		expect(await portal.requests('/messages/text')).toHaveLength(0);
	});

	test('ends at the first failure, and says what had been accepted before', async () => {
		await portal.fault({ path: '/messages/text', to: carl, kind: 'status', status: 400 });
		const { error } = await portal.sendTexts(
			[
				[anna, 'Hi'],
				[bela, 'Hi'],
				[carl, 'Hi'],
				[anna, 'Later'],
			],
			{ options: { requestsAtOnce: 1 } },
		);
		const ids = (await portal.sent()).map(({ waMessageId }) => waMessageId);
		// With one request at a time the queue of a recipient is worked off before the next.
		expect(await textsTo(anna)).toEqual(['Hi', 'Later']);
		expect(error?.message).toMatch(/^WABA Portal refused item 2: /);
		expect(error?.description).toContain('3 of 4 items had been accepted');
		for (const id of ids) expect(error?.description).toContain(id);
	});

	test('takes a number of requests at once that is none for what it is', async () => {
		const { error } = await portal.sendTexts([[anna, 'Hi']], {
			options: { requestsAtOnce: '={{ "many" }}' },
		});
		expect(error?.message).toBe('"Requests at Once" must be a number, but is "many"');
		expect(await portal.requests('/messages/text')).toHaveLength(0);
	});

	test('refuses an operation that this node does not have', async () => {
		const { error } = await portal.run('message', '__CUSTOM_API_CALL__', {});
		expect(error?.message).toContain('no operation "__CUSTOM_API_CALL__"');
	});
});

describe('A failed item', () => {
	const mixed: Array<[string, string]> = [
		[anna, 'Hi'],
		['no number', 'Hi'],
		[bela, 'Hi'],
	];
	const failed = {
		error: '"To" of item 1 "no number" holds something else than digits',
		message: '"To" of item 1 "no number" holds something else than digits',
		details: {
			advice: 'Nothing was sent for this item.',
			status: null,
			mayHaveBeenDelivered: false,
		},
	};

	test('comes out in its place when failures shall not end the run', async () => {
		const { outputs } = await portal.sendTexts(mixed, {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(outputs[0][1].json).toEqual(failed);
		expect(outputs[0].map(({ json }) => 'messageId' in json)).toEqual([true, false, true]);
		expect(paired(outputs[0])).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	test('takes the error output, with its input', async () => {
		const { outputs } = await portal.sendTexts(mixed, {
			settings: { onError: 'continueErrorOutput' },
		});
		expect(paired(outputs[0])).toEqual([{ item: 0 }, { item: 2 }]);
		expect(outputs[1].map(({ json }) => json)).toEqual([
			{ to: 'no number', text: 'Hi', ...failed },
		]);
	});

	test("tells the platform's words, the status and what to do", async () => {
		const { outputs } = await portal.sendTexts([['919800000009', 'Hi']], {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(outputs[0][0].json).toEqual({
			error: 'WABA Portal refused the request: Outside 24-hour messaging window',
			message: 'Outside 24-hour messaging window',
			details: {
				advice: expect.stringContaining('approved template'),
				status: 400,
				mayHaveBeenDelivered: false,
			},
		});
	});
});

describe('A node that cannot begin', () => {
	const messages: Array<[string, string]> = [
		[anna, 'Hi'],
		[bela, 'Hi'],
	];
	const reasons: Array<[string, Parameters<SandboxedPortal['sendTexts']>[1], string]> = [
		[
			'a setting out of bounds',
			{ options: { timeout: -1 } },
			'"Timeout (Seconds)" must be at least 1',
		],
		['a deleted credential', { credentials: [] }, 'credentials'],
	];

	test.each(reasons)('fails each item by the error output: %s', async (_name, setup, reason) => {
		const settings = { onError: 'continueErrorOutput' } as const;
		const { outputs, status } = await portal.sendTexts(messages, { ...setup, settings });
		expect(status).toBe('success');
		expect(outputs[0]).toEqual([]);
		expect(outputs[1].map(({ json }) => json)).toEqual(
			messages.map(([to, text]) => ({
				to,
				text,
				error: expect.stringContaining(reason),
				message: expect.stringContaining(reason),
				details: expect.objectContaining({ mayHaveBeenDelivered: false }),
			})),
		);
		expect(await portal.requests('/messages/text')).toHaveLength(0);
	});

	test.each(reasons)('ends the run without Continue: %s', async (_name, setup, reason) => {
		const { error } = await portal.sendTexts(messages, setup);
		expect(error?.message).toContain(reason);
	});

	test('fails the items of an operation that is none', async () => {
		const settings = { onError: 'continueRegularOutput' } as const;
		const items = [{ json: {} }, { json: {} }];
		const { outputs } = await portal.run('message', 'sendPigeon', {}, { settings, items });
		expect(outputs[0].map(({ json }) => json.error)).toEqual(
			items.map(() => expect.stringContaining('no operation "sendPigeon"')),
		);
	});

	test('names field and item of an expression that fails', async () => {
		const { error } = await portal.run('message', 'sendText', {
			to: anna,
			text: "={{ $('Nowhere').item.json.text }}",
		});
		expect(error?.message).toMatch(/^"(Text|Message)" of item 0: /);
	});
});
