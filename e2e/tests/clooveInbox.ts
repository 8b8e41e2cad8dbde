import axios from 'axios';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { outputOf, type Execution } from '../n8n/executions';
import type { WorkflowDefinition } from '../n8n/workflows';
import type { Delivery } from '../sandbox';
import { byId, clooveTrigger, sendText, useCloove, type ClooveHost } from './clooveHost';
import { workflow } from './workflow';

export const ADA = '2348012345678';

/** Workflows that a customer of Cloove starts. */
export class ClooveInbox {
	constructor(readonly host: ClooveHost) {}

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

	/** A customer writes; gives the statuses with which n8n answered. */
	async write(text: string): Promise<unknown> {
		const message = { from: ADA, name: 'Ada', text };
		return answers(await this.host.sandbox.inboundDelivered(message));
	}

	/** A genuine message after all others: when it has run and nothing else has, the others started nothing. */
	async expectRuns(id: string, ...expected: string[]): Promise<void> {
		expect(await this.write('genuine')).toEqual([200]);
		const executions = await this.host.n8n.executions.waitForCount(id, expected.length + 1);
		expect(firstItems(executions).map(({ text }) => text)).toEqual([...expected, 'genuine']);
	}
}

/** Connects a test file to the shared n8n: see {@link useCloove}. */
export function useInbox(): ClooveInbox {
	return new ClooveInbox(useCloove());
}

/** The statuses with which a delivery was answered. */
export function answers({ attempts }: Delivery): unknown {
	return attempts.map(({ status }) => status);
}

/** What the executions began with, the oldest first. */
export function firstItems(executions: Execution[]): IDataObject[] {
	return executions.map((execution) => outputOf(execution, 'Trigger')[0].json).reverse();
}

/** Posts a body just as it is; gives the status. */
export async function post(address: string, body: string, headers = {}): Promise<number> {
	const all = { 'content-type': 'application/json', ...headers };
	const options = { headers: all, proxy: false as const, validateStatus: () => true };
	return (await axios.post(address, body, options)).status;
}
