import { CREDENTIAL_BLANKING_VALUE, type IDataObject } from 'n8n-workflow';

import { PabblyChatflowApi } from '../../../../credentials/PabblyChatflowApi.credentials';
import { PabblyChatflowTrigger } from '../../../../nodes/PabblyChatflow/PabblyChatflowTrigger.node';
import { openTrigger, type Delivery, type TriggerSetup } from '../../../support/harness';
import '../../../support/network';

const secret = 'a-secret-that-nobody-can-guess';
let triggers = 0;

/** What a trigger remembers it keeps by its address: each has its own here. */
function trigger(setup: Partial<TriggerSetup> = {}, webhookSecret = secret) {
	triggers += 1;
	return openTrigger({
		type: new PabblyChatflowTrigger(),
		credentials: [
			{
				type: new PabblyChatflowApi(),
				data: { baseUrl: 'https://pabbly.test/api/v1', apiKey: 'pabbly-key-0123', webhookSecret },
			},
		],
		parameters: {},
		baseUrl: `https://n8n-${triggers}.test`,
		...setup,
	});
}

const message = (more: IDataObject = {}): IDataObject => ({
	_id: '6892e3b5f1',
	chatId: '67923764346bcdc8aaaaaaaa',
	wamid: 'wamid.A',
	type: 'text',
	message: { body: 'Hi' },
	sentBy: 'contact',
	timestamp: '2026-01-01T00:00:00.000Z',
	waResponse: { id: 'wamid.A', from: '919876543210', type: 'text', text: { body: 'Hi' } },
	...more,
});
const status = (word: string): IDataObject => ({
	chatId: '67923764346bcdc8aaaaaaaa',
	messageWaId: 'wamid.B',
	status: word,
	updatedAt: '2026-01-01T00:00:00.000Z',
});
const proven = (body: object): Delivery => ({ body, query: { secret } });

describe('Registration by hand', () => {
	test('needs a shared secret in the credential, and nothing else', async () => {
		const hook = trigger();
		expect(await hook.checkExists()).toBe(false);
		expect(await hook.create()).toBe(true);
		expect(hook.staticData).toEqual({});
		expect(await hook.delete()).toBe(true);
	});

	test.each([
		['none', '', 'The credential holds no shared secret for webhooks'],
		['a short one', 'x'.repeat(23), 'a shared secret of 23 characters; it must have at least 24'],
		['one beside n8n’s dots', `${CREDENTIAL_BLANKING_VALUE}x`, 'has lost its shared secret'],
		['one that an address would change', 'a secret & more, for nobody', 'other characters than'],
	])('fails clearly with %s, without showing it', async (_name, webhookSecret, words) => {
		const failure = await trigger({}, webhookSecret)
			.create()
			.catch((error: Error) => error);
		expect(failure).toMatchObject({
			message: expect.stringMatching(new RegExp(`${words}.*Webhook Shared Secret`)),
		});
		if (webhookSecret !== '') expect(JSON.stringify(failure)).not.toContain(webhookSecret);
	});

	test('fails where the secret would travel in clear', async () => {
		await expect(trigger({ baseUrl: 'http://n8n.test' }).create()).rejects.toThrow('https');
	});

	test('says in the panel what to do, and calls the secret no signature', () => {
		const { properties } = new PabblyChatflowTrigger().description;
		const notice = properties.find(({ type }) => type === 'notice')?.displayName;
		for (const words of ['?secret=', 'X-Webhook-Secret', 'Settings', 'Test URL']) {
			expect(notice).toContain(words);
		}
		expect(JSON.stringify(properties)).not.toMatch(/signature/i);
	});
});

describe('The shared secret', () => {
	test.each<[string, Partial<Delivery>]>([
		['in the address', { query: { secret } }],
		['in the header', { headers: { 'X-Webhook-Secret': secret } }],
	])('lets a delivery in: %s', async (_name, where) => {
		const result = await trigger().deliver({ body: message(), ...where });
		expect(result).toMatchObject({ status: 200, body: '{"received":true}' });
		expect(result.workflowData?.[0]).toHaveLength(1);
	});

	test.each<[string, Partial<Delivery>]>([
		['missing', {}],
		['empty', { query: { secret: '' } }],
		['wrong', { query: { secret: 'another-secret-nobody-guesses' } }],
		['wrong in the header', { headers: { 'X-Webhook-Secret': `${secret}0` } }],
		['under another name', { query: { token: secret } }],
		['in another case', { query: { secret: secret.toUpperCase() } }],
	])('keeps a delivery out when it is %s: 401, and no execution', async (_name, where) => {
		const result = await trigger().deliver({ body: message(), ...where });
		expect(result).toMatchObject({ status: 401, workflowData: undefined });
		expect(result.body).toBe('{"message":"Missing or wrong secret"}');
		expect(result.logs.join()).toMatch(/warn: Webhook refused: .*secret/);
		expect(result.logs.join()).not.toContain(secret);
	});

	test.each(['', 'short'])('keeps everything out while the credential has "%s"', async (bad) => {
		const result = await trigger({}, bad).deliver({ body: message(), query: { secret: bad } });
		expect(result.status).toBe(401);
		expect(result.logs.join()).toMatch(/the credential holds (no|a) shared secret/);
	});
});

