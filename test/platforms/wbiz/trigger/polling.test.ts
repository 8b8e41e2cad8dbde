import { PollContext } from 'n8n-core';

import { WbizApi } from '../../../../credentials/WbizApi.credentials';
import { WbizPollingTrigger } from '../../../../nodes/Wbiz/WbizPollingTrigger.node';
import { openPoll } from '../../../support/harness';
import nock from '../../../support/network';
import { host, long, received, status, texts, trigger, wbiz } from './open-polling';

test('The first poll starts nothing, whatever the feed holds; then each event comes once', async () => {
	wbiz.feed = [received(1, long), received(2, long)];
	const polling = trigger();
	expect(await polling.poll()).toBeNull();
	expect(await polling.poll()).toBeNull();
	wbiz.feed.push(received(3), received(4));
	expect(texts(await polling.poll())).toEqual(['3', '4']);
	expect(await polling.poll()).toBeNull();
});

test('An empty feed is no obstacle', async () => {
	const polling = trigger();
	expect(await polling.poll()).toBeNull();
	wbiz.feed.push(received(1));
	expect(texts(await polling.poll())).toEqual(['1']);
});

test('After a restart nothing is missed and nothing comes twice', async () => {
	wbiz.feed = [received(1, long)];
	const polling = trigger();
	await polling.poll();
	wbiz.feed.push(received(2));
	await polling.poll();
	wbiz.feed.push(status(3));
	await polling.poll();
	polling.restart();
	wbiz.feed.push(received(4));
	expect(texts(await polling.poll())).toEqual(['4']);
});

test('What came while the workflow was not published does not start it', async () => {
	const polling = trigger();
	await polling.poll();
	wbiz.feed.push(received(1, new Date(Date.now() - 60_000)));
	polling.publishAgain();
	expect(await polling.poll()).toBeNull();
	wbiz.feed.push(received(2));
	expect(texts(await polling.poll())).toEqual(['2']);
});

test('Nor does it where the host forgets what the first poll after that wrote', async () => {
	const polling = trigger();
	await polling.poll();
	await polling.poll();
	wbiz.feed.push(received(1, new Date(Date.now() - 60_000)));
	polling.publishAgain();
	expect(await polling.poll()).toBeNull();
	polling.forgetLast();
	wbiz.feed.push(received(2));
	expect(texts(await polling.poll())).toEqual(['2']);
	wbiz.feed.push(received(3));
	expect(texts(await polling.poll())).toEqual(['3']);
});

test('A host that forgets what the first poll wrote loses no message', async () => {
	wbiz.feed = [received(1, long)];
	const polling = trigger();
	await polling.poll();
	await new Promise((resolve) => setTimeout(resolve, 5));
	wbiz.feed.push(received(2));
	polling.forget();
	expect(texts(await polling.poll())).toEqual(['2']);
});

test('A cursor that the platform does not know any more loses nothing and repeats nothing', async () => {
	wbiz.feed = [received(1, long)];
	const polling = trigger();
	await polling.poll();
	wbiz.feed.push(received(2));
	await polling.poll();
	// The platform has thrown away what is old, and counts anew.
	wbiz.feed = [received(2, new Date(Date.now() - 1000)), received(3, new Date(Date.now() + 1000))];
	nock.cleanAll();
	nock(host)
		.persist()
		.get('/api/v1/events')
		.query(true)
		.reply((uri) => {
			const since = new URL(uri, host).searchParams.get('since');
			if (since !== null && since !== 'new') return [410, { error: { message: 'Cursor expired' } }];
			return [200, { data: since === null ? wbiz.feed : [], nextCursor: 'new' }];
		});
	expect(texts(await polling.poll())).toEqual(['3']);
	expect(await polling.poll()).toBeNull();
});

test('A failed poll moves nothing on', async () => {
	const polling = trigger();
	await polling.poll();
	wbiz.feed.push(received(1));
	wbiz.failing = true;
	await expect(polling.poll()).rejects.toThrow('WBIZ: Out of order');
	wbiz.failing = false;
	expect(texts(await polling.poll())).toEqual(['1']);
});

