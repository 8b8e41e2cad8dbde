import nock from '../../support/network';
import { arrive, customer, given, message, pause, texts, withWebhooks } from './arriving';

describe.each(withWebhooks)('Wait for More Messages: $name', (platform) => {
	const written = (from: string, text: string | null, at = 0, parts = {}) =>
		message(platform, from, text, at, parts);

	test('three messages of one customer and one of another are two runs', async () => {
		const [asha, rahul] = [customer(), customer()];
		const messages = ['I have', 'a question', 'about my order'].map((text, index) =>
			written(asha, text, index * 1000),
		);
		const other = written(rahul, 'Hello', 1000);
		const runs: Array<ReturnType<typeof arrive>> = [];
		for (const event of [messages[0], other, messages[1], messages[2]]) {
			runs.push(arrive(platform, [event]));
			await pause(100);
		}
		const results = await Promise.all(runs);
		expect(results.map(({ status }) => status)).toEqual(Array(4).fill('success'));
		expect(results.map((result) => given(result).length)).toEqual([0, 1, 0, 1]);
		expect(given(results[3])).toEqual([
			{
				...messages[2],
				text: 'I have\na question\nabout my order',
				chatInput: 'I have\na question\nabout my order',
				messages: messages.map(({ messageId, text, occurredAt }) => ({
					...{ messageId, text, occurredAt, type: 'text' },
					...{ replyTo: null, button: null, media: null, location: null },
				})),
			},
		]);
		expect(given(results[1])[0]).toMatchObject({ text: 'Hello', messages: [{ text: 'Hello' }] });
	});

	test('each message starts the workflow by itself where it is off, and without Simplify', async () => {
		const asha = customer();
		const off = await Promise.all(
			['One', 'Two'].map(
				async (text) =>
					await arrive(platform, [written(asha, text)], { options: { waitForMoreMessages: 0 } }),
			),
		);
		expect(texts(off)).toEqual(['One', 'Two']);
		expect(given(off[0])[0]).not.toHaveProperty('messages');
		const raw = await arrive(platform, [written(asha, 'Three')], {
			parameters: { simplify: false },
		});
		expect(Object.keys(given(raw)[0])).toEqual(['id']);
	});
});

