import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

/**
 * A trigger that waits for nothing would never start, and nobody would know why.
 * @throws NodeOperationError
 */
export function requireEvents(functions: IHookFunctions, events: string[]): void {
	if (events.length > 0) return;
	throw new NodeOperationError(functions.getNode(), '"Events" is empty: choose at least one event');
}

/** Whether two lists name the same events, in any order. */
export function sameEvents(a: string[], b: string[]): boolean {
	return a.length === b.length && a.every((event) => b.includes(event));
}
