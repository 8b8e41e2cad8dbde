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

const haste = { messagesPerSecond: 50 };
const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

describe('What was accepted without a word of it', () => {
	/** Accepted, but answered 503; then the repetition is answered with the status. */
	const thenRefused = async (status: number) => {
		await cloove.fault({ kind: 'statusAfter', status: 503 });
		await cloove.fault({ kind: 'status', status });
	};

	test.each([400, 401, 403, 404])('stays so when the repetition gets %i', async (status) => {
		await thenRefused(status);
		const { error } = await cloove.sendTexts([[ada, 'Hi']], { options: haste });
		expect(error).toMatchObject({
			message: expect.stringContaining('Cloove did not confirm the request'),
			description: expect.stringContaining('may have been delivered'),
			context: { mayHaveBeenDelivered: true },
		});
		expect(await cloove.sent()).toHaveLength(1);
	});

	test('is not sent again by Retry On Fail in other words', async () => {
		await thenRefused(404);
		const parameters = {
			conversationId: { __rl: true, mode: 'id', value: ada },
			text: '={{ "Hi " + Math.random() }}',
			options: haste,
		};
		const { error } = await cloove.run('message.sendText', parameters, { settings });
		expect(error).toMatchObject({ context: { mayHaveBeenDelivered: true } });
		expect(await cloove.sent()).toHaveLength(1);
	});

	test('stays so when a later execution is refused', async () => {
		await cloove.fault({ kind: 'statusAfter', status: 503, times: 3 });
		const { contextData } = await cloove.sendTexts([[ada, 'Hi']], { options: haste });
		await cloove.fault({ kind: 'status', status: 403 });
		const refused = await cloove.sendTexts([[ada, 'Hi']], { options: haste, contextData });
		expect(refused.error).toMatchObject({ context: { mayHaveBeenDelivered: true } });
		const last = { options: haste, contextData: refused.contextData };
		const { outputs } = await cloove.sendTexts([[ada, 'Hi']], last);
		expect(outputs[0][0].json).toMatchObject({ idempotencyReplayed: true });
		expect(await cloove.sent()).toHaveLength(1);
	});
});

test('a plain refusal is one', async () => {
	await cloove.fault({ kind: 'status', status: 404 });
	const { error } = await cloove.sendTexts([[ada, 'Hi']], { options: haste });
	expect(error).toMatchObject({
		message: expect.stringContaining('Cloove refused the request'),
		context: { mayHaveBeenDelivered: false },
	});
});

test('a read without an answer cannot have delivered anything', async () => {
	await cloove.fault({ kind: 'status', status: 500, times: 3 });
	const { error } = await cloove.run('conversation.getMany', { returnAll: true, options: haste });
	expect(error).toMatchObject({ context: { mayHaveBeenDelivered: false } });
	expect(error?.description).not.toContain('may have been delivered');
});

test('the same words are sent anew when the node runs again in an execution that went well, as an agent may want', async () => {
	const { contextData } = await cloove.sendTexts([[ada, 'Hello?']], { options: haste });
	const { outputs } = await cloove.sendTexts([[ada, 'Hello?']], { options: haste, contextData });
	expect(outputs[0][0].json).not.toHaveProperty('idempotencyReplayed');
	expect(await cloove.sent()).toHaveLength(2);
});
