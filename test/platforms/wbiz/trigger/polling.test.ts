import { PollContext } from 'n8n-core';

import { WbizApi } from '../../../../credentials/WbizApi.credentials';
import { WbizPollingTrigger } from '../../../../nodes/Wbiz/WbizPollingTrigger.node';
import { openPoll, type PollingTrigger } from '../../../support/harness';
import nock from '../../../support/network';

const host = 'https://wbiz.test';
/** What the platform has, the oldest first. A cursor is the number of events before it. */
let feed: object[];
let requests: Array<string | null>;
let failing: boolean;

beforeEach(() => {
	feed = [];
	requests = [];
	failing = false;
	nock(host)
		.persist()
		.get('/api/v1/events')
		.query(true)
		.reply((uri) => {
			const { searchParams } = new URL(uri, host);
			const since = searchParams.get('since');
			requests.push(since);
			if (failing) return [500, { error: { message: 'Out of order' } }];
			const start = Number(since ?? 0);
			const data = feed.slice(start, start + Number(searchParams.get('limit')));
			return [200, { data, nextCursor: String(start + data.length) }];
		});
});

afterEach(() => {
	nock.cleanAll();
});

const received = (number: number, at = new Date()) => ({
	id: `evt_${number}`,
	event: 'message.received',
	createdAt: at.toISOString(),
	data: {
		messageId: `wamid.${number}`,
		from: '+919876543210',
		type: 'text',
		text: { body: `${number}` },
	},
});
const status = (number: number) => ({
	id: `evt_${number}`,
	event: 'message.status',
	createdAt: new Date().toISOString(),
	data: { messageId: 'wamid.s', to: '+919876543210', status: 'read' },
});
const long = new Date('2020-01-01T00:00:00Z');

function trigger(parameters = {}): PollingTrigger {
	return openPoll({
		type: new WbizPollingTrigger(),
		credentials: [{ type: new WbizApi(), data: { baseUrl: `${host}/api`, apiKey: 'wa_key_0123' } }],
		parameters,
	});
}

const texts = (items: Awaited<ReturnType<PollingTrigger['poll']>>) =>
	items?.map(({ json }) => json.text) ?? null;

test('The first poll starts nothing, whatever the feed holds; then each event comes once', async () => {
	feed = [received(1, long), received(2, long)];
	const polling = trigger();
	expect(await polling.poll()).toBeNull();
	expect(await polling.poll()).toBeNull();
	feed.push(received(3), received(4));
	expect(texts(await polling.poll())).toEqual(['3', '4']);
	expect(await polling.poll()).toBeNull();
});

test('An empty feed is no obstacle', async () => {
	const polling = trigger();
	expect(await polling.poll()).toBeNull();
	feed.push(received(1));
	expect(texts(await polling.poll())).toEqual(['1']);
});

test('After a restart nothing is missed and nothing comes twice', async () => {
	feed = [received(1, long)];
	const polling = trigger();
	await polling.poll();
	feed.push(received(2));
	await polling.poll();
	feed.push(status(3));
	await polling.poll();
	polling.restart();
	feed.push(received(4));
	expect(texts(await polling.poll())).toEqual(['4']);
});

test('What came while the workflow was not published does not start it', async () => {
	const polling = trigger();
	await polling.poll();
	feed.push(received(1, new Date(Date.now() - 60_000)));
	polling.publishAgain();
	expect(await polling.poll()).toBeNull();
	feed.push(received(2));
	expect(texts(await polling.poll())).toEqual(['2']);
});

test('Nor does it where the host forgets what the first poll after that wrote', async () => {
	const polling = trigger();
	await polling.poll();
	await polling.poll();
	feed.push(received(1, new Date(Date.now() - 60_000)));
	polling.publishAgain();
	expect(await polling.poll()).toBeNull();
	polling.forgetLast();
	feed.push(received(2));
	expect(texts(await polling.poll())).toEqual(['2']);
	feed.push(received(3));
	expect(texts(await polling.poll())).toEqual(['3']);
});

