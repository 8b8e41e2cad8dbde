import { createHash } from 'node:crypto';

import { example } from '../../example';
import { outputOf } from '../../n8n/executions';
import { useWbiz } from './host';

const ASHA = '919876543210';

const host = useWbiz();

describe('the example that answers a customer with buttons', () => {
	const FILE = 'wbiz-answer-with-buttons.json';

	test('publishing subscribes its webhook, for messages only', async () => {
		const { nodes } = await host.publish(example(FILE, host.credential));
		const { webhookId } = nodes.find(({ type }) => type.endsWith('Trigger'))!;
		expect(await host.subscriptions()).toEqual([
			expect.objectContaining({
				url: `${host.running.n8nUrl}/webhook/${webhookId}/webhook`,
				events: ['message.received'],
				active: true,
			}),
		]);
	});

	test('a customer writes and gets buttons, taps one, and the choice is confirmed', async () => {
		const { id } = await host.publish(example(FILE, host.credential));
		const message = { from: ASHA, name: 'Asha Rao', text: 'Hello' };
		const delivery = await host.sandbox.inboundDelivered(message);
		expect(delivery.attempts.map(({ status }) => status)).toEqual([200]);

		const [question] = await host.sandbox.waitForOutbound(1);
		const buttons = [
			{ id: 'sales', title: 'Sales' },
			{ id: 'support', title: 'Support' },
		];
		expect(question).toMatchObject({
			to: ASHA,
			type: 'interactive',
			content: {
				interactive: { kind: 'buttons', body: 'Hello Asha Rao, how can we help?', buttons },
			},
		});
		const [first] = await host.n8n.executions.waitForCount(id, 1);
		expect(first).toMatchObject({ status: 'success', mode: 'webhook' });
		expect(outputOf(first, 'Customer Writes')[0].json).toMatchObject({
			platform: 'wbiz',
			event: 'message.received',
			phone: `+${ASHA}`,
			contactName: 'Asha Rao',
			messageId: delivery.messageId,
			type: 'text',
			text: 'Hello',
			button: null,
		});
		const [sent] = outputOf(first, 'Ask With Buttons');
		expect(sent.json.messageId).toBe(question.waMessageId);

		await host.tap(ASHA, buttons[1], question.waMessageId);
		const executions = await host.n8n.executions.waitForCount(id, 2);
		const second = executions.find((execution) => execution.id !== first.id)!;
		expect(outputOf(second, 'Customer Writes')[0].json).toMatchObject({
			phone: `+${ASHA}`,
			type: 'interactive',
			text: 'Support',
			button: { id: 'support', title: 'Support' },
			replyTo: question.waMessageId,
		});
		const [, confirmation, ...others] = await host.sandbox.waitForOutbound(2);
		expect(confirmation.content.text?.body).toContain('"Support"');
		expect(others).toEqual([]);
	});
});

describe('the example with a menu of questions', () => {
	const FILE = 'wbiz-faq-menu.json';
	const COLLEAGUE = '447700900456';

	test('each button has its answer, and the last one reaches a colleague', async () => {
		const { id } = await host.publish(example(FILE, host.credential));
		await host.openWindows(COLLEAGUE);
		await host.sandbox.inboundDelivered({ from: ASHA, name: 'Asha Rao', text: 'Good morning' });
		const [menu] = await host.sandbox.waitForOutbound(1);
		const { buttons } = menu.content.interactive as {
			buttons: Array<{ id: string; title: string }>;
		};
		expect(buttons.map(({ title }) => title)).toEqual(['Opening Hours', 'Delivery', 'Talk to Us']);

		await host.tap(ASHA, buttons[1], menu.waMessageId);
		await host.tap(ASHA, buttons[2], menu.waMessageId);
		await host.sandbox.waitForOutbound(1, COLLEAGUE);
		await host.n8n.executions.waitForCount(id, 3);
		expect((await host.sentTexts(ASHA)).slice(1).sort()).toEqual([
			expect.stringContaining('Orders before 14:00'),
			'Thank you, Asha Rao. Somebody will write to you shortly.',
		]);
		expect(await host.sentTexts(COLLEAGUE)).toEqual([
			`Asha Rao (+${ASHA}) wants to talk to somebody.`,
		]);
	});
});

describe('the example that imports contacts and starts a campaign', () => {
	const FILE = 'wbiz-import-and-campaign.json';

	test('imports whom it may, writes to them once, and reads how far the campaign has come', async () => {
		const execution = await host.run(example(FILE, host.credential));
		expect(execution.status).toBe('success');
		const imported = outputOf(execution, 'Import Contacts').map(({ json }) => json);
		expect(imported.map(({ phone, status }) => [phone, status])).toEqual([
			['+447700900123', 'created'],
			['+447700900124', 'created'],
		]);
		const [refused, ...others] = outputOf(execution, 'Not Imported').map(({ json }) => json);
		expect(refused).toEqual({ phone: '12-34', reason: expect.stringContaining('digits') });
		expect(others).toEqual([]);

		const { campaigns, contacts } = await host.state();
		expect(contacts.map(({ tags, optedIn }) => [tags, optedIn])).toEqual([
			[['diwali'], true],
			[['diwali'], true],
		]);
		expect(campaigns).toHaveLength(1);
		const [counters] = outputOf(execution, 'Read Counters');
		expect(counters.json).toMatchObject({
			id: campaigns[0].id,
			status: 'completed',
			counters: { total: 2, sent: 2 },
		});
		const recipients = (await host.sandbox.outbound()).map(({ to }) => to);
		expect(recipients.sort()).toEqual(['447700900123', '447700900124']);
	});
});

describe('the example that sends a file', () => {
	const FILE = 'wbiz-send-file.json';

	test('the customer gets the file as the workflow has made it', async () => {
		const { id, nodes } = await host.publish(example(FILE, host.credential));
		await host.sandbox.inboundDelivered({ from: ASHA, text: 'What does tea cost?' });
		const [message] = await host.sandbox.waitForOutbound(1);
		const [execution] = await host.n8n.executions.waitForCount(id, 1);
		expect(execution.status).toBe('success');

		const { parameters } = nodes.find(({ name }) => name === 'Price List')!;
		const { assignments } = parameters.assignments as unknown as {
			assignments: Array<{ value: string }>;
		};
		const sha256 = createHash('sha256').update(assignments[0].value).digest('hex');
		const [media, ...others] = (await host.state()).media;
		expect(others).toEqual([]);
		expect(media).toMatchObject({ filename: 'price-list.txt', mimeType: 'text/plain', sha256 });
		expect(message).toMatchObject({
			to: ASHA,
			type: 'document',
			content: { document: { id: media.mediaId, caption: 'Our price list' } },
		});
	});
});