describe('Events', () => {
	const both = { parameters: { events: ['message.received', 'message.status'] } };

	test('statuses, own messages and what is not known start nothing unless they are chosen', async () => {
		const hook = trigger();
		const own = message({ wamid: 'wamid.O', sentBy: 'user' });
		for (const body of [status('read'), own, { hello: 'world' }]) {
			expect(await hook.deliver(proven(body))).toMatchObject({
				status: 200,
				workflowData: undefined,
			});
		}
	});

	test('who does not get an unknown delivery can find out why', async () => {
		const { logs } = await trigger().deliver(proven({ hello: 'world' }));
		expect(logs.join()).toContain('choose "Any Other Event"');
	});

	test('Any Other Event passes on whole what has no known form, and own messages', async () => {
		const hook = trigger({ parameters: { events: ['other'] } });
		const events = [];
		for (const body of [
			{ hello: 'world' },
			{ event: 'contact.created', data: { mobile: '919876543210' } },
			message({ direction: 'outgoing' }),
			message({ wamid: 'wamid.I' }),
			status('read'),
		]) {
			const { workflowData } = await hook.deliver(proven(body));
			events.push(workflowData?.[0][0].json.event);
			if (workflowData) expect(workflowData[0][0].json.raw).toEqual(body);
		}
		expect(events).toEqual(['unknown', 'contact.created', 'message.sent', undefined, undefined]);
	});

	test('a message and each status of it start the workflow once', async () => {
		const hook = trigger(both);
		const started = [];
		for (const body of [message(), message(), status('sent'), status('read'), status('read')]) {
			const { workflowData } = await hook.deliver(proven(body));
			started.push(workflowData?.[0].length ?? 0);
		}
		expect(started).toEqual([1, 0, 1, 1, 0]);
	});

	test('the same message starts it again when duplicates are not dropped', async () => {
		const hook = trigger({ parameters: { options: { dropDuplicates: false } } });
		await hook.deliver(proven(message()));
		expect((await hook.deliver(proven(message()))).workflowData?.[0]).toHaveLength(1);
	});

	test('several events in one delivery become several items, without those that came before', async () => {
		const from = (id: string) => ({ id, from: '919876543210', type: 'text', text: { body: id } });
		const meta = (messages: object[], statuses: object[]) => ({
			object: 'whatsapp_business_account',
			entry: [{ id: '1', changes: [{ field: 'messages', value: { messages, statuses } }] }],
		});
		const hook = trigger(both);
		await hook.deliver(proven(meta([from('wamid.1')], [])));
		const read = { id: 'wamid.B', status: 'read', recipient_id: '919876543210' };
		const { workflowData } = await hook.deliver(
			proven(meta([from('wamid.1'), from('wamid.2'), from('wamid.3')], [read])),
		);
		expect(workflowData?.[0].map(({ json }) => [json.event, json.messageId])).toEqual([
			['message.received', 'wamid.2'],
			['message.received', 'wamid.3'],
			['message.status', 'wamid.B'],
		]);
	});

	test('a list of payloads is taken apart', async () => {
		const { workflowData } = await trigger().deliver(
			proven([message(), message({ wamid: 'wamid.Z' })]),
		);
		expect(workflowData?.[0]).toHaveLength(2);
	});

	test('Simplify off gives the payload as it came', async () => {
		const hook = trigger({ parameters: { simplify: false } });
		const { workflowData } = await hook.deliver(proven(message()));
		expect(workflowData?.[0][0].json).toEqual(message());
	});

	test('what is no JSON object is refused as such', async () => {
		const result = await trigger().deliver({ body: '"text"', query: { secret } });
		expect(result).toMatchObject({ status: 400, workflowData: undefined });
	});
});