describe('Wait for More Messages', () => {
	const [platform] = withWebhooks;
	const written = (from: string, text: string | null, at = 0, parts = {}) =>
		message(platform, from, text, at, parts);
	const tapped = (from: string) =>
		written(from, 'Yes', 0, { type: 'interactive', button: { id: 'yes', title: 'Yes' } });
	const photo = (from: string, at = 0) => {
		const media = { id: 'media-1', url: null, mimeType: 'image/jpeg', filename: null };
		return written(from, null, at, { type: 'image', media });
	};

	test('each further message prolongs the waiting', async () => {
		const asha = customer();
		const runs: Array<ReturnType<typeof arrive>> = [];
		const start = performance.now();
		for (const text of ['One', 'Two', 'Three']) {
			runs.push(arrive(platform, [written(asha, text)]));
			await pause(400);
		}
		expect(texts(await Promise.all(runs))).toEqual(['One\nTwo\nThree']);
		expect(performance.now() - start).toBeGreaterThan(1250);
	});

	test('a customer who never pauses is answered all the same', async () => {
		const asha = customer();
		const runs: Array<ReturnType<typeof arrive>> = [];
		const options = { waitForMoreMessages: 0.2 };
		for (let index = 0; index < 16; index += 1) {
			runs.push(arrive(platform, [written(asha, `${index}`)], { options }));
			await pause(100);
		}
		const all = texts(await Promise.all(runs));
		expect(all.length).toBeGreaterThan(1);
		expect(all.join('\n').split('\n')).toEqual([...Array(16).keys()].map(String));
	});

	test('what comes after the pause is another run', async () => {
		const asha = customer();
		const first = await arrive(platform, [written(asha, 'One')]);
		const second = await arrive(platform, [written(asha, 'Two')]);
		expect(texts([first, second])).toEqual(['One', 'Two']);
	});

	test('a tap goes on at once, and lets the texts before it go on, too', async () => {
		const asha = customer();
		const start = performance.now();
		const options = { waitForMoreMessages: 30 };
		const waiting = ['One', 'Two'].map(
			async (text) => await arrive(platform, [written(asha, text)], { options }),
		);
		await pause(100);
		const tap = await arrive(platform, [tapped(asha)], { options });
		expect(given(tap)).toMatchObject([{ button: { id: 'yes' }, messages: [{ text: 'Yes' }] }]);
		expect(texts(await Promise.all(waiting))).toEqual(['One\nTwo']);
		expect(performance.now() - start).toBeLessThan(5000);
	});

	test('a reaction goes on at once, and the customer goes on writing', async () => {
		const asha = customer();
		const one = arrive(platform, [written(asha, 'One')]);
		await pause(100);
		const reaction = await arrive(platform, [written(asha, '👍', 0, { type: 'reaction' })]);
		const two = arrive(platform, [written(asha, 'Two')]);
		expect(texts([reaction])).toEqual(['👍']);
		expect(texts(await Promise.all([one, two]))).toEqual(['One\nTwo']);
	});

	test('files are waited for where Also Wait For says so', async () => {
		const asha = customer();
		const options = { alsoWaitFor: ['files'] };
		const runs = await Promise.all(
			[photo(asha), written(asha, 'Is this in stock?', 1000)].map(
				async (event) => await arrive(platform, [event], { options }),
			),
		);
		expect(runs.flatMap(given)).toMatchObject([
			{
				text: 'Is this in stock?',
				chatInput: '[image]\nIs this in stock?',
				messages: [
					{ type: 'image', media: { id: 'media-1' } },
					{ type: 'text', media: null },
				],
			},
		]);
	});

	test('statuses and other events go on at once, and let nothing else go on', async () => {
		const asha = customer();
		const one = arrive(platform, [written(asha, 'One')]);
		await pause(50);
		const status = { ...written(asha, null), event: 'message.status', status: 'read' };
		const start = performance.now();
		expect(given(await arrive(platform, [status]))).toEqual([status]);
		expect(performance.now() - start).toBeLessThan(300);
		const two = arrive(platform, [written(asha, 'Two')]);
		expect(texts(await Promise.all([one, two]))).toEqual(['One\nTwo']);
	});

	test('the order is that of writing, not that of arriving; within a second that of arriving', async () => {
		const asha = customer();
		const events = [
			written(asha, 'Three', 2000),
			written(asha, 'One', 0),
			written(asha, 'Two', 1000),
			written(asha, 'Four', 2000),
		];
		const runs: Array<ReturnType<typeof arrive>> = [];
		for (const event of events) {
			runs.push(arrive(platform, [event]));
			await pause(20);
		}
		const results = await Promise.all(runs);
		expect(texts(results)).toEqual(['One\nTwo\nThree\nFour']);
		expect(given(results[3])[0].messageId).toBe(events[3].messageId);
	});

	test('messages of one delivery are joined, those of two customers in it are not', async () => {
		const [asha, rahul] = [customer(), customer()];
		const result = await arrive(platform, [
			written(asha, 'One'),
			written(rahul, 'Hello'),
			written(asha, 'Two', 1000),
		]);
		expect(texts([result]).sort()).toEqual(['Hello', 'One\nTwo']);
		expect(result.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 1 },
			{ item: 2 },
		]);
	});

	test('one message that is delivered twice is there once', async () => {
		const event = written(customer(), 'One');
		const results = await Promise.all([arrive(platform, [event]), arrive(platform, [event])]);
		expect(texts(results)).toEqual(['One']);
	});

	test('the earlier executions end after the one that has gone on: until then a crash leaves all three', async () => {
		const asha = customer();
		const ended: string[] = [];
		const runs = ['One', 'Two', 'Three'].map(async (text, index) => {
			const result = await arrive(platform, [written(asha, text, index * 1000)]);
			ended.push(text);
			return result;
		});
		expect(texts(await Promise.all(runs))).toEqual(['One\nTwo\nThree']);
		expect(ended[0]).toBe('Three');
	});

	test('two triggers each get the whole', async () => {
		const asha = customer();
		const events = [written(asha, 'One'), written(asha, 'Two', 1000)];
		const runs = ['trigger-1', 'trigger-2'].flatMap((nodeId) =>
			events.map(async (event) => await arrive(platform, [event], { nodeId })),
		);
		expect(texts(await Promise.all(runs))).toEqual(['One\nTwo', 'One\nTwo']);
	});

	test('customers of whom nothing is known are not joined', async () => {
		const unknown = { phone: null, conversationId: null };
		const runs = ['One', 'Two'].map(
			async (text) => await arrive(platform, [written(customer(), text, 0, unknown)]),
		);
		expect(texts(await Promise.all(runs))).toEqual(['One', 'Two']);
	});

	test('a test waits for nothing: it takes one message', async () => {
		const start = performance.now();
		const options = { waitForMoreMessages: 30 };
		const run = await arrive(platform, [written(customer(), 'One')], { mode: 'manual', options });
		expect(given(run)).toMatchObject([{ text: 'One', messages: [{ text: 'One' }] }]);
		expect(performance.now() - start).toBeLessThan(2000);
	});

	test('Stop ends a waiting execution at once; its text goes on with the others', async () => {
		const asha = customer();
		const [first, last] = [new AbortController(), new AbortController()];
		const runs = [
			arrive(platform, [written(asha, 'One', 0)], { signal: first.signal }),
			arrive(platform, [written(asha, 'Two', 1000)]),
			arrive(platform, [written(asha, 'Three', 2000)], { signal: last.signal }),
		];
		await pause(100);
		first.abort();
		last.abort();
		const results = await Promise.all(runs);
		expect(results.map(({ status }) => status)).toEqual(['canceled', 'success', 'canceled']);
		expect(results.map((result) => given(result).map(({ text }) => text))).toEqual([
			[],
			['One\nTwo\nThree'],
			[],
		]);
	});

	test.each([-1, 61, 'soon', true, { toString: 1 }])(
		'%j is refused by name, and the message can be retried',
		async (waitForMoreMessages) => {
			const event = written(customer(), 'One');
			const { status, error } = await arrive(platform, [event], {
				options: { waitForMoreMessages },
			});
			expect(status).toBe('error');
			expect(error?.message).toBe('Wait for More Messages (Seconds) must be a number from 0 to 60');
		},
	);

	test('a delivery that fails for another customer takes along no text of another execution, and keeps its own for Retry', async () => {
		const cloove = withWebhooks.find(({ id }) => id === 'cloove')!;
		const [asha, rahul] = [customer(), customer()];
		const { origin } = new URL(cloove.baseUrl);
		const conversation = (id: string) => (uri: string) => uri.endsWith(`/conversations/${id}`);
		nock(origin)
			.persist()
			.get(conversation(asha))
			.reply(200, { data: { messages: [] } });
		nock(origin).get(conversation(rahul)).reply(400, { error: 'bad_request' });
		const options = { waitForMoreMessages: 2, fetchConversation: true };
		const events = [
			message(cloove, asha, 'Two', 1000),
			message(cloove, rahul, 'Hello'),
			message(cloove, asha, 'One'),
		];
		const other = arrive(cloove, events.slice(2), { options });
		const failing = await arrive(cloove, events.slice(0, 2), { options });
		expect([failing.status, texts([failing])]).toEqual(['error', []]);
		expect(texts([await other])).toEqual(['One']);
		nock.cleanAll();
	});
});
