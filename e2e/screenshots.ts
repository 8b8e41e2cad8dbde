import { resolve } from 'node:path';

import { playConversation } from './demo/conversation';
import { RunningDemo } from './demo/running';
import type { N8nClient } from './n8n/client';
import { Progress } from './progress';
import { badalaPanels } from './screenshots/badala-panels';
import { cloovePanels } from './screenshots/cloove-panels';
import { panelWorkflow, pictures, type Panels } from './screenshots/panels';
import { Photographer } from './screenshots/photographer';
import { wbizPanels } from './screenshots/wbiz-panels';

const USAGE =
	'node build/e2e/screenshots.js <folder>   (CHROMIUM_PATH: the browser, if not Chromium)';

/** The customer of the demo's conversation. */
const CONTACT = '919876543210';
const WABA_PORTAL_PICTURES = {
	'Customer Writes': 'trigger',
	'Mark as Read': 'mark-as-read',
	'Send Answer': 'send-text',
};

async function photographPanels(
	photographer: Photographer,
	client: N8nClient,
	n8nUrl: string,
	panels: Panels,
): Promise<void> {
	const credentials = await client.credentials.list();
	const { id, name } = credentials.find(({ type }) => type === panels.credentialType)!;
	const workflow = await client.workflows.create(panelWorkflow(panels, { id, name }));
	try {
		const url = `${n8nUrl}/workflow/${workflow.id}`;
		await photographer.takeWorkflow(`${panels.platform}-nodes`, url, pictures(panels));
	} finally {
		await client.workflows.remove(workflow.id);
	}
}

async function main(): Promise<void> {
	const folder = process.argv[2];
	if (!folder) throw new Error(USAGE);
	const progress = new Progress();
	const demo = new RunningDemo(progress);
	const photographer = await Photographer.open(resolve(folder));
	try {
		const { control, client, workflowId } = await demo.start();
		const n8nUrl = String(demo.n8n?.url);
		await playConversation(control, client, workflowId);
		await photographer.logIn(n8nUrl, demo.owner);
		const url = `${n8nUrl}/workflow/${workflowId}`;
		await photographer.takeWorkflow('workflow', url, WABA_PORTAL_PICTURES);
		for (const panels of [badalaPanels, cloovePanels, wbizPanels]) {
			await photographPanels(photographer, client, n8nUrl, panels);
		}
		await photographer.page.goto(`${demo.sandbox?.url}/?contact=${CONTACT}`);
		await photographer.take('phone');
		progress.report(`The pictures are in ${resolve(folder)}`);
	} finally {
		await photographer.close();
		await demo.stop();
	}
}

main().then(
	() => process.exit(0),
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
