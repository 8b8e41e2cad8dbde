import type { IDataObject } from 'n8n-workflow';

import type { Delivery } from '../../sandbox/types';
import { outputOf, type Execution } from '../n8n/executions';
import type { TestHost } from './host';

/** The HTTP statuses with which a delivery was answered, one for each try; null where no answer came. */
export function answers({ attempts }: Delivery): Array<number | null> {
	return attempts.map(({ status }) => status);
}

/** What the node `Trigger` began the executions with, the oldest first. */
export function firstItems(executions: Execution[]): IDataObject[] {
	return executions.map((execution) => outputOf(execution, 'Trigger')[0].json).reverse();
}

/** A customer who writes, and the executions that it starts. */
export class Inbox {
	/** @param customer digits only */
	constructor(
		readonly host: TestHost,
		readonly customer: string,
		private readonly name?: string,
	) {}

	/** The customer writes; gives the statuses with which n8n answered. */
	async write(text: string): Promise<Array<number | null>> {
		const message = { from: this.customer, name: this.name, text };
		return answers(await this.host.sandbox.inboundDelivered(message));
	}

	/** A genuine message after all others: when it has run and nothing else has, the others started nothing. */
	async expectRuns(workflowId: string, ...expected: unknown[]): Promise<void> {
		expect(await this.write('genuine')).toEqual([200]);
		const { executions } = this.host.n8n;
		const all = await executions.waitForCount(workflowId, expected.length + 1);
		expect(firstItems(all).map(({ text }) => text)).toEqual([...expected, 'genuine']);
	}
}
