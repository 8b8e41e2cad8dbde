import type { SavedWorkflow } from '../../n8n/workflows';
import type { TestHost } from '../../support/host';
import { workflow } from '../../support/workflow';
import { testedPlatforms } from './platforms';

/** A trigger with a webhook, to be published in the n8n that its host is connected to. */
export interface TestedTrigger {
	name: string;
	host: TestHost;
	/** Publishes a workflow of the trigger alone; the platform delivers to it from then on. */
	publish(): Promise<SavedWorkflow>;
}

/** One of each platform. */
export function webhookTriggers(): TestedTrigger[] {
	return testedPlatforms().map(({ name, host, publish, trigger }) => ({
		name,
		host,
		publish: async () => await publish(workflow('Received', [trigger()])),
	}));
}