test('A poll that fails with what it has read moves nothing on either', async () => {
	const polling = trigger();
	await polling.poll();
	wbiz.feed.push(received(1));
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
	wbiz.feed.push(received(1), status(2), { id: 'evt_3', event: 'call.missed', data: {} });
	expect((await polling.poll())?.map(({ json }) => json.event)).toEqual([
		'message.status',
		'call.missed',
	]);
	await polling.poll();
	expect(wbiz.requests.at(-1)).toBe('3');
});

test('After a change of its name it goes on where it was', async () => {
	const setup = {
		type: new WbizPollingTrigger(),
		credentials: [{ type: new WbizApi(), data: { baseUrl: `${host}/api`, apiKey: 'wa_key_0123' } }],
	};
	const before = openPoll({ ...setup, settings: { id: 'renamed', name: 'Before' } });
	await before.poll();
	wbiz.feed.push(received(1), received(2));
	expect(texts(await before.poll())).toEqual(['1', '2']);
	wbiz.feed.push(received(3));
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
			wbiz.requests.push(since);
			return [200, pages[since] ?? { data: [], nextCursor: `${since}'` }];
		});
	const polling = trigger();
	expect(await polling.poll()).toBeNull();
	expect(await polling.poll()).toBeNull();
	// A cursor that always moves on is asked twice at the end, not until the bound.
	expect(wbiz.requests.length).toBeLessThan(10);
});

test('Events that come the newest first are in the order in which they happened', async () => {
	const polling = trigger({ options: { joinMessages: true } });
	await polling.poll();
	const at = Date.now() + 5000;
	wbiz.feed.push(
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
	wbiz.feed.push({ event: 'call.missed', data: {} }, received(2));
	const polls = await Promise.all([polling.poll(), polling.poll()]);
	expect(polls.flatMap((items) => texts(items) ?? [])).toEqual([null, '2']);
	wbiz.feed.push(received(3));
	expect(texts(await polling.poll())).toEqual(['3']);
	// Also after one that has failed.
	wbiz.failing = true;
	await expect(polling.poll()).rejects.toThrow('Out of order');
	wbiz.failing = false;
	wbiz.feed.push(received(4));
	expect(texts(await polling.poll())).toEqual(['4']);
});

test('An event that the platform gives twice comes once', async () => {
	const polling = trigger();
	await polling.poll();
	wbiz.feed.push(received(1), received(1), received(2));
	expect(texts(await polling.poll())).toEqual(['1', '2']);
	wbiz.feed.push(received(1));
	expect(await polling.poll()).toBeNull();
});

test('A long history is read in bounded pieces, and new events in between are not lost', async () => {
	wbiz.feed = Array.from({ length: 2500 }, (_, index) => received(index, long));
	const polling = trigger();
	expect(await polling.poll()).toBeNull();
	expect(wbiz.requests).toHaveLength(20);
	wbiz.feed.push(received(9001));
	expect(await polling.poll()).toBeNull();
	expect(wbiz.requests).toHaveLength(40);
	expect(texts(await polling.poll())).toEqual(['9001']);
});

test('A fetch by hand shows the latest event and changes nothing', async () => {
	wbiz.feed = Array.from({ length: 130 }, (_, index) => received(index, long));
	const polling = trigger();
	expect(texts(await polling.fetchManually())).toEqual(['129']);
	expect(await polling.poll()).toBeNull();
	wbiz.feed.push(received(500));
	await polling.fetchManually();
	expect(texts(await polling.poll())).toEqual(['500']);
});

test('A fetch by hand finds the latest event of a long feed', async () => {
	wbiz.feed = Array.from({ length: 1500 }, (_, index) => received(index, long));
	const shown = texts(await trigger().fetchManually());
	expect(shown).toEqual(['1499']);
});

test('A feed without a cursor is still read once', async () => {
	nock.cleanAll();
	nock(host)
		.persist()
		.get('/api/v1/events')
		.query(true)
		.reply(() => [200, wbiz.feed]);
	wbiz.feed = [received(1, long)];
	const polling = trigger();
	expect(await polling.poll()).toBeNull();
	wbiz.feed.push(received(2));
	expect(texts(await polling.poll())).toEqual(['2']);
	expect(await polling.poll()).toBeNull();
});

test("The platform's event comes untouched when it shall not be simplified", async () => {
	const polling = trigger({ simplify: false });
	await polling.poll();
	wbiz.feed.push(received(1));
	expect((await polling.poll())?.map(({ json }) => json)).toEqual([wbiz.feed[0]]);
});
