import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../value';

/** What n8n writes for an object inside of a text. */
const UNREADABLE = '[object Object]';

/** The part of n8n's functions that reads an expression. */
interface Expressions {
	evaluateExpression(expression: string, itemIndex?: number): unknown;
}

/**
 * A question as a person can read it. n8n's human approval asks with `{{ $tool.parameters }}` inside of a text by default:
 * nobody could judge `[object Object]`, so the arguments of the tool call stand in its place, one in a line.
 */
export function withToolArguments(functions: Expressions, message: string): string {
	if (!message.includes(UNREADABLE)) return message;
	const given = toolArguments(functions);
	return given === undefined ? message : message.replace(UNREADABLE, () => linesOf(given));
}

function toolArguments(functions: Expressions): IDataObject | undefined {
	try {
		const given = functions.evaluateExpression('{{ $tool.parameters }}', 0);
		return isObject(given) ? (given as IDataObject) : undefined;
	} catch {
		// No agent's tool is asked for: the object is another one.
		return undefined;
	}
}

function linesOf(given: IDataObject): string {
	return Object.entries(given)
		.map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
		.join('\n');
}