test('A host that forgets what the first poll wrote loses no message', async () => {
	feed = [received(1, long)];
	const polling = trigger();
	await polling.poll();
	await new Promise((resolve) => setTimeout(resolve, 5));
	feed.push(received(2));
	polling.forget();
	expect(texts(await polling.poll())).toEqual(['2']);
});

test('A cursor that the platform does not know any more loses nothing and repeats nothing', async () => {
	feed = [received(1, long)];
	const polling = trigger();
	await polling.poll();
	feed.push(received(2));
	await polling.poll();
	// The platform has thrown away what is old, and counts anew.
	feed = [received(2, new Date(Date.now() - 1000)), received(3, new Date(Date.now() + 1000))];
	nock.cleanAll();
	nock(host)
		.persist()
		.get('/api/v1/events')
		.query(true)
		.reply((uri) => {
			const since = new URL(uri, host).searchParams.get('since');
			if (since !== null && since !== 'new') return [410, { error: { message: 'Cursor expired' } }];
			return [200, { data: since === null ? feed : [], nextCursor: 'new' }];
		});
	expect(texts(await polling.poll())).toEqual(['3']);
	expect(await polling.poll()).toBeNull();
});

test('A failed poll moves nothing on', async () => {
	const polling = trigger();
	await polling.poll();
	feed.push(received(1));
	failing = true;
	await expect(polling.poll()).rejects.toThrow('WBIZ: Out of order');
	failing = false;
	expect(texts(await polling.poll())).toEqual(['1']);
});

test('A poll that fails with what it has read moves nothing on either', async () => {
	const polling = trigger();
	await polling.poll();
	feed.push(received(1));
	const original = PollContext.prototype.getNodeParameter;
	const parameter = jest.spyOn(PollContext.prototype, 'getNodeParameter');
	parameter.mockImplementation(function (this: PollContext, name: string, ...rest: never[]) {
		if (name === 'options.optOutWords') throw new Error('The expression cannot be evaluated');
		return original.call(this, name, ...rest);
	} as typeof original);
	await expect(polling.poll()).rejects.toThrow('cannot be evaluated');
	parameter.mockRestore();
	expect(texts(await polling.poll())).toEqual(['1']);
});

test('Only the chosen events start the workflow, and others are not read again', async () => {
	const polling = trigger({ events: ['message.status'], options: { otherEvents: 'call.missed' } });
	await polling.poll();
	feed.push(received(1), status(2), { id: 'evt_3', event: 'call.missed', data: {} });
	expect((await polling.poll())?.map(({ json }) => json.event)).toEqual([
		'message.status',
		'call.missed',
	]);
	await polling.poll();
	expect(requests.at(-1)).toBe('3');
});

test('After a change of its name it goes on where it was', async () => {
	const setup = {
		type: new WbizPollingTrigger(),
		credentials: [{ type: new WbizApi(), data: { baseUrl: `${host}/api`, apiKey: 'wa_key_0123' } }],
	};
	const before = openPoll({ ...setup, settings: { id: 'renamed', name: 'Before' } });
	await before.poll();
	feed.push(received(1), received(2));
	expect(texts(await before.poll())).toEqual(['1', '2']);
	feed.push(received(3));
	// n8n keeps static data by the name of a node.
	const after = openPoll({ ...setup, settings: { id: 'renamed', name: 'After' } });
	after.forget();
	expect(texts(await after.poll())).toEqual(['3']);
	expect(await after.poll()).toBeNull();
});

test('A page without events is not the end of the feed while the cursor moves on', async () => {
	nock.cleanAll();
	const pages: Record<string, { data: object[]; nextCursor: string }> = {
		start: { data: [received(1, long)], nextCursor: 'a' },
		a: { data: [], nextCursor: 'b' },
		b: { data: [received(2, long)], nextCursor: 'c' },
	};
	nock(host)
		.persist()
		.get('/api/v1/events')
		.query(true)
		.reply((uri) => {
			const since = new URL(uri, host).searchParams.get('since') ?? 'start';
			requests.push(since);
			return [200, pages[since] ?? { data: [], nextCursor: `${since}'` }];
		});
	const polling = trigger();
	expect(await polling.poll()).toBeNull();
	expect(await polling.poll()).toBeNull();
	// A cursor that always moves on is asked twice at the end, not until the bound.
	expect(requests.length).toBeLessThan(10);
});

