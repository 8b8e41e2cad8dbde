import { outputOf, type Execution } from '../n8n/executions';
import type { Delivery } from '../sandbox';

/** The HTTP status that each try of a delivery was answered with. */
export function answer({ attempts }: Delivery): Array<number | null> {
	return attempts.map(({ status }) => status);
}

/** What the node `Trigger` began the executions with, the oldest first. */
export function firstItems(executions: Execution[]) {
	return executions.map((execution) => outputOf(execution, 'Trigger')[0].json).reverse();
}
