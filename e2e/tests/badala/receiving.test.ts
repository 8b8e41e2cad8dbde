import { readFileSync } from 'node:fs';

import type { INodeParameters } from 'n8n-workflow';

import type { CredentialReference } from '../../n8n/credentials';
import { outputOf } from '../../n8n/executions';
import { PublicationError, type WorkflowDefinition } from '../../n8n/workflows';
import { answers, Inbox } from '../../support/inbox';
import { byId, workflow } from '../../support/workflow';
import { badalaTrigger, sendTextTo, useBadala, WEBHOOK_SECRET } from './host';

const YOUSEF = '96567666156';
const OLDER_SECRET = 'badala_whsec_of_a_webhook_made_earlier';
const LATER_SECRET = 'badala_whsec_of_a_webhook_made_later';

const host = useBadala();

function trigger(parameters: INodeParameters = {}): WorkflowDefinition {
	return workflow('Badala', [badalaTrigger(host.credential, parameters)]);
}

const inbox = new Inbox(host, YOUSEF);

describe('a message of a customer', () => {
	test('starts the workflow, which replies in the same conversation', async () => {
		const reply = sendTextTo(host.credential);
		const text = '=Thank you: {{ $json.text }}';
		const conversationId = byId('={{ $json.conversationId }}');
		const parameters = { ...reply.parameters, text, conversationId };
		const nodes = [badalaTrigger(host.credential), { ...reply, parameters }];
		const { id } = await host.publishRegistered(workflow('Reply', nodes));
		const [other] = await host.conversationsWith('96599999999');
		const message = { from: YOUSEF, name: 'Yousef', text: 'Is it open today?' };
		expect(answers(await host.sandbox.inboundDelivered(message))).toEqual([200]);

		const [execution] = await host.n8n.executions.waitForCount(id, 1);
		expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
		const { conversations, contacts, messages } = await host.state();
		const conversation = conversations.find(({ contact }) => contact.phone === `+${YOUSEF}`)!;
		const [event] = outputOf(execution, 'Trigger');
		expect(event.json).toMatchObject({
			platform: 'badala',
			event: 'message.received',
			phone: `+${YOUSEF}`,
			type: 'text',
			text: 'Is it open today?',
			conversationId: conversation.id,
			messageId: messages.find(({ from }) => from === YOUSEF)!.id,
			raw: { data: { contactId: contacts.find(({ phone }) => phone === `+${YOUSEF}`)!.id } },
		});
		expect(conversation.id).not.toBe(other);
		const [sent, ...more] = await host.sandbox.outbound();
		expect(more).toEqual([]);
		expect(sent).toMatchObject({
			to: YOUSEF,
			content: { text: { body: 'Thank you: Is it open today?' } },
		});
		expect(outputOf(execution, 'Send')[0].json.messageId).toBe(sent.id);
	});
});

