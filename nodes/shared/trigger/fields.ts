import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { isResumeToken } from '../send-and-wait/resume-token';
import { comparableNumber, listOrNull, lowerCaseOrNull, objectOrEmpty, textOrNull } from '../value';
import { RECEIVED, STATUS, type CommonEvent } from './event';

/** What the triggers of all platforms offer alike, and what it means for an event. */

/** Chosen, it stands for every event that is neither a message nor a status. */
export const ANY_OTHER = 'other';

/** The two events that every platform has. */
export const messageEvents: INodePropertyOptions[] = [
	{
		name: 'Message',
		value: RECEIVED,
		description: 'A customer wrote, tapped a button or sent a file',
	},
	{
		name: 'Status',
		value: STATUS,
		description:
			'A message of yours was sent, delivered, read or failed. Each change starts the workflow.',
	},
];

export const events: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	options: messageEvents,
	default: [RECEIVED],
	description: 'What starts the workflow',
};

/** The line below a trigger on the canvas, as an expression: `Message, Status`. */
export function eventsSubtitle(options: INodePropertyOptions[]): string {
	const names = JSON.stringify(Object.fromEntries(options.map(({ name, value }) => [value, name])));
	return `={{ [].concat($parameter["events"]).map((event) => (${names})[event] ?? event).join(", ") }}`;
}

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const dropDuplicates: INodeProperties = {
	displayName: 'Drop Duplicates',
	name: 'dropDuplicates',
	type: 'boolean',
	default: true,
	description: 'Whether to ignore what the platform delivers again',
};

export const maximumAge: INodeProperties = {
	displayName: 'Maximum Age (Seconds)',
	name: 'maximumAge',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 3600,
	description:
		'How old a delivery may be, by the time in its body. An older one is refused as a replay. With 0 any age is taken.',
};

/** For platforms that sign the time of a delivery. */
export const tolerance: INodeProperties = {
	displayName: 'Signature Tolerance (Seconds)',
	name: 'tolerance',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 300,
	description:
		'By how much the signed time of a delivery may lie in the past or in the future. Beyond it the delivery is refused as a replay.',
};

/** @param placeholder examples of names */
export const otherEvents = (placeholder: string): INodeProperties => ({
	displayName: 'Other Events',
	name: 'otherEvents',
	type: 'string',
	default: '',
	placeholder,
	description:
		'Names of further events that start the workflow, separated by commas, for those that are not in the list',
});

const MESSAGE_TYPES: INodePropertyOptions[] = [
	{ name: 'Audio', value: 'audio' },
	{ name: 'Button of a Template', value: 'button' },
	{ name: 'Button, List or Form', value: 'interactive' },
	{ name: 'Contact Card', value: 'contacts' },
	{ name: 'Document', value: 'document' },
	{ name: 'Image', value: 'image' },
	{ name: 'Location', value: 'location' },
	{ name: 'Order', value: 'order' },
	{ name: 'Other', value: 'other' },
	{ name: 'Reaction', value: 'reaction' },
	{ name: 'Sticker', value: 'sticker' },
	{ name: 'Text', value: 'text' },
	{ name: 'Video', value: 'video' },
];
const STATUSES: INodePropertyOptions[] = [
	{ name: 'Delivered', value: 'delivered' },
	{ name: 'Failed', value: 'failed' },
	{ name: 'Other', value: 'other' },
	{ name: 'Read', value: 'read' },
	{ name: 'Sent', value: 'sent' },
];

/** Options that narrow down what starts the workflow. */
export const filters: INodeProperties[] = [
	{
		displayName: 'From Numbers',
		name: 'fromNumbers',
		type: 'string',
		default: '',
		placeholder: 'e.g. 919876543210, 447700900123',
		description:
			'Only messages of these customers start the workflow: phone numbers with country code or user IDs, separated by commas. Left empty, those of all do.',
	},
	{
		displayName: 'Message Types',
		name: 'messageTypes',
		type: 'multiOptions',
		options: MESSAGE_TYPES,
		default: [],
		description:
			'Which messages start the workflow, where Events has Message; none chosen means all',
	},
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		options: STATUSES,
		default: [],
		description:
			'Which statuses start the workflow, where Events has Status; none chosen means all',
	},
];

