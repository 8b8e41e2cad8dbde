import { WbizApi } from '../../../../credentials/WbizApi.credentials';
import { WbizPollingTrigger } from '../../../../nodes/Wbiz/WbizPollingTrigger.node';
import { openPoll, type PollingTrigger } from '../../../support/harness';
import nock from '../../../support/network';

export const host = 'https://wbiz.test';

/** The platform, for one test. */
export const wbiz = {
	/** What it has, the oldest first. A cursor is the number of events before it. */
	feed: [] as object[],
	/** The cursors that it was asked with. */
	requests: [] as Array<string | null>,
	failing: false,
};

beforeEach(() => {
	Object.assign(wbiz, { feed: [], requests: [], failing: false });
	nock(host)
		.persist()
		.get('/api/v1/events')
		.query(true)
		.reply((uri) => {
			const { searchParams } = new URL(uri, host);
			const since = searchParams.get('since');
			wbiz.requests.push(since);
			if (wbiz.failing) return [500, { error: { message: 'Out of order' } }];
			const start = Number(since ?? 0);
			const data = wbiz.feed.slice(start, start + Number(searchParams.get('limit')));
			return [200, { data, nextCursor: String(start + data.length) }];
		});
});

afterEach(() => {
	nock.cleanAll();
});

export const received = (number: number, at = new Date()) => ({
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
export const status = (number: number) => ({
	id: `evt_${number}`,
	event: 'message.status',
	createdAt: new Date().toISOString(),
	data: { messageId: 'wamid.s', to: '+919876543210', status: 'read' },
});
export const long = new Date('2020-01-01T00:00:00Z');

export function trigger(parameters = {}): PollingTrigger {
	return openPoll({
		type: new WbizPollingTrigger(),
		credentials: [{ type: new WbizApi(), data: { baseUrl: `${host}/api`, apiKey: 'wa_key_0123' } }],
		parameters,
	});
}

export const texts = (items: Awaited<ReturnType<PollingTrigger['poll']>>) =>
	items?.map(({ json }) => json.text) ?? null;
