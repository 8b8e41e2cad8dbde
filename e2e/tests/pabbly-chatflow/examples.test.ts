import { example } from '../../example';
import { errorOf, outputOf } from '../../n8n/executions';
import { usePabbly } from './host';

const ASHA = '919876543210';
/** In the list "partners" of the sandbox. */
const PARTNERS = ['77456030003', '917989100004'];

const host = usePabbly();

describe.each(['app', 'meta'])(
	'the example that answers with a product list, in the form "%s"',
	(shape) => {
		const FILE = 'pabbly-chatflow-answer-with-product-list.json';
		const CATALOG = '123456789012001';

		/** What WhatsApp tells of an order. */
		const order = {
			catalog_id: CATALOG,
			text: 'Please wrap it',
			product_items: [
				{ product_retailer_id: 'SKU-TSHIRT-001', quantity: 2, item_price: 2999, currency: 'INR' },
				{ product_retailer_id: 'SKU-TSHIRT-002', quantity: 1, item_price: 2999, currency: 'INR' },
			],
		};

		test('a customer writes and gets products, orders, and the order is confirmed', async () => {
			const { id } = await host.publishRegistered(example(FILE, host.credential), shape);
			// Its own messages come back to it, and must not be answered.
			await host.sandbox.settings({ webhookEchoes: true });
			const written = { from: ASHA, name: 'Asha Rao', text: 'Do you have shirts?' };
			const delivery = await host.sandbox.inboundDelivered(written);
			expect(delivery.attempts.map(({ status }) => status)).toEqual([200]);

			const [list] = await host.sandbox.waitForOutbound(1);
			expect(list).toMatchObject({
				to: ASHA,
				type: 'interactive',
				content: {
					interactive: {
						interactiveType: 'product_list',
						header: 'Our summer shirts',
						body: 'Hello Asha Rao, which one would you like?',
						footer: 'Prices include delivery',
						action: { catalogId: CATALOG },
						sections: [
							{
								title: 'T-shirts',
								products: [
									{ productRetailerId: 'SKU-TSHIRT-001' },
									{ productRetailerId: 'SKU-TSHIRT-002' },
								],
							},
						],
					},
				},
			});
			const [first] = await host.n8n.executions.waitForCount(id, 1);
			expect(first).toMatchObject({ status: 'success', mode: 'webhook' });
			expect(outputOf(first, 'Customer Writes')[0].json).toMatchObject({
				platform: 'pabblyChatflow',
				event: 'message.received',
				phone: `+${ASHA}`,
				contactName: 'Asha Rao',
				messageId: delivery.messageId,
				type: 'text',
				text: 'Do you have shirts?',
			});
			const [sent] = outputOf(first, 'Send Product List');
			expect(sent.json.messageId).toBe(list.waMessageId);

			const message = { type: 'order', order, context: { id: list.waMessageId } };
			const ordered = await host.sandbox.inboundDelivered({ from: ASHA, message });
			const executions = await host.n8n.executions.waitForCount(id, 2);
			const second = executions.find((execution) => execution.id !== first.id)!;
			const [event] = outputOf(second, 'Customer Writes');
			const text = 'Please wrap it\n2 x SKU-TSHIRT-001 at 2999 INR\n1 x SKU-TSHIRT-002 at 2999 INR';
			expect(event.json).toMatchObject({
				event: 'message.received',
				eventId: ordered.messageId,
				phone: `+${ASHA}`,
				contactName: 'Asha Rao',
				messageId: ordered.messageId,
				type: 'order',
				text,
				replyTo: list.waMessageId,
				raw: ordered.payload,
			});
			expect(JSON.stringify(event.json.raw)).toContain(JSON.stringify(order.product_items));
			const [, confirmation] = await host.sandbox.waitForOutbound(2);
			expect(confirmation.content.text?.body).toBe(`Thank you for your order:\n${text}`);
			// Two messages of the customer, two of the business told as echoes: two runs, two messages.
			expect(await host.sandbox.deliveries()).toHaveLength(4);
			expect(await host.n8n.executions.waitForCount(id, 2)).toHaveLength(2);
			expect(await host.sandbox.outbound()).toHaveLength(2);
		});
	},
);

describe('the example that broadcasts to a list', () => {
	const FILE = 'pabbly-chatflow-broadcast-to-list.json';

	test('plans the template for tomorrow morning where the workflow is, and all contacts of the list get it', async () => {
		const definition = example(FILE, host.credential);
		const settings = { ...definition.settings, timezone: 'Asia/Kolkata' };
		const execution = await host.run({ ...definition, settings });
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		const [{ json }] = outputOf(execution, 'Plan Broadcast');
		const { broadcasts } = await host.state();
		expect(broadcasts).toEqual([expect.objectContaining({ state: 'scheduled' })]);
		// 10:00 in India.
		expect(broadcasts[0].scheduleAt).toMatch(/T04:30:00/);
		expect(JSON.stringify(json)).toContain(broadcasts[0].name);
		expect(await host.sandbox.outbound()).toEqual([]);

		await host.sandbox.advanceClock(
			(Date.parse(broadcasts[0].scheduleAt!) - Date.now()) / 1000 + 1,
		);
		const messages = await host.sandbox.waitForOutbound(PARTNERS.length);
		expect(messages.map(({ to }) => to).sort()).toEqual([...PARTNERS].sort());
		for (const { content } of messages) {
			expect(content.template).toMatchObject({
				name: 'summer_time',
				text: 'Hello!\nSummer is here: 25% off everything.',
			});
		}
	});
});

describe('the example that asks a manager in the chat', () => {
	const FILE = 'pabbly-chatflow-approval-in-chat.json';
	const MANAGER = '447700900456';

	interface List {
		sections: Array<{ rows: Array<{ id: string; title: string }> }>;
	}

	test.each([
		['Refund', 'Good news'],
		['No refund', 'We are sorry'],
	])('after "%s" the customer reads "%s"', async (answer, expected) => {
		const { id } = await host.publishRegistered(example(FILE, host.credential), 'app');
		await host.openWindows(MANAGER);
		const text = 'I want a REFUND for order 77';
		await host.sandbox.inboundDelivered({ from: ASHA, name: 'Asha Rao', text });
		const [question] = await host.sandbox.waitForOutbound(1, MANAGER);
		const { sections } = question.content.interactive as unknown as List;
		const row = sections.flatMap(({ rows }) => rows).find(({ title }) => title === answer);
		const interactive = { type: 'list_reply', list_reply: row };
		const message = { type: 'interactive', interactive, context: { id: question.waMessageId } };
		await host.sandbox.inboundDelivered({ from: MANAGER, message });

		const [told] = await host.sandbox.waitForOutbound(1, ASHA);
		expect(told.content.text?.body).toContain(expected);
		// The tap is a run of the trigger, which goes no further.
		await host.n8n.executions.waitForCount(id, 2);
		expect(await host.sandbox.outbound()).toHaveLength(2);
	});
});
