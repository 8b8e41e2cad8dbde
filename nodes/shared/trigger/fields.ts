import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** What the triggers of all platforms offer alike. */

/** The two events that every platform has. */
export const messageEvents: INodePropertyOptions[] = [
	{
		name: 'Message',
		value: 'message.received',
		description: 'A customer wrote, tapped a button or sent a file',
	},
	{
		name: 'Status',
		value: 'message.status',
		description:
			'A message of yours was sent, delivered, read or failed. Each change starts the workflow.',
	},
];

export const events: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	options: messageEvents,
	default: ['message.received'],
	description: 'What starts the workflow',
};

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
