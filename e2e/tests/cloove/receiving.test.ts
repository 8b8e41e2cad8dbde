import { readFileSync } from 'node:fs';

import type { IDataObject } from 'n8n-workflow';
import { CREDENTIAL_BLANKING_VALUE } from 'n8n-workflow';

import type { SpecialKind } from '../../../sandbox/types';
import { outputOf } from '../../n8n/executions';
import { PublicationError, type SavedWorkflow } from '../../n8n/workflows';
import { post } from '../../support/host';
import { answers } from '../../support/inbox';
import { workflow } from '../../support/workflow';
import { clooveTrigger, OTHER_SECRET, signature } from './host';
import { ADA, useInbox } from './inbox';

const inbox = useInbox();
const { host } = inbox;

describe('publishing the Cloove trigger', () => {
	test('fails without a webhook secret, and says where it is found', async () => {
		const credential = await host.createCredential({ webhookSecrets: ' \n ' });
		const saved = await host.create(workflow('Cloove', [clooveTrigger(credential)]));
		const publication = host.n8n.workflows.publish(saved.id);
		await expect(publication).rejects.toThrow(PublicationError);
		await expect(publication).rejects.toThrow(/holds no webhook secret.*Developer > Webhooks/);
		expect(await post(host.address(saved), '{}')).toBe(404);
	});
});

describe('a message of a customer', () => {
	test('starts the workflow, which answers in the same conversation', async () => {
		const { id } = await host.publishRegistered(inbox.answering());
		const other = await host.conversation('2348000000009', 'Ben');
		const delivery = await host.sandbox.inboundDelivered({ from: ADA, name: 'Ada', text: 'Hi' });
		expect(answers(delivery)).toEqual([200]);
		const [execution] = await host.n8n.executions.waitForCount(id, 1);
		expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
		const [{ json }] = outputOf(execution, 'Trigger');
		const { messages, conversations } = await host.state();
		const known = conversations.find(({ customerPhone }) => customerPhone === `+${ADA}`)!;
		expect(json).toMatchObject({
			platform: 'cloove',
			event: 'message.received',
			phone: `+${ADA}`,
			contactName: 'Ada',
			conversationId: known.id,
			messageId: messages.find(({ waMessageId }) => waMessageId === delivery.messageId)!.id,
			type: 'text',
			text: 'Hi',
		});
		expect(known.id).not.toBe(other);
		const sent = await host.sandbox.outbound();
		expect(sent).toEqual([expect.objectContaining({ to: ADA })]);
		expect(await host.sentTexts()).toEqual(['Answer to Hi']);
		expect(outputOf(execution, 'Send')[0].json.messageId).toBe(sent[0].id);
	});

	test('comes out as it came with Simplify off', async () => {
		const { id } = await host.publishRegistered(inbox.trigger({ simplify: false }));
		const { payload } = await host.sandbox.inboundDelivered({ from: ADA, text: 'raw' });
		const [execution] = await host.n8n.executions.waitForCount(id, 1);
		expect(outputOf(execution, 'Trigger')[0].json).toEqual(payload);
	});
});

