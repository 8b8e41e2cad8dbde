import type { IDataObject } from 'n8n-workflow';

import { ClooveApi } from '../../../../credentials/ClooveApi.credentials';
import { ClooveTrigger } from '../../../../nodes/Cloove/ClooveTrigger.node';
import { openTrigger, type DeliveryResult } from '../../../support/harness';
import { openReceiver, type Receiver } from '../../../sandbox/support/receiver';
import { SandboxedCloove } from '../sandboxed';

let cloove: SandboxedCloove;

beforeAll(async () => {
	cloove = await SandboxedCloove.start();
});

beforeEach(async () => {
	await cloove.reset();
});

afterAll(async () => {
	await cloove.close();
});

describe('Deliveries of the sandbox', () => {
	let inbox: Receiver;

	beforeEach(async () => {
		inbox = await openReceiver();
		await cloove.settings({ webhookUrl: inbox.url });
	});

	afterEach(async () => {
		await inbox.close();
	});

	const events = ['message.received', 'message.status', 'other'];
	let triggers = 0;

	/** Waits for the next delivery, and hands it to a trigger. */
	const receive = async (options: IDataObject = {}): Promise<DeliveryResult> => {
		for (let tries = 0; inbox.received.length === 0 && tries < 200; tries += 1) {
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		const { body, headers } = inbox.received.shift()!;
		const data = { ...cloove.credential, webhookSecrets: 'whsec_sandboxcloove0123456789abcdef' };
		const kept = { ...headers } as Record<string, string>;
		delete kept.host;
		delete kept['content-length'];
		triggers += 1;
		return await openTrigger({
			type: new ClooveTrigger(),
			credentials: [{ type: new ClooveApi(), data }],
			parameters: { events, options: options as never },
			baseUrl: `https://n8n-sandbox-${triggers}.test`,
		}).deliver({ body, headers: kept });
	};
	const inbound = { from: '2348012345678', name: 'Ada Lovelace', text: 'Hello' };

	test('of a message are taken', async () => {
		await cloove.control.inbound(inbound);
		const { status, workflowData } = await receive();
		expect(status).toBe(200);
		expect(workflowData?.[0][0].json).toMatchObject({
			event: 'message.received',
			phone: '+2348012345678',
			contactName: 'Ada Lovelace',
			type: 'text',
			text: 'Hello',
		});
	});

	test('that hold ids only are completed from the conversation', async () => {
		await cloove.settings({ webhookData: 'ids' });
		await cloove.control.inbound(inbound);
		await cloove.control.inbound({ ...inbound, text: 'And again', deliver: false });
		const { workflowData } = await receive({ fetchConversation: true });
		expect(workflowData?.[0][0].json).toMatchObject({
			event: 'message.received',
			phone: '+2348012345678',
			type: 'text',
			text: 'Hello',
			conversation: { customerName: 'Ada Lovelace' },
		});
	});

	test('of a status bear the id that the send gave', async () => {
		const ada = await cloove.conversation();
		const { outputs } = await cloove.sendTexts([[ada, 'Hi']]);
		const { workflowData } = await receive();
		const { messageId } = outputs[0][0].json;
		expect(workflowData?.[0][0].json).toMatchObject({
			event: 'message.status',
			status: 'sent',
			messageId,
		});
	});

	test('of any other event are taken by its name', async () => {
		const data = { entityType: 'sale', entityId: 'o1', storeId: 's1', metadata: {} };
		await cloove.control.raise('order.created', data);
		expect((await receive()).workflowData?.[0][0].json).toMatchObject({
			event: 'order.created',
			eventId: expect.stringMatching(/^evt_/),
			conversationId: null,
			raw: { data },
		});
	});
});
