import { DateTime } from 'luxon';

import { InvalidValue } from '../operation';

/** What JavaScript and Luxon make of a value that is not there, or is no text. */
const NO_VALUES = [
	...['undefined', 'null', 'NaN', '[object Object]'],
	...['Invalid Date', 'Invalid DateTime'],
];
const NO_TEXTS = ['object', 'function', 'symbol'];

/** @throws InvalidValue */
export function checkText(value: unknown): string {
	const fault = textFault(value);
	if (fault === undefined) return String(value);
	throw new InvalidValue(fault);
}

function textFault(value: unknown): string | undefined {
	if (NO_TEXTS.includes(typeof value)) {
		const what = { function: 'a function', symbol: 'a symbol' }[typeof value as string];
		const other = Array.isArray(value) ? 'a list' : 'an object';
		return `must be text, but is ${what ?? other}`;
	}
	const text = String(value).trim();
	const isNumber = typeof value !== 'number' || Number.isFinite(value);
	if (isNumber && !NO_VALUES.includes(text)) return undefined;
	return `is "${text}": the expression found no value`;
}

/** What JavaScript writes for an object, and Luxon for what is no moment, inside of a text. */
const UNREADABLE: Record<string, string> = {
	'[object Object]': 'an object in the place of a text',
	'Invalid DateTime': 'no moment',
};

/**
 * Why a value must not stand in what a customer reads; `undefined` where it may, as nothing may. A moment, such as
 * `$now`, has a text of its own.
 */
export function messageFault(value: unknown): string | undefined {
	const isMoment = value instanceof Date || DateTime.isDateTime(value);
	if (value === undefined || value === null || (isMoment && !NO_VALUES.includes(String(value)))) {
		return undefined;
	}
	const fault = textFault(isMoment ? String(value) : value);
	const [text, what] =
		Object.entries(UNREADABLE).find(([one]) => String(value).includes(one)) ?? [];
	if (fault !== undefined || text === undefined) return fault;
	return `holds "${text}": an expression gave ${what}`;
}