describe('what the Cloove trigger lets in', () => {
	test.each<[SpecialKind, number | undefined]>([
		['forged', undefined],
		['tampered', undefined],
		['unsigned', undefined],
		['reserialised', undefined],
		['late', 330],
		['future', 330],
	])('%s: 401, and nothing starts', async (kind, age) => {
		const { id } = await host.publishRegistered(inbox.answering());
		expect(answers(await host.sandbox.deliver(kind, undefined, age))).toEqual([401]);
		await inbox.expectRuns(id);
		await host.sandbox.waitForOutbound(1);
		expect(await host.sentTexts()).toEqual(['Answer to genuine']);
	});

	test('what is a little late is let in; how late, the option says', async () => {
		const { id } = await host.publishRegistered(inbox.trigger());
		expect(answers(await host.sandbox.deliver('late', undefined, 240))).toEqual([200]);
		await host.n8n.executions.waitForCount(id, 1);
		const strict = await host.publishRegistered(inbox.trigger({ options: { tolerance: 60 } }));
		expect(answers(await host.sandbox.deliver('late', undefined, 240))).toEqual([401]);
		await inbox.expectRuns(strict.id);
	});

	test('a duplicate gets 200 and starts nothing', async () => {
		const { id } = await host.publishRegistered(inbox.trigger());
		const first = await host.sandbox.inboundDelivered({ from: ADA, text: 'once' });
		expect(answers(await host.sandbox.deliver('duplicate', first.id))).toEqual([200]);
		await inbox.expectRuns(id, 'once');
	});

	test('each secret of the credential is good, in whatever order; a part of one is not', async () => {
		const saved = await host.publishRegistered(inbox.trigger());
		const address = host.address(saved);
		const { webhookSecret } = (await host.state()).settings;
		const event = (id: string) => {
			const data = { direction: 'inbound', text: id, messageType: 'text' };
			const created = new Date().toISOString();
			const type = 'messaging.message.received';
			return JSON.stringify({ id: `evt_${id}`, type, created, environment: 'live', data });
		};
		const signed = async (id: string, secret: string, age = 0) => {
			const body = event(id);
			return await post(address, body, { 'Cloove-Signature': signature(body, secret, age) });
		};
		const wrong = [
			OTHER_SECRET.replace('whsec_', ''),
			`${OTHER_SECRET}\n${webhookSecret}`,
			`${OTHER_SECRET} `,
			'',
		];
		for (const secret of wrong) expect([secret, await signed('no', secret)]).toEqual([secret, 401]);
		expect(await signed('old', OTHER_SECRET, 400)).toBe(401);
		expect(await signed('live', OTHER_SECRET)).toBe(200);
		expect(await signed('test', webhookSecret)).toBe(200);
		await inbox.expectRuns(saved.id, 'live', 'test');
		const executions = await host.n8n.executions.waitForCount(saved.id, 3);
		const log = readFileSync(host.running.logFile, 'utf8');
		for (const secret of [OTHER_SECRET, webhookSecret]) {
			for (const { rawData } of executions) expect(rawData).not.toContain(secret);
			expect(log).not.toContain(secret);
		}
	});

	describe('a secret that is added to a saved credential', () => {
		const SECOND = 'whsec_thatCameLater0123456789abcdef';
		const type = 'messaging.message.received';

		/** A published trigger whose credential was changed afterwards, as n8n's form saves it. */
		async function publishChanged(change: IDataObject): Promise<SavedWorkflow> {
			host.rememberSecret(SECOND);
			const credential = await host.createCredential({ webhookSecrets: OTHER_SECRET });
			const saved = await host.publish(workflow('Cloove', [clooveTrigger(credential)]));
			const data = host.credentialData({ secretKey: CREDENTIAL_BLANKING_VALUE, ...change });
			await host.n8n.credentials.update(credential.id, 'Sandbox', host.credentialType, data);
			return saved;
		}

		async function signedWith(saved: SavedWorkflow, secret: string): Promise<number> {
			const body = JSON.stringify({ id: `evt_${secret.length}`, type, data: {} });
			const headers = { 'Cloove-Signature': signature(body, secret) };
			return await post(host.address(saved), body, headers);
		}

		test('in the field of its own is good beside the first', async () => {
			const saved = await publishChanged({
				webhookSecrets: CREDENTIAL_BLANKING_VALUE,
				furtherWebhookSecrets: SECOND,
			});
			expect(await signedWith(saved, OTHER_SECRET)).toBe(200);
			expect(await signedWith(saved, SECOND)).toBe(200);
			expect(await signedWith(saved, CREDENTIAL_BLANKING_VALUE)).toBe(401);
			expect(await host.n8n.executions.waitForCount(saved.id, 2)).toHaveLength(2);
		});

		test('below the dots makes no secret of what n8n shows as dots, and n8n’s log says what is wrong', async () => {
			const saved = await publishChanged({
				webhookSecrets: `${CREDENTIAL_BLANKING_VALUE}\n${SECOND}`,
			});
			expect(await signedWith(saved, CREDENTIAL_BLANKING_VALUE)).toBe(401);
			expect(readFileSync(host.running.logFile, 'utf8')).toMatch(
				/Webhook refused.*has lost an earlier webhook secret/,
			);
			const listening = host.n8n.executions.listen(saved.id, 'Trigger');
			await expect(listening).rejects.toThrow(/has lost an earlier webhook secret/);
		});
	});

	test('listening for a test event works at the test address; a forgery leaves it open', async () => {
		const saved = await host.create(inbox.trigger());
		await host.n8n.executions.listen(saved.id, 'Trigger');
		await host.register(saved, true);
		expect(answers(await host.sandbox.deliver('forged'))).toEqual([401]);
		expect(answers(await host.sandbox.deliver('unsigned'))).toEqual([401]);
		expect(await inbox.write('a test')).toEqual([200]);
		const [execution] = await host.n8n.executions.waitForCount(saved.id, 1);
		expect(execution.mode).toBe('manual');
		expect(outputOf(execution, 'Trigger')[0].json).toMatchObject({ text: 'a test' });
	});
});
