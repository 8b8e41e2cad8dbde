import { useOwnN8n } from '../../support/own-n8n';
import { workflow } from '../../support/workflow';
import { wabaPortal, WabaPortalHost, wabaPortalTrigger } from './host';

const CUSTOMER = '919876543210';
const FOREIGN_URL = 'https://crm.example.com/whatsapp';

/** The life of a webhook in an n8n with these settings. */
export function describePublication(how: string, env: Record<string, string>): void {
	describe(`publishing ${how}`, () => publicationTests(env));
}

function publicationTests(env: Record<string, string>): void {
	const host = new WabaPortalHost();
	const n8n = useOwnN8n(host, env);

	async function publishAnswer(parameters = {}): Promise<{ id: string; url: string }> {
		const trigger = wabaPortalTrigger(host.credential, parameters);
		const answer = wabaPortal(host.credential, 'Answer', {
			resource: 'message',
			operation: 'sendText',
			to: '={{ $json.phone }}',
			text: '=Answer to {{ $json.text }}',
		});
		const { id } = await host.publish(workflow('Answer', [trigger, answer]));
		return { id, url: `${n8n.url}/webhook/${trigger.webhookId}/webhook` };
	}

	async function expectAnswer(text: string): Promise<void> {
		const earlier = (await host.sandbox.outbound()).length;
		const delivery = await host.sandbox.inboundDelivered({ from: CUSTOMER, text });
		expect(delivery.attempts.map(({ status }) => status)).toEqual([200]);
		const replies = await host.sandbox.waitForOutbound(earlier + 1);
		const texts = replies.slice(earlier).map(({ content }) => content.text?.body);
		expect(texts).toEqual([`Answer to ${text}`]);
	}

	test('registers the webhook, answers a customer, and removes the webhook again', async () => {
		const { id, url } = await publishAnswer();
		expect(await host.slot()).toMatchObject({
			webhookUrl: url,
			webhookEnabled: true,
		});
		await expectAnswer('Hello');
		await host.n8n.workflows.unpublish(id);
		expect(await host.slot()).toMatchObject({ webhookUrl: null });
	});

	test('reports another URL in the slot and leaves it alone', async () => {
		await host.occupySlot(FOREIGN_URL);
		await expect(publishAnswer()).rejects.toThrow(FOREIGN_URL);
		expect((await host.slot()).webhookUrl).toBe(FOREIGN_URL);
	});

	test('replaces another URL when told to, and gives it back', async () => {
		await host.occupySlot(FOREIGN_URL);
		const { id, url } = await publishAnswer({ replaceExistingWebhook: true });
		expect((await host.slot()).webhookUrl).toBe(url);
		await host.n8n.workflows.unpublish(id);
		expect(await host.slot()).toMatchObject({
			webhookUrl: FOREIGN_URL,
			webhookEnabled: true,
			webhookEvents: ['messages', 'statuses'],
		});
	});

	test('after a restart of n8n the workflow still answers, and unpublishing still gives the slot back', async () => {
		await host.occupySlot(FOREIGN_URL);
		const { id, url } = await publishAnswer({ replaceExistingWebhook: true });
		await expectAnswer('before');
		await n8n.restart();
		expect((await host.slot()).webhookUrl).toBe(url);
		await expectAnswer('after');
		await host.n8n.workflows.unpublish(id);
		expect((await host.slot()).webhookUrl).toBe(FOREIGN_URL);
	});

	test('a secret that the platform has replaced is refused, also after a restart', async () => {
		await publishAnswer();
		const old = await host.webhookSecret();
		await host.sandbox.settings({ rotateSecret: true });
		await expectAnswer('signed with the new secret');
		await n8n.restart();
		expect(await host.postSignedWith(old)).toBe(401);
		await expectAnswer('signed with the new secret, after the restart');
		expect(await host.sandbox.outbound()).toHaveLength(2);
	});
}
