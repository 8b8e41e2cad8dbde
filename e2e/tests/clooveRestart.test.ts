import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { dataFolder, startN8n, type N8nProcess } from '../n8n/process';
import { installPackage } from '../package';
import { ClooveHost, clooveTrigger, signature } from './clooveHost';
import { answers, firstItems, post } from './clooveInbox';
import { sharedHost } from './shared';
import { workflow } from './workflow';

const ADA = '2348012345678';

describe.each([
	['in the background, as n8n does by default', {}],
	['at once, as older n8n does', { N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'false' }],
])('a webhook set up by hand, publishing %s', (_, env) => {
	const host = new ClooveHost();
	const userFolder = mkdtempSync(join(tmpdir(), 'whatsapp-hub-n8n-'));
	let running: N8nProcess;

	async function start(port?: number): Promise<void> {
		running = await startN8n(sharedHost().n8n, { userFolder, port, env });
		await host.connect(running.url);
	}

	/** At the same address, which stands in the platform's app. */
	async function restart(): Promise<void> {
		await running.stop();
		await start(Number(new URL(running.url).port));
	}

	beforeAll(async () => {
		await installPackage(sharedHost().packageFile, dataFolder(userFolder));
		await start();
	});
	beforeEach(async () => await host.resetSandbox());
	afterEach(async () => await host.tidyUp());
	afterAll(async () => {
		await running.stop();
		rmSync(userFolder, { recursive: true, force: true });
	});

	async function write(text: string): Promise<unknown> {
		return answers(await host.sandbox.inboundDelivered({ from: ADA, name: 'Ada', text }));
	}

	test('works on after a restart, is as hard to forge, and ends when it is unpublished', async () => {
		const trigger = clooveTrigger(host.credential);
		const { id } = await host.publish(workflow('Restarted', [trigger]));
		const url = `${running.url}/webhook/${trigger.webhookId}/webhook`;
		await host.sandbox.settings({ webhookUrl: url });
		expect(await write('before')).toEqual([200]);
		await host.n8n.executions.waitForCount(id, 1);

		await restart();
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
