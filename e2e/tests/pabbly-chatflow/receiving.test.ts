import { readFileSync } from 'node:fs';

import axios from 'axios';

import { outputOf } from '../../n8n/executions';
import { PublicationError, type WorkflowDefinition } from '../../n8n/workflows';
import { answers, firstItems, Inbox } from '../../support/inbox';
import { workflow } from '../../support/workflow';
import { pabblyTrigger, SHARED_SECRET, usePabbly } from './host';

const CUSTOMER = '919876543210';
const SHAPES = ['app', 'meta'];

const host = usePabbly();

function trigger(parameters = {}): WorkflowDefinition {
	return workflow('Pabbly Chatflow', [pabblyTrigger(host.credential, parameters)]);
}

const inbox = new Inbox(host, CUSTOMER);

describe.each(SHAPES)('what the Pabbly Chatflow trigger lets in, in the form "%s"', (shape) => {
	test('a message with the secret starts the workflow; without it, it gets 401 and starts nothing', async () => {
		const { id } = await host.publishRegistered(trigger(), shape);
		expect(answers(await host.sandbox.deliver('forged'))).toEqual([401]);
		expect(await inbox.write('first')).toEqual([200]);
		expect(answers(await host.sandbox.deliver('forged'))).toEqual([401]);
		await inbox.expectRuns(id, 'first');
	});

	test('a duplicate gets 200 and starts nothing', async () => {
		const { id } = await host.publishRegistered(trigger(), shape);
		const first = await host.sandbox.inboundDelivered({ from: CUSTOMER, text: 'once' });
		expect(answers(await host.sandbox.deliver('duplicate', first.id))).toEqual([200]);
		await inbox.expectRuns(id, 'once');
	});

	test('what the business sends comes back as an echo, and is not taken for a customer’s', async () => {
		const chosen = { events: ['message.received', 'other'] };
		const { id } = await host.publishRegistered(trigger(chosen), shape);
		await host.openWindows(CUSTOMER);
		await host.sandbox.settings({ webhookEchoes: true });
		const text = { to: Number(CUSTOMER), type: 'text', message: 'Our answer' };
		await host.sandbox.callApi('post', '/messages', text);
		const [execution] = await host.n8n.executions.waitForCount(id, 1);
		expect(outputOf(execution, 'Trigger')[0].json).toMatchObject({
			event: 'message.sent',
			phone: `+${CUSTOMER}`,
			text: 'Our answer',
		});
		await inbox.expectRuns(id, 'Our answer');
	});

	test('each status of a message starts the workflow once, when statuses are chosen', async () => {
		const { id } = await host.publishRegistered(trigger({ events: ['message.status'] }), shape);
		await host.openWindows(CUSTOMER);
		const text = { to: Number(CUSTOMER), type: 'text', message: 'Hello' };
		await host.sandbox.callApi('post', '/messages', text);
		const [{ waMessageId }] = await host.sandbox.outbound();
		const read = await host.sandbox.statusDelivered(waMessageId, 'read');
		expect(answers(await host.sandbox.deliver('duplicate', read.id))).toEqual([200]);
		await host.sandbox.statusDelivered(waMessageId, 'failed');
		const executions = await host.n8n.executions.waitForCount(id, 2);
		const common = {
			platform: 'pabblyChatflow',
			event: 'message.status',
			phone: `+${CUSTOMER}`,
			messageId: waMessageId,
		};
		expect(firstItems(executions)).toEqual([
			expect.objectContaining({ ...common, status: 'read', errors: null }),
			expect.objectContaining({
				...common,
				status: 'failed',
				errors: [expect.objectContaining({ code: 131026 })],
			}),
		]);
	});

	test('with Simplify off the workflow gets the payload as it came', async () => {
		const { id } = await host.publishRegistered(trigger({ simplify: false }), shape);
		const { payload } = await host.sandbox.inboundDelivered({ from: CUSTOMER, text: 'raw' });
		const [execution] = await host.n8n.executions.waitForCount(id, 1);
		expect(outputOf(execution, 'Trigger')[0].json).toEqual(payload);
	});

	test('listening for a test event works at the test address, with the same secret', async () => {
		const saved = await host.create(trigger());
		await host.n8n.executions.listen(saved.id, 'Trigger');
		await host.register(saved, shape, true);
		expect(answers(await host.sandbox.deliver('forged'))).toEqual([401]);
		expect(await inbox.write('a test')).toEqual([200]);
		const [execution] = await host.n8n.executions.waitForCount(saved.id, 1);
		expect(outputOf(execution, 'Trigger')[0].json).toMatchObject({ text: 'a test' });
	});
});

