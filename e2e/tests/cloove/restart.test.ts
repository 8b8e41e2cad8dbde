import { post } from '../../support/host';
import { answers, firstItems } from '../../support/inbox';
import { useOwnN8n } from '../../support/own-n8n';
import { workflow } from '../../support/workflow';
import { ClooveHost, clooveTrigger, signature } from './host';

const ADA = '2348012345678';

describe.each([
	['in the background, as n8n does by default', {}],
	['at once, as older n8n does', { N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'false' }],
])('a webhook set up by hand, publishing %s', (_, env) => {
	const host = new ClooveHost();
	const n8n = useOwnN8n(host, env);

	async function write(text: string): Promise<unknown> {
		return answers(await host.sandbox.inboundDelivered({ from: ADA, name: 'Ada', text }));
	}

	test('works on after a restart, is as hard to forge, and ends when it is unpublished', async () => {
		const trigger = clooveTrigger(host.credential);
		const { id } = await host.publish(workflow('Restarted', [trigger]));
		const url = `${n8n.url}/webhook/${trigger.webhookId}/webhook`;
		await host.sandbox.settings({ webhookUrl: url });
		expect(await write('before')).toEqual([200]);
		await host.n8n.executions.waitForCount(id, 1);

		await n8n.restart();
		const forged = '{"id":"evt_forged","type":"messaging.message.received","data":{}}';
		const header = { 'Cloove-Signature': signature(forged, 'whsec_of_nobody') };
		expect(await post(url, forged, header)).toBe(401);
		expect(await write('after')).toEqual([200]);
		const executions = await host.n8n.executions.waitForCount(id, 2);
		expect(firstItems(executions).map(({ text }) => text)).toEqual(['before', 'after']);

		await host.n8n.workflows.unpublish(id);
		expect(await write('nobody listens')).toEqual([404]);
		await host.n8n.workflows.publish(id);
		expect(await write('again')).toEqual([200]);
		await host.n8n.executions.waitForCount(id, 3);
	});
});
