import type { IDataObject } from 'n8n-workflow';

import type { SandboxState } from '../../../sandbox/types';
import type { SavedWorkflow, WorkflowDefinition } from '../../n8n/workflows';
import { TestHost, useHost } from '../../support/host';
import { actionNode, triggerNode } from '../../support/workflow';

/** What proves a delivery; the vendor signs nothing. */
export const SHARED_SECRET = 'shared-secret-of-the-end-to-end-tests';

export interface PabblyState extends SandboxState {
	contactCount: number;
	/** The newest 1,000. */
	contacts: Array<{
		_id: string;
		name: string;
		mobile: string;
		optin: boolean;
		tags: string[];
		attributes: Array<{ name: string; value: string }>;
	}>;
	broadcasts: Array<{
		name: string;
		broadcastType: string;
		status: string;
		scheduleAt?: string;
		state?: 'scheduled' | 'live' | 'completed';
		counters?: Record<'total' | 'sent' | 'failed', number>;
	}>;
}

/** Pabbly Chatflow, where a person enters the webhook's address in the app. */
export class PabblyHost extends TestHost {
	constructor() {
		super('pabbly-chatflow', 'pabblyChatflowApi');
	}

	/** With the shared secret, if no other is given. */
	credentialData(change: IDataObject = {}): IDataObject {
		return super.credentialData({ webhookSecret: SHARED_SECRET, ...change });
	}

	async state(): Promise<PabblyState> {
		return await this.sandbox.state<PabblyState>();
	}

	/** A person enters the address in the app, with the secret appended. */
	async register(saved: WorkflowDefinition, shape: string, test = false): Promise<void> {
		const webhookUrl = `${this.address(saved, test)}?secret=${SHARED_SECRET}`;
		await this.sandbox.settings({ webhookUrl, webhookShape: shape });
	}

	/** Publishes, and does the rest by hand. */
	async publishRegistered(definition: WorkflowDefinition, shape: string): Promise<SavedWorkflow> {
		const saved = await this.publish(definition);
		await this.register(saved, shape);
		return saved;
	}

	protected async webhookSecrets(): Promise<string[]> {
		return [SHARED_SECRET];
	}
}

/** See {@link useHost}. */
export function usePabbly(): PabblyHost {
	return useHost(new PabblyHost());
}

export const pabbly = actionNode('pabblyChatflow', 'pabblyChatflowApi');
export const pabblyTrigger = triggerNode('pabblyChatflowTrigger', 'pabblyChatflowApi');