interface Parameters {
	getNodeParameter(name: string, fallback?: unknown): unknown;
}

/**
 * The chosen events, and those that *Other Events* names.
 *
 * @param commonName the name that the trigger gives an event of the vendor
 */
export function wantedEvents(
	functions: Parameters,
	commonName: (name: string) => string = (name) => name,
): string[] {
	const chosen = textsIn(functions.getNodeParameter('events', []));
	const named = textsIn(functions.getNodeParameter('options.otherEvents', ''));
	return [...new Set([...chosen, ...named.map(commonName)])];
}

/**
 * Whether an event starts the workflow. The parameters are read once.
 *
 * @param isFilledLater whether what an event leaves open is found out in the trigger's `execute()`: until then it passes
 */
export function eventFilter(
	functions: Parameters,
	wanted = wantedEvents(functions),
	isFilledLater = false,
): (event: CommonEvent) => boolean {
	const options = objectOrEmpty(functions.getNodeParameter('options', {}));
	const customers = textsIn(options.fromNumbers).map(customerKey);
	const types = textsIn(options.messageTypes);
	const statuses = textsIn(options.statuses);
	const isOpen = (value: string | null) => isFilledLater && value === null;
	return (event) => {
		if (event.event === RECEIVED) {
			if (!wanted.includes(RECEIVED)) return false;
			// An answer to Send and Wait starts nothing, whoever gives it, but the execution that waits must get it.
			if (isResumeToken(event.button?.id)) return true;
			const isFrom = customers.length === 0 || isOneOf(customers, event) || isOpen(event.phone);
			return isFrom && (isChosen(types, event.type, MESSAGE_TYPES) || isOpen(event.type));
		}
		if (event.event === STATUS) {
			const isOne = isChosen(statuses, event.status, STATUSES) || isOpen(event.status);
			return wanted.includes(STATUS) && isOne;
		}
		return wanted.includes(event.event) || wanted.includes(ANY_OTHER);
	};
}

/** Entries of *From Numbers* that are neither a phone number nor a user ID. */
export function badCustomers(functions: Parameters): string[] {
	const entries = textsIn(functions.getNodeParameter('options.fromNumbers', ''));
	return entries.filter((entry) => {
		const key = customerKey(entry);
		// No country code begins with 0.
		return /^\d*$/.test(key) ? !/^[1-9]\d{6,14}$/.test(key) : !/^[\w.-]{6,}$/.test(key);
	});
}

/** `other` stands for what is not in the list. */
function isChosen(chosen: string[], value: string | null, known: INodePropertyOptions[]): boolean {
	if (chosen.length === 0) return true;
	const key = lowerCaseOrNull(value);
	const isListed = known.some((option) => option.value === key);
	return chosen.includes(isListed && key !== null ? key : 'other');
}

function isOneOf(customers: string[], { phone, userId }: CommonEvent): boolean {
	return [phone, userId].some((key) => key !== null && customers.includes(customerKey(key)));
}

/** A number as its digits; a user ID as it is. */
function customerKey(text: string): string {
	const digits = text.replace(/[\s()+-]/g, '');
	return /^\d+$/.test(digits) ? comparableNumber(digits.replace(/^00/, '')) : text;
}

/** The texts of a list, or of one text with commas. An expression may give anything, e.g. one number. */
export function textsIn(value: unknown): string[] {
	const text = typeof value === 'number' ? String(value) : value;
	const entries = typeof text === 'string' ? text.split(/[,;\n]/) : (listOrNull(text) ?? []);
	const texts = entries.map((entry) => textOrNull(entry)?.trim() ?? '');
	return texts.filter((text) => text !== '');
}
