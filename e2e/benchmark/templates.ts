import { SandboxClient } from '../../sandbox/client';
import { startSandbox } from '../../sandbox/server';
import type { Progress } from '../progress';
import type { Bench } from './bench';
import type { Section } from './section';
import { sendTemplate, workflowOf } from './workflows';

const MESSAGES = 1000;

/** Templates whose fields are filled by expressions: the definition must be read, and once is enough. */
export async function measureTemplates(bench: Bench, progress: Progress): Promise<Section> {
	const sandbox = await startSandbox();
	try {
		const control = new SandboxClient(sandbox.url, 'wbiz');
		await control.settings({ autoStatuses: false });
		const { baseUrl, apiKey } = await control.platform();
		const data = { baseUrl, apiKey };
		const credential = await bench.client.credentials.create('Sandbox', 'wbizApi', data);
		const name = `${MESSAGES} templates`;
		await progress.step(name, async () => {
			await bench.run(workflowOf(name, MESSAGES, sendTemplate(credential)));
		});
		const all = await control.requests();
		const sends = all.filter(({ method }) => method === 'POST').length;
		const reads = all.length - sends;
		return {
			title: 'Requests for 1,000 mapped templates',
			text: 'WBIZ, Send Template with *Variables* as fields, against the sandbox.',
			head: ['requests', 'of which sends', 'of which reads of the template'],
			rows: [[all.length, sends, reads]],
			figures: [{ name: 'requests, × messages', value: all.length / MESSAGES, aim: 1.01 }],
		};
	} finally {
		await sandbox.close();
	}
}
