import type { IDataObject } from 'n8n-workflow';

import { SandboxedCloove } from './sandboxed';

let cloove: SandboxedCloove;
let ada: string;

beforeAll(async () => {
	cloove = await SandboxedCloove.start();
});

beforeEach(async () => {
	await cloove.reset();
	ada = await cloove.conversation();
});

afterAll(async () => {
	await cloove.close();
});

const template = {
	businessWhatsappNumberId: '6f9619ff-8b86-4011-b42d-00c04fc964ff',
	to: '+2348012345678',
	templateName: 'welcome',
};
const haste = { messagesPerSecond: 50 };
const rows = (outputs: Array<Array<{ json: IDataObject }>>) =>
	outputs.flat().map(({ json }) => json);
const posts = async () => (await cloove.requests()).filter(({ method }) => method === 'POST');

describe('An unclear outcome', () => {
	test.each([
		[{ kind: 'statusAfter', status: 503 }],
		[{ kind: 'cutAfter' }],
		[{ kind: 'status', status: 500 }],
		[{ kind: 'cutBefore' }],
	] as const)(
		'is asked for again under the same key, and one message leaves: %j',
		async (fault) => {
			await cloove.fault(fault);
			const { error, outputs } = await cloove.sendTexts([[ada, 'Hi']], { options: haste });
			expect(error).toBeUndefined();
			const wasAccepted = fault.kind.endsWith('After');
			expect(rows(outputs)).toMatchObject([
				{
					messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
					data: { text: 'Hi', conversationId: ada },
					...(wasAccepted ? { idempotencyReplayed: true } : {}),
				},
			]);
			expect('idempotencyReplayed' in rows(outputs)[0]).toBe(wasAccepted);
			expect(await cloove.sent()).toEqual(['2348012345678 text Hi']);
			expect(await posts()).toHaveLength(2);
		},
	);

	test('of a template is asked for again, too', async () => {
		await cloove.fault({ kind: 'statusAfter', status: 503 });
		const { outputs } = await cloove.run('message.sendTemplate', template);
		expect(rows(outputs)).toMatchObject([{ idempotencyReplayed: true }]);
		expect(await cloove.sent()).toEqual(['2348012345678 template']);
	});

	test('that lasts fails as one, and Retry execution finds the message under its key', async () => {
		await cloove.fault({ kind: 'statusAfter', status: 503, times: 3 });
		const first = await cloove.sendTexts([[ada, 'Hi']], { options: haste });
		expect(first.error).toMatchObject({ context: { mayHaveBeenDelivered: true } });
		expect(await cloove.sent()).toHaveLength(1);
		const { contextData } = first;
		const retried = await cloove.sendTexts([[ada, 'Hi']], { options: haste, contextData });
		expect(rows(retried.outputs)).toMatchObject([{ idempotencyReplayed: true }]);
		expect(await cloove.sent()).toHaveLength(1);
	});
});

describe('Retry On Fail', () => {
	const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

	test('of an unclear outcome gets the first answer', async () => {
		await cloove.fault({ kind: 'statusAfter', status: 503, times: 3 });
		const { error, outputs } = await cloove.sendTexts([[ada, 'Hi']], { options: haste, settings });
		expect(error).toBeUndefined();
		expect(rows(outputs)).toMatchObject([{ idempotencyReplayed: true }]);
		expect(await cloove.sent()).toEqual(['2348012345678 text Hi']);
	});

	test('with other words at each try fails, says that the first message stands, and sends no other', async () => {
		await cloove.fault({ kind: 'statusAfter', status: 503, times: 3 });
		const conversationId = { __rl: true, mode: 'id', value: ada };
		const text = '={{ "Hi " + Math.random() }}';
		const parameters = { conversationId, text, options: haste };
		const { error } = await cloove.run('message.sendText', parameters, { settings });
		expect(error).toMatchObject({
			message: expect.stringContaining(
				'what was sent under it before stands, and this was not sent',
			),
			description: expect.stringContaining('may have been delivered'),
		});
		expect(await cloove.sent()).toHaveLength(1);
		expect(new Set((await posts()).map(({ body }) => body.text)).size).toBe(3);
	});

	test('sends what was refused anew, and what was accepted not again', async () => {
		const ben = await cloove.conversation('2348000000002', 'Ben');
		await cloove.fault({ kind: 'status', status: 404, path: `/v1/messaging/conversations/${ben}` });
		const { error } = await cloove.sendTexts(
			[
				[ada, 'Hi Ada'],
				[ben, 'Hi Ben'],
			],
			{
				options: { ...haste, requestsAtOnce: 1 },
				settings,
			},
		);
		expect(error).toBeUndefined();
		expect(await cloove.sent()).toEqual(['2348012345678 text Hi Ada', '2348000000002 text Hi Ben']);
		expect(await posts()).toHaveLength(3);
	});
});

