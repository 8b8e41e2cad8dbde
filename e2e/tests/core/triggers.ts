import type { SavedWorkflow } from '../../n8n/workflows';
import type { TestHost } from '../../support/host';
import { workflow } from '../../support/workflow';
import { BadalaHost, badalaTrigger } from '../badala/host';
import { ClooveHost, clooveTrigger } from '../cloove/host';
import { PabblyHost, pabblyTrigger } from '../pabbly-chatflow/host';
import { WabaPortalHost, wabaPortalTrigger } from '../waba-portal/host';
import { WbizHost, wbizTrigger } from '../wbiz/host';

/** A trigger with a webhook, to be published in the n8n that its host is connected to. */
export interface TestedTrigger {
	name: string;
	host: TestHost;
	/** Publishes a workflow of the trigger alone; the platform delivers to it from then on. */
	publish(): Promise<SavedWorkflow>;
}

/** One of each platform. */
export function webhookTriggers(): TestedTrigger[] {
	const badala = new BadalaHost();
	const cloove = new ClooveHost();
	const pabbly = new PabblyHost();
	const wabaPortal = new WabaPortalHost();
	const wbiz = new WbizHost();
	return [
		{
			name: 'Badala',
			host: badala,
			publish: async () =>
				await badala.publishRegistered(workflow('Badala', [badalaTrigger(badala.credential)])),
		},
		{
			name: 'Cloove',
			host: cloove,
			publish: async () =>
				await cloove.publishRegistered(workflow('Cloove', [clooveTrigger(cloove.credential)])),
		},
		{
			name: 'Pabbly Chatflow',
			host: pabbly,
			publish: async () => {
				const definition = workflow('Pabbly Chatflow', [pabblyTrigger(pabbly.credential)]);
				return await pabbly.publishRegistered(definition, 'app');
			},
		},
		{
			name: 'WABA Portal',
			host: wabaPortal,
			publish: async () =>
				await wabaPortal.publish(
					workflow('WABA Portal', [wabaPortalTrigger(wabaPortal.credential)]),
				),
		},
		{
			name: 'WBIZ',
			host: wbiz,
			publish: async () => await wbiz.publish(workflow('WBIZ', [wbizTrigger(wbiz.credential)])),
		},
	];
}