test('Events that come the newest first are in the order in which they happened', async () => {
	const polling = trigger({ options: { joinMessages: true } });
	await polling.poll();
	const at = Date.now() + 5000;
	feed.push(
		received(4, new Date(at + 2000)),
		received(3, new Date(at + 1000)),
		received(2, new Date(at + 1000)),
		received(1, new Date(at)),
	);
	expect(texts(await polling.poll())).toEqual(['1\n2\n3\n4']);
});

test('A poll that begins while another one still reads gives nothing a second time', async () => {
	const polling = trigger({
		events: ['message.received'],
		options: { otherEvents: 'call.missed' },
	});
	await polling.poll();
	// Without an ID an event cannot be known again.
	feed.push({ event: 'call.missed', data: {} }, received(2));
	const polls = await Promise.all([polling.poll(), polling.poll()]);
	expect(polls.flatMap((items) => texts(items) ?? [])).toEqual([null, '2']);
	feed.push(received(3));
	expect(texts(await polling.poll())).toEqual(['3']);
	// Also after one that has failed.
	failing = true;
	await expect(polling.poll()).rejects.toThrow('Out of order');
	failing = false;
	feed.push(received(4));
	expect(texts(await polling.poll())).toEqual(['4']);
});

test('An event that the platform gives twice comes once', async () => {
	const polling = trigger();
	await polling.poll();
	feed.push(received(1), received(1), received(2));
	expect(texts(await polling.poll())).toEqual(['1', '2']);
	feed.push(received(1));
	expect(await polling.poll()).toBeNull();
});

test('A long history is read in bounded pieces, and new events in between are not lost', async () => {
	feed = Array.from({ length: 2500 }, (_, index) => received(index, long));
	const polling = trigger();
	expect(await polling.poll()).toBeNull();
	expect(requests).toHaveLength(20);
	feed.push(received(9001));
	expect(await polling.poll()).toBeNull();
	expect(requests).toHaveLength(40);
	expect(texts(await polling.poll())).toEqual(['9001']);
});

test('A fetch by hand shows the latest event and changes nothing', async () => {
	feed = Array.from({ length: 130 }, (_, index) => received(index, long));
	const polling = trigger();
	expect(texts(await polling.fetchManually())).toEqual(['129']);
	expect(await polling.poll()).toBeNull();
	feed.push(received(500));
	await polling.fetchManually();
	expect(texts(await polling.poll())).toEqual(['500']);
});

test('A fetch by hand finds the latest event of a long feed', async () => {
	feed = Array.from({ length: 1500 }, (_, index) => received(index, long));
	const shown = texts(await trigger().fetchManually());
	expect(shown).toEqual(['1499']);
});

test('A feed without a cursor is still read once', async () => {
	nock.cleanAll();
	nock(host)
		.persist()
		.get('/api/v1/events')
		.query(true)
		.reply(() => [200, feed]);
	feed = [received(1, long)];
	const polling = trigger();
	expect(await polling.poll()).toBeNull();
	feed.push(received(2));
	expect(texts(await polling.poll())).toEqual(['2']);
	expect(await polling.poll()).toBeNull();
});

test("The platform's event comes untouched when it shall not be simplified", async () => {
	const polling = trigger({ simplify: false });
	await polling.poll();
	feed.push(received(1));
	expect((await polling.poll())?.map(({ json }) => json)).toEqual([feed[0]]);
});

