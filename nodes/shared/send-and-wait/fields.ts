import type { Field } from '../operation';

/** n8n's names: its human approval of an agent's tools fills these fields by name. */

const message: Field = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Shall we ship your order today?',
	description: 'The question, as the person reads it in WhatsApp',
};

const responseType: Field = {
	displayName: 'Response Type',
	name: 'responseType',
	type: 'options',
	options: [
		{
			name: 'Approval',
			value: 'approval',
			description: 'The person approves or declines with a tap',
		},
		{
			name: 'Free Text',
			value: 'freeText',
			description: 'The person writes an answer on a page that a link opens',
		},
	],
	default: 'approval',
	description: 'How the person answers',
};

const label = (name: string, displayName: string, text: string, show: string[]): Field => ({
	displayName,
	name,
	type: 'string',
	default: text,
	placeholder: `e.g. ${text}`,
	description: 'What the button or the link says',
	displayOptions: { show: { approvalType: show } },
});

const approvalOptions: Field = {
	displayName: 'Approval Options',
	name: 'approvalOptions',
	type: 'fixedCollection',
	placeholder: 'Add option',
	default: {},
	description: 'What the person can choose',
	displayOptions: { show: { responseType: ['approval'] } },
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Type of Approval',
					name: 'approvalType',
					type: 'options',
					options: [
						{ name: 'Approve Only', value: 'single' },
						{ name: 'Approve and Disapprove', value: 'double' },
					],
					default: 'single',
					description: 'Whether the person can also decline',
				},
				label('approveLabel', 'Approve Button Label', 'Approve', ['single', 'double']),
				label('disapproveLabel', 'Disapprove Button Label', 'Decline', ['double']),
			],
		},
	],
};

/** For the *Options* of the operation: the same shape as in n8n's own nodes. */
export const limitWaitTime: Field = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	placeholder: 'Add limit',
	default: {},
	description:
		'When to go on without an answer. The input item then comes out as it came in, without "data".',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					options: [
						{ name: 'After Time Interval', value: 'afterTimeInterval' },
						{ name: 'At Specified Time', value: 'atSpecifiedTime' },
					],
					default: 'afterTimeInterval',
					description: 'Whether to wait for a while or until a date',
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 45,
					description: 'How long to wait',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					options: [
						{ name: 'Minutes', value: 'minutes' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Days', value: 'days' },
					],
					default: 'minutes',
					description: 'The unit of the amount',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
				},
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					default: '',
					description: 'Until when to wait',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
				},
			],
		},
	],
};

/** The question and its answers, behind the platform's own field for the recipient. */
export const questionFields: Field[] = [message, responseType, approvalOptions];