describe('what the Badala trigger lets in', () => {
	test.each([
		['late', 400],
		['future', 400],
		['tampered', undefined],
		['forged', undefined],
		['unsigned', undefined],
		['reserialised', undefined],
	] as const)('a delivery that is %s gets 401 and starts nothing', async (kind, age) => {
		const { id } = await host.publishRegistered(trigger());
		const refused = await host.sandbox.deliver(kind, undefined, age);
		expect(answers(refused)).toEqual([401]);
		// The same with the content of a message that was let in.
		const first = await host.sandbox.inboundDelivered({ from: YOUSEF, text: 'first' });
		expect(answers(await host.sandbox.deliver(kind, first.id, age))).toEqual([401]);
		await inbox.expectRuns(id, 'first');
	});

	test.each(['late', 'future'] as const)(
		'a delivery that is %s by less than 300 seconds is taken',
		async (kind) => {
			const { id } = await host.publishRegistered(trigger());
			await host.openWindows(YOUSEF);
			expect(answers(await host.sandbox.deliver(kind, undefined, 280))).toEqual([200]);
			await inbox.expectRuns(id, expect.stringContaining(kind));
		},
	);

	test('the tolerance is the option’s', async () => {
		const { id } = await host.publishRegistered(trigger({ options: { tolerance: 60 } }));
		expect(answers(await host.sandbox.deliver('late', undefined, 90))).toEqual([401]);
		await inbox.expectRuns(id);
	});

	test('a delivery that is sent again gets 200 and starts nothing', async () => {
		const { id } = await host.publishRegistered(trigger());
		const first = await host.sandbox.inboundDelivered({ from: YOUSEF, text: 'once' });
		expect(answers(await host.sandbox.deliver('duplicate', first.id))).toEqual([200]);
		await inbox.expectRuns(id, 'once');
	});

	test('sent again under another ID it is known by its message, when that is chosen', async () => {
		const options = { duplicatesBy: 'message' };
		const saved = await host.publishRegistered(trigger({ options }));
		const { payload } = await host.sandbox.inboundDelivered({ from: YOUSEF, text: 'once' });
		const again = { ...(payload as object), deliveryId: 'dlv_another' };
		expect(await host.post(host.address(saved), again)).toBe(200);
		await inbox.expectRuns(saved.id, 'once');
	});

	test('either of two secrets is accepted, and no third', async () => {
		host.rememberSecret(OLDER_SECRET);
		const webhookSecrets = `${OLDER_SECRET}\n${WEBHOOK_SECRET}`;
		const credential = await host.createCredential({ webhookSecrets });
		const { id } = await host.publishRegistered(workflow('Badala', [badalaTrigger(credential)]));
		await host.sandbox.settings({ webhookSecret: OLDER_SECRET });
		expect(await inbox.write('older')).toEqual([200]);
		await host.sandbox.settings({ webhookSecret: webhookSecrets });
		expect(await inbox.write('both')).toEqual([401]);
		await host.sandbox.settings({ webhookSecret: 'badala_whsec_that_nobody_entered' });
		expect(await inbox.write('third')).toEqual([401]);
		await host.sandbox.settings({ webhookSecret: WEBHOOK_SECRET });
		await inbox.expectRuns(id, 'older');
	});

	test('a secret that is added to a saved credential is accepted beside the former, at once', async () => {
		host.rememberSecret(LATER_SECRET);
		const credential = await host.createCredential();
		const { id } = await host.publishRegistered(workflow('Badala', [badalaTrigger(credential)]));
		await host.change(credential, { furtherWebhookSecrets: LATER_SECRET });
		await host.sandbox.settings({ webhookSecret: LATER_SECRET });
		expect(await inbox.write('later')).toEqual([200]);
		await host.sandbox.settings({ webhookSecret: WEBHOOK_SECRET });
		await inbox.expectRuns(id, 'later');
	});

	test('what n8n shows in the place of a secret is none, though it be saved beside another', async () => {
		const credential = await host.createCredential();
		const saved = await host.create(workflow('Badala', [badalaTrigger(credential)]));
		await host.n8n.workflows.publish(saved.id);
		const placeholder = String((await host.shown(credential)).webhookSecrets);
		expect(placeholder).not.toBe('');
		await host.change(credential, { webhookSecrets: `${placeholder}\n${LATER_SECRET}` });
		const address = host.address(saved);
		const message = { event: 'message.received', deliveryId: 'dlv_1', data: { body: 'Hi' } };
		expect(await host.post(address, message, placeholder)).toBe(401);
		expect(await host.post(address, message, LATER_SECRET)).toBe(200);
		expect(await host.n8n.executions.waitForCount(saved.id, 1)).toHaveLength(1);
	});

	test('without a secret, or with one that n8n has lost, the workflow is not published, and says why', async () => {
		const empty = await host.createCredential({ webhookSecrets: ' \n' });
		const lost = await host.createCredential();
		const { webhookSecrets } = await host.shown(lost);
		await host.change(lost, { webhookSecrets: `${String(webhookSecrets)}\n${LATER_SECRET}` });
		const refusals: Array<[CredentialReference, string]> = [
			[empty, 'holds no webhook secret'],
			[lost, 'has lost an earlier webhook secret'],
		];
		const tried = refusals.map(async ([credential, why]) => {
			const saved = await host.create(workflow('Badala', [badalaTrigger(credential)]));
			const publication = host.n8n.workflows.publish(saved.id);
			await expect(publication).rejects.toThrow(PublicationError);
			await expect(publication).rejects.toThrow(why);
			expect(await host.post(host.address(saved), { event: 'message.received' })).toBe(404);
		});
		await Promise.all(tried);
	});

	test('listening for a test event works at the test address; a forgery leaves the listener open', async () => {
		const saved = await host.create(trigger());
		await host.n8n.executions.listen(saved.id, 'Trigger');
		await host.register(saved, true);
		for (const kind of ['forged', 'unsigned', 'tampered'] as const) {
			expect(answers(await host.sandbox.deliver(kind))).toEqual([401]);
		}
		expect(await inbox.write('a test')).toEqual([200]);
		const [execution] = await host.n8n.executions.waitForCount(saved.id, 1);
		expect(execution.mode).toBe('manual');
		expect(outputOf(execution, 'Trigger')[0].json).toMatchObject({ text: 'a test' });
	});

	test('no secret is in the executions, nor in the log', async () => {
		const { id } = await host.publishRegistered(trigger());
		await host.sandbox.deliver('forged');
		await inbox.expectRuns(id);
		const [{ rawData }] = await host.n8n.executions.waitForCount(id, 1);
		expect(rawData).not.toContain(WEBHOOK_SECRET);
		const log = readFileSync(host.running.logFile, 'utf8');
		expect(log).toContain('Webhook refused');
		expect(log).not.toContain(WEBHOOK_SECRET);
	});
});