describe('A message that is still under way', () => {
	test('is waited for, and answered once', async () => {
		await cloove.settings({ sendMs: 2000 });
		const options = { ...haste, timeout: 1 };
		const { error, outputs } = await cloove.sendTexts([[ada, 'Hi']], { options });
		expect(error).toBeUndefined();
		expect(rows(outputs)).toMatchObject([{ idempotencyReplayed: true }]);
		expect(await cloove.sent()).toHaveLength(1);
		expect((await posts()).map(({ status }) => status)).toContain(409);
	});

	test('for too long fails as an unclear outcome', async () => {
		await cloove.settings({ sendMs: 6000 });
		const options = { ...haste, timeout: 1 };
		const { error } = await cloove.sendTexts([[ada, 'Hi']], { options });
		expect(error).toMatchObject({
			message: expect.stringContaining(
				'did not confirm the request: the same message is still under way',
			),
			description: expect.stringContaining('may have been delivered'),
			context: { mayHaveBeenDelivered: true },
		});
		expect(error?.description).not.toContain('from another message');
		expect(await cloove.sent()).toHaveLength(1);
	});
});

describe('Keys', () => {
	const keys = async () =>
		(await cloove.control.state<{ idempotencyKeys: string[] }>()).idempotencyKeys;

	test('of the items of a run differ, also for the same words', async () => {
		await cloove.sendTexts(
			[
				[ada, 'Hi'],
				[ada, 'Hi'],
				[ada, 'Hi'],
			],
			{ options: haste },
		);
		expect(await cloove.sent()).toHaveLength(3);
		expect(new Set(await keys()).size).toBe(3);
	});

	test('of the user’s own send once, in whichever execution', async () => {
		const options = { ...haste, idempotencyKey: 'order-1234 shipped' };
		await cloove.sendTexts([[ada, 'Shipped']], { options });
		const again = await cloove.sendTexts([[ada, 'Shipped']], { options });
		expect(rows(again.outputs)).toMatchObject([{ idempotencyReplayed: true }]);
		expect(await keys()).toEqual(['order-1234 shipped']);
		expect(await cloove.sent()).toHaveLength(1);
	});

	test('of the user’s own that are used for two messages: the second is refused, and says so', async () => {
		const ben = await cloove.conversation('2348000000002', 'Ben');
		const { outputs } = await cloove.sendTexts(
			[
				[ada, 'Hi'],
				[ben, 'Hi'],
			],
			{
				options: { ...haste, requestsAtOnce: 1, idempotencyKey: 'one for all' },
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(rows(outputs)).toMatchObject([
			{ messageId: expect.any(String) },
			{
				error: expect.stringContaining(
					'what was sent under it before stands, and this was not sent',
				),
				details: { advice: expect.stringContaining('a key of its own'), status: 409 },
			},
		]);
		expect(await cloove.sent()).toEqual(['2348012345678 text Hi']);
	});
});
