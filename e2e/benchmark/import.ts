import type { INode } from 'n8n-workflow';

import { SandboxClient } from '../../sandbox/client';
import { startSandbox } from '../../sandbox/server';
import type { Progress } from '../progress';
import type { Bench } from './bench';
import { MemoryWatch, type MemoryUse } from './memory';
import type { Section } from './section';
import { editFields, importContacts, workflowOf } from './workflows';

const CONTACTS = 50_000;

async function peakOf(bench: Bench, name: string, measured: INode): Promise<MemoryUse> {
	const memory = new MemoryWatch(bench.running.pid);
	const { status } = await bench.runUnread(workflowOf(name, CONTACTS, measured));
	if (status !== 'success') throw new Error(`"${name}" ended with ${status}`);
	return memory.stop();
}

/** WBIZ's Contact Import against n8n's own node for changing items, which reads the same two expressions of each. */
export async function measureImport(bench: Bench, progress: Progress): Promise<Section> {
	const sandbox = await startSandbox();
	try {
		const control = new SandboxClient(sandbox.url, 'wbiz');
		const { baseUrl, apiKey } = await control.platform();
		const data = { baseUrl, apiKey };
		const credential = await bench.client.credentials.create('Sandbox', 'wbizApi', data);
		const measure = async (name: string, node: INode) =>
			await progress.step(name, async () => {
				await bench.restart();
				return await peakOf(bench, name, node);
			});
		const other = await measure('Edit Fields', editFields());
		const ours = await measure('Contact Import', importContacts(credential));
		const calls = (await control.requests('/v1/contacts/bulk')).length;
		const row = (name: string, { idle, peak }: MemoryUse, made: number) => [
			name,
			made,
			Math.round(idle),
			Math.round(peak),
		];
		return {
			title: `Import of ${CONTACTS.toLocaleString('en')} contacts`,
			text: 'WBIZ’s Contact Import against n8n’s Edit Fields, which reads the same two expressions of each item and sends nothing; against the sandbox, each in an n8n that has just been started.',
			head: ['', 'calls', 'memory before, MB', 'peak, MB'],
			rows: [row('Edit Fields', other, 0), row('WBIZ Contact Import', ours, calls)],
			figures: [{ name: 'peak memory, × Edit Fields', value: ours.peak / other.peak }],
		};
	} finally {
		await sandbox.close();
	}
}