describe('the shared secret of the Pabbly Chatflow trigger', () => {
	const message = (id: string) => ({
		wamid: id,
		type: 'text',
		message: { body: id },
		sentBy: 'contact',
		contact: { mobile: CUSTOMER },
	});

	async function post(address: string, body: object, headers = {}): Promise<number> {
		const options = { headers, proxy: false as const, validateStatus: () => true };
		return (await axios.post(address, body, options)).status;
	}

	test('is taken in the address or as a header, and nothing else will do', async () => {
		const saved = await host.publish(trigger());
		const address = host.address(saved);
		const secret = SHARED_SECRET;
		const refused: Array<[string, object?]> = [
			[address],
			[`${address}?secret=`],
			[`${address}?secret=${secret.slice(0, -1)}`],
			[`${address}?secret=${secret}x`],
			[`${address}?secret=${secret.toUpperCase()}`],
			[`${address}?secret[]=${secret}`],
			[`${address}?Secret=${secret}`],
			[address, { 'x-webhook-secret': 'another-secret-of-more-than-24' }],
			[address, { authorization: `Bearer ${secret}` }],
		];
		for (const [url, headers] of refused) {
			expect([url, await post(url, message('refused'), headers)]).toEqual([url, 401]);
		}
		expect(await post(`${address}?secret=${secret}`, message('wamid.1'))).toBe(200);
		expect(await post(address, message('wamid.2'), { 'X-Webhook-Secret': secret })).toBe(200);
		const executions = await host.n8n.executions.waitForCount(saved.id, 2);
		expect(firstItems(executions).map(({ messageId }) => messageId)).toEqual([
			'wamid.1',
			'wamid.2',
		]);
		for (const { rawData } of executions) expect(rawData).not.toContain(secret);
		expect(readFileSync(host.running.logFile, 'utf8')).not.toContain(secret);
	});

	test.each([
		['', 'holds no shared secret'],
		['too-short', 'at least 24'],
		['with spaces and so on, but long', 'other characters'],
	])('"%s" in the credential keeps the workflow unpublished, and says why', async (secret, why) => {
		const { baseUrl, apiKey } = host.platform;
		const credential = await host.createCredential({ baseUrl, apiKey, webhookSecret: secret });
		const saved = await host.create(workflow('Pabbly Chatflow', [pabblyTrigger(credential)]));
		const publication = host.n8n.workflows.publish(saved.id);
		await expect(publication).rejects.toThrow(PublicationError);
		await expect(publication).rejects.toThrow(why);
		expect(await post(`${host.address(saved)}?secret=${secret}`, message('nobody'))).toBe(404);
	});

	test('several messages and statuses in one delivery make one item each', async () => {
		const chosen = { events: ['message.received', 'message.status', 'other'] };
		const saved = await host.publish(trigger(chosen));
		const value = {
			metadata: { display_phone_number: host.platform.phoneNumber },
			contacts: [{ wa_id: CUSTOMER, profile: { name: 'Asha Rao' } }],
			messages: ['one', 'two'].map((body) => ({
				from: CUSTOMER,
				id: `wamid.${body}`,
				timestamp: '1763640000',
				type: 'text',
				text: { body },
			})),
			statuses: [{ id: 'wamid.three', status: 'delivered', recipient_id: CUSTOMER }],
		};
		const url = `${host.address(saved)}?secret=${SHARED_SECRET}`;
		expect(await post(url, { entry: [{ changes: [{ field: 'messages', value }] }] })).toBe(200);
		const strange = { event: 'contact.created', contact: { mobile: CUSTOMER } };
		expect(await post(url, strange)).toBe(200);
		const executions = await host.n8n.executions.waitForCount(saved.id, 2);
		const items = executions.reverse().flatMap((run) => outputOf(run, 'Trigger'));
		expect(items.map(({ json }) => [json.event, json.messageId, json.contactName])).toEqual([
			['message.received', 'wamid.one', 'Asha Rao'],
			['message.received', 'wamid.two', 'Asha Rao'],
			['message.status', 'wamid.three', 'Asha Rao'],
			['contact.created', null, null],
		]);
		expect(items[3].json.raw).toEqual(strange);
	});
});