describe('Join Messages', () => {
	const from = (number: number, customer: string, data = {}) => {
		const event = received(number);
		return { ...event, data: { ...event.data, from: customer, ...data } };
	};
	const [asha, rahul] = ['+919876543210', '+919123456789'];
	const tap = {
		type: 'interactive',
		text: null,
		interactive: { button_reply: { id: 'y', title: 'Y' } },
	};

	test('makes one item of what a customer wrote one after the other', async () => {
		const events = ['message.received', 'message.status'];
		const polling = trigger({ events, options: { joinMessages: true } });
		await polling.poll();
		feed.push(from(1, asha), from(2, rahul), from(3, asha), status(4), from(5, asha));
		const items = (await polling.poll())!;
		expect(items.map(({ json }) => json.text)).toEqual(['2', null, '1\n3\n5']);
		expect(items[2].json).toMatchObject({
			chatInput: '1\n3\n5',
			messageId: 'wamid.5',
			messages: [{ messageId: 'wamid.1' }, { messageId: 'wamid.3' }, { messageId: 'wamid.5' }],
		});
		expect(items[1].json).not.toHaveProperty('messages');
		feed.push(from(6, asha));
		expect(texts(await polling.poll())).toEqual(['6']);
	});

	test('keeps apart what stands before and behind a tap', async () => {
		const polling = trigger({ options: { joinMessages: true } });
		await polling.poll();
		feed.push(from(1, asha), from(2, asha, tap), from(3, asha), from(4, asha));
		expect(texts(await polling.poll())).toEqual(['1', 'Y', '3\n4']);
	});

	test('is off at first, and without Simplify', async () => {
		for (const parameters of [{}, { simplify: false, options: { joinMessages: true } }]) {
			const polling = trigger(parameters);
			await polling.poll();
			feed.push(from(feed.length + 1, asha), from(feed.length + 2, asha));
			expect(await polling.poll()).toHaveLength(2);
		}
	});
});

describe('A customer who writes one of the Opt-Out Words', () => {
	const options = { optOutWords: 'STOP', optInWords: 'START', updateContact: true };
	const writes = (number: number, body: string) => {
		const message = received(number);
		return { ...message, data: { ...message.data, text: { body } } };
	};
	const contacts = (status: number, asked: unknown[]) =>
		nock(host)
			.persist()
			.post('/api/v1/contacts')
			.reply((_uri, body) => {
				asked.push(body);
				const { optedIn } = body as { optedIn: boolean };
				return [status, status < 300 ? { id: 'c1', optedIn } : { error: { message: 'No' } }];
			});

	async function poll(bodies: string[]) {
		const polling = trigger({ options });
		await polling.poll();
		feed.push(...bodies.map((body, index) => writes(index, body)));
		return (await polling.poll())?.map(({ json }) => json);
	}

	test('comes as an event of its own, and is noted in the order of the choices', async () => {
		const asked: unknown[] = [];
		contacts(200, asked);
		const phone = '+919876543210';
		expect(await poll(['stop', 'Hi', 'START!', 'Stop.'])).toMatchObject([
			{ event: 'contact.optedOut', text: 'stop', chatInput: null, contactUpdated: true },
			{ event: 'message.received', text: 'Hi', chatInput: 'Hi' },
			{ event: 'contact.optedIn', text: 'START!', contactUpdated: true },
			{ event: 'contact.optedOut', text: 'Stop.', contactUpdated: true },
		]);
		expect(asked).toEqual([
			{ phone, optedIn: false },
			{ phone, optedIn: true },
			{ phone, optedIn: false },
		]);
	});

	test('comes whatever becomes of the contact: the next poll would not give it again', async () => {
		contacts(403, []);
		expect(await poll(['STOP', 'Hi'])).toMatchObject([
			{
				event: 'contact.optedOut',
				contactUpdated: false,
				contactError: expect.stringContaining('No'),
			},
			{ event: 'message.received', text: 'Hi' },
		]);
	});

	test('is not noted by a fetch in the editor, which is a test', async () => {
		const asked: unknown[] = [];
		contacts(200, asked);
		feed = [writes(1, 'STOP')];
		const items = await trigger({ options }).fetchManually();
		expect(items?.map(({ json }) => json.event)).toEqual(['contact.optedOut']);
		expect(asked).toEqual([]);
	});
});
