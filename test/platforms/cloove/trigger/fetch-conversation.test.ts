import type { IDataObject, INode } from 'n8n-workflow';

import { ClooveApi } from '../../../../credentials/ClooveApi.credentials';
import { ClooveTrigger } from '../../../../nodes/Cloove/ClooveTrigger.node';
import { toCommonEvent } from '../../../../nodes/Cloove/trigger/events';
import { runNode } from '../../../support/harness';
import nock from '../../../support/network';
import {
	conversationId,
	event,
	host,
	message,
	received,
	secretKey,
	signed,
	thin,
	trigger,
} from './open-trigger';

afterEach(() => {
	nock.cleanAll();
});

describe('Fetch Conversation', () => {
	const parameters = {
		events: ['message.received', 'message.status', 'other'],
		options: { fetchConversation: true },
	};
	const messages = [
		{ id: 'm2', direction: 'inbound', messageType: 'text', text: 'Another one' },
		{
			id: 'm1',
			direction: 'inbound',
			messageType: 'text',
			text: 'Is my order shipped?',
			deliveryStatus: 'read',
		},
	];
	const conversation = {
		id: conversationId,
		customerPhone: '+2348012345678',
		customerName: 'Ada Lovelace',
		status: 'open',
		messages,
	};

	function answers(data: unknown, status = 200) {
		const read = nock(host, {
			reqheaders: { authorization: `Bearer ${secretKey}`, 'user-agent': /n8n-nodes-whatsapp-hub/ },
		});
		return read.get('/v1/messaging/conversations/cv-1').reply(status, data as nock.Body);
	}
	const found = (data: unknown) => answers({ message: 'Conversation retrieved', data });

	const start = async (payload: IDataObject) => {
		const result = await trigger(parameters).deliver(signed(payload));
		expect(result.error).toBeUndefined();
		expect(result.status).toBe(200);
		return { ...result, json: result.workflowData?.[0]?.[0]?.json };
	};

	test('fills what a thin event leaves open, from its own message', async () => {
		found(conversation);
		const payload = event(received, thin);
		const { json } = await start(payload);
		expect(json).toEqual({
			platform: 'cloove',
			event: 'message.received',
			eventId: 'evt_1',
			occurredAt: payload.created,
			phone: '+2348012345678',
			userId: null,
			contactName: 'Ada Lovelace',
			messageId: 'm1',
			conversationId,
			type: 'text',
			text: 'Is my order shipped?',
			media: null,
			button: null,
			replyTo: null,
			status: null,
			errors: null,
			username: null,
			form: null,
			order: null,
			location: null,
			failure: null,
			chatInput: 'Is my order shipped?',
			sessionId: `cloove::${conversationId}`,
			raw: payload,
			conversation,
		});
	});

	test('keeps what the event itself says', async () => {
		found(conversation);
		const data = {
			...message,
			messageType: 'image',
			customerPhone: '+15550001',
			customerName: 'Countess',
		};
		expect((await start(event(received, data))).json).toMatchObject({
			phone: '+15550001',
			contactName: 'Countess',
			type: 'image',
			text: 'Hi',
		});
	});

	test.each([
		['is not among the recent ones', { ...thin, entityId: 'm0' }],
		['has no ID', { conversationId }],
	])('never takes the text of another message, when the event’s own %s', async (_why, data) => {
		found(conversation);
		expect((await start(event(received, data))).json).toMatchObject({
			phone: '+2348012345678',
			type: null,
			text: null,
			conversation,
		});
	});

	test('gives a status from its message, where the event has none', async () => {
		found(conversation);
		const type = 'messaging.message.delivery_updated';
		expect((await start(event(type, thin))).json).toMatchObject({
			event: 'message.status',
			status: 'read',
			text: null,
			phone: '+2348012345678',
		});
		found(conversation);
		const told = { ...thin, deliveryStatus: 'delivered' };
		expect((await start(event(type, told, 'evt_2'))).json).toMatchObject({ status: 'delivered' });
	});

	test('completes an assignment with phone and name only', async () => {
		found(conversation);
		const assigned = event('messaging.conversation.assigned', { conversationId, assignedTo: 'u1' });
		expect((await start(assigned)).json).toMatchObject({
			event: 'messaging.conversation.assigned',
			phone: '+2348012345678',
			contactName: 'Ada Lovelace',
			text: null,
			conversation,
		});
	});

	test('a message that turns out to be our own starts nothing', async () => {
		found({ ...conversation, messages: [{ id: 'm1', direction: 'outbound', text: 'Hi Ada' }] });
		const { workflowData, execution } = await start(event(received, thin));
		expect(workflowData).toBeUndefined();
		expect(execution?.status).toBe('success');
	});

	test.each<[string, unknown, number, string]>([
		[
			'is refused',
			{ error: 'missing_scope', message: 'No' },
			403,
			'No; the call needs the scope messaging:messages:read',
		],
		['is no conversation', { message: 'x', data: null }, 200, 'the answer holds no conversation'],
		['is a page', '<html>', 200, 'the answer (HTTP 200) is not JSON'],
	])(
		'fails the execution, so that it can be retried, when the conversation %s',
		async (_why, body, status, reason) => {
			answers(body, status).persist();
			const { workflowData, execution } = await start(event(received, thin));
			expect(workflowData).toBeUndefined();
			expect(execution?.status).toBe('error');
			expect(execution?.error?.message).toContain(reason);
		},
	);

	test('fails the execution, without a secret in its text, when nobody answers', async () => {
		nock(host)
			.get(/.*/)
			.times(3)
			.replyWithError(Object.assign(new Error(`no ${secretKey}`), { code: 'ECONNREFUSED' }));
		const { execution, logs } = await start(event(received, thin));
		expect(execution?.error?.message).toContain('ECONNREFUSED');
		expect(JSON.stringify([execution?.error, logs])).not.toContain(secretKey);
	});

	test('lets the event out all the same when the conversation is not there', async () => {
		answers({ error: 'not_found', message: 'Not found' }, 404).persist();
		expect((await start(event(received, thin))).json).toMatchObject({
			event: 'message.received',
			messageId: 'm1',
			text: null,
			conversation: null,
			conversationError: 'Not found',
		});
	});

	test('does so in any case when the node shall continue on errors', async () => {
		answers({ message: 'No' }, 500).persist();
		const settings: Partial<INode> = { onError: 'continueRegularOutput' };
		const result = await trigger(parameters, { settings }).deliver(signed(event(received, thin)));
		expect(result.workflowData?.[0][0].json).toMatchObject({ conversationError: 'No' });
	});

	test('ends at once when the execution is stopped', async () => {
		nock(host).get(/.*/).delay(5_000).reply(200, {});
		const stop = new AbortController();
		const started = Date.now();
		setTimeout(() => stop.abort(), 100);
		const run = await runNode({
			type: new ClooveTrigger(),
			parameters,
			credentials: [{ type: new ClooveApi(), data: { baseUrl: host, secretKey } }],
			signal: stop.signal,
			items: [{ json: toCommonEvent(event(received, thin)) }],
		});
		expect(['canceled', 'error']).toContain(run.status);
		expect(Date.now() - started).toBeLessThan(3_000);
	});

	test('hides the key when the platform echoes it', async () => {
		found({ ...conversation, note: `made with ${secretKey}` });
		const { json } = await start(event(received, thin));
		expect(json).toMatchObject({ conversation: { note: 'made with [hidden]' } });
	});

	test('asks for nothing without a conversation, or when it is not wanted', async () => {
		expect((await start(event('shop.opened', {}))).json).not.toHaveProperty('conversation');
		const off = await trigger().deliver(signed(event(received, thin)));
		expect(off.workflowData?.[0][0].json).not.toHaveProperty('conversation');
		const unwanted = trigger({ ...parameters, events: ['order.created'] });
		expect((await unwanted.deliver(signed(event(received, thin)))).workflowData).toBeUndefined();
	});
});
