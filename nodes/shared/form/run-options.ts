import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { mapError } from '../errors/map-error';
import type { Field } from '../operation';
import { checkField, collectionOf } from './check';

/** How a run behaves; the same for all its items. */
export interface RunSettings {
	/** How many items may be under way; `Infinity` for as many as the platform takes. */
	requestsAtOnce: number;
	/** None for as many as the platform takes. */
	messagesPerSecond?: number;
	/** Milliseconds. */
	longestWait: number;
	/** Milliseconds. */
	timeout: number;
}

const REQUESTS_AT_ONCE = 50;
const LONGEST_WAIT_SECONDS = 180;
const TIMEOUT_SECONDS = 30;

/** In every operation's *Options*. */
export const runFields: Field[] = [
	{
		displayName: 'Longest Wait (Seconds)',
		name: 'longestWait',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 86400 },
		default: LONGEST_WAIT_SECONDS,
		description:
			'How long one pause may last when the platform says that requests come too fast. Then the items left fail, unsent.',
	},
	{
		displayName: 'Messages per Second',
		name: 'messagesPerSecond',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'The most requests of this run that may leave in a second. Without it, or with 0, the node finds out how many the platform takes.',
	},
	{
		displayName: 'Requests at Once',
		name: 'requestsAtOnce',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50, numberPrecision: 0 },
		default: REQUESTS_AT_ONCE,
		description:
			'The most items that may be under way at the same time. Without it, the node finds out how many the platform takes. Items for the same recipient always go one after another.',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 600 },
		default: TIMEOUT_SECONDS,
		description:
			'How long to wait for an answer. A send without an answer fails with "may have been delivered".',
	},
];

/**
 * The settings of a run, read from its first item.
 * @throws NodeOperationError naming the setting
 */
export function runSettings(functions: IExecuteFunctions): RunSettings {
	const options = named(functions, 'Options', () =>
		collectionOf(functions.getNodeParameter('options', 0, {})),
	);
	const setting = (name: keyof RunSettings): number => {
		const field = runFields.find((entry) => entry.name === name) as Field;
		const { displayName, default: usual } = field;
		return named(functions, displayName, () =>
			Number(checkField(field, options[name] ?? usual) ?? usual),
		);
	};
	return {
		requestsAtOnce: options.requestsAtOnce === undefined ? Infinity : setting('requestsAtOnce'),
		messagesPerSecond: setting('messagesPerSecond') || undefined,
		longestWait: setting('longestWait') * 1000,
		timeout: setting('timeout') * 1000,
	};
}

function named<T>(functions: IExecuteFunctions, label: string, read: () => T): T {
	return mapError(read, (error) => {
		const message = `"${label}" ${(error as Error).message}`;
		return new NodeOperationError(functions.getNode(), message, {
			itemIndex: 0,
			description: 'Nothing was sent. The settings of the run are those of the first item.',
		});
	});
}
