import type { INode } from 'n8n-workflow';

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

type Publish = TestedTrigger['publish'];

/** One of each platform. */
export function webhookTriggers(): TestedTrigger[] {
	const badala = new BadalaHost();
	const cloove = new ClooveHost();
	const pabbly = new PabblyHost();
	const wabaPortal = new WabaPortalHost();
	const wbiz = new WbizHost();
	const of = (trigger: INode) => workflow('Received', [trigger]);
	const tested = (name: string, host: TestHost, publish: Publish) => ({ name, host, publish });
	return [
		tested('Badala', badala, () => badala.publishRegistered(of(badalaTrigger(badala.credential)))),
		tested('Cloove', cloove, () => cloove.publishRegistered(of(clooveTrigger(cloove.credential)))),
		tested('Pabbly Chatflow', pabbly, () =>
			pabbly.publishRegistered(of(pabblyTrigger(pabbly.credential)), 'app'),
		),
		tested('WABA Portal', wabaPortal, () =>
			wabaPortal.publish(of(wabaPortalTrigger(wabaPortal.credential))),
		),
		tested('WBIZ', wbiz, () => wbiz.publish(of(wbizTrigger(wbiz.credential)))),
	];
}
