import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { BadalaApi } from '../../../credentials/BadalaApi.credentials';
import { Badala } from '../../../nodes/Badala/Badala.node';
import { runNode } from '../../support/harness';
import nock from '../../support/network';

const host = 'https://badala.test';
const conversationId = { __rl: true, mode: 'id', value: 'cv_1' };

afterEach(() => {
	nock.cleanAll();
});

/** Runs an operation, and gives the one request that it made. */
async function requestOf(id: string, parameters: INodeParameters): Promise<IDataObject> {
	const seen: IDataObject[] = [];
	nock.cleanAll();
	for (const method of ['GET', 'PATCH', 'POST']) {
		nock(host)
			.persist()
			.intercept(/.*/, method)
			.query(true)
			.reply((uri, body) => {
				const { searchParams } = new URL(uri, host);
				seen.push({ query: Object.fromEntries(searchParams), body: body as IDataObject });
				return [200, method === 'GET' ? [] : { id: 'new_1' }];
			});
	}
	const [resource, operation] = id.split('.');
	const { error } = await runNode({
		type: new Badala(),
		credentials: [
			{
				type: new BadalaApi(),
				data: { baseUrl: host, orgId: 'org_1', authentication: 'token', token: 'token-9' },
			},
		],
		parameters: { resource, operation, ...parameters },
	});
	expect(error?.message).toBeUndefined();
	expect(seen).toHaveLength(1);
	return seen[0];
}

// What the vendor does not document can be said in another way than the one that is assumed.
test.each<[string, INodeParameters, IDataObject]>([
	[
		'conversation.setStatus',
		{ status: 'open', options: { bodyField: 'state', letterCase: 'lower' } },
		{ state: 'open' },
	],
	['conversation.assign', { assigneeId: 'u', options: { bodyField: 'userId' } }, { userId: 'u' }],
	['conversation.assign', { unassign: true, options: { bodyField: 'userId' } }, { userId: null }],
	[
		'message.sendText',
		{ text: 'Hi', options: { additionalBody: '{"replyTo": "msg_0"}' } },
		{ type: 'TEXT', body: 'Hi', replyTo: 'msg_0' },
	],
	[
		'message.sendMedia',
		{
			mediaType: 'other',
			customMediaType: 'LOCATION',
			options: { additionalBody: '{"latitude": 29.4, "longitude": 48}' },
		},
		{ type: 'LOCATION', latitude: 29.4, longitude: 48 },
	],
])('%s with %j sends %j', async (id, parameters, body) => {
	expect((await requestOf(id, { conversationId, ...parameters })).body).toEqual(body);
});

test('Contacts take what has no field', async () => {
	const options = { additionalBody: '{"notes": "calls at night"}' };
	const upsert = await requestOf('contact.upsert', { contactPhone: '+96567666156', options });
	expect(upsert.body).toEqual({ phone: '+96567666156', notes: 'calls at night' });
	const contactId = { __rl: true, mode: 'id', value: 'ct_1' };
	const update = await requestOf('contact.update', { contactId, updateFields: {}, options });
	expect(update.body).toEqual({ notes: 'calls at night' });
});

test('Lists take filters and pages under other names', async () => {
	const options = { additionalQuery: '{"assignee": "u", "take": 5, "unread": true}' };
	for (const id of ['conversation.getMany', 'conversation.getMessages']) {
		const { query } = await requestOf(id, { conversationId, returnAll: true, options });
		expect(query).toEqual({ assignee: 'u', take: '5', unread: 'true' });
	}
});
