import type { INodeParameters } from 'n8n-workflow';

import type { WorkflowDefinition } from '../../n8n/workflows';
import { Inbox } from '../../support/inbox';
import { byId, workflow } from '../../support/workflow';
import { type ClooveHost, clooveTrigger, sendText, useCloove } from './host';

export const ADA = '2348012345678';

/** Workflows that a customer of Cloove starts. */
export class ClooveInbox extends Inbox {
	constructor(readonly host: ClooveHost) {
		super(host, ADA, 'Ada');
	}

	/** The trigger alone. */
	trigger(parameters: INodeParameters = {}): WorkflowDefinition {
		return workflow('Cloove', [clooveTrigger(this.host.credential, parameters)]);
	}

	/** Answers a customer in the conversation in which they wrote. */
	answering(parameters: INodeParameters = {}): WorkflowDefinition {
		const { credential } = this.host;
		const answer = sendText(credential, {}, {}, '=Answer to {{ $json.text }}');
		answer.parameters.conversationId = byId('={{ $json.conversationId }}');
		return workflow('Answer', [clooveTrigger(credential, parameters), answer]);
	}
}

/** Connects a test file to the shared n8n: see {@link useCloove}. */
export function useInbox(): ClooveInbox {
	return new ClooveInbox(useCloove());
}
