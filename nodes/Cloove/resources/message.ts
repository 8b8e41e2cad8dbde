import { allowUserIds, defaultCountryCode } from '../../shared/fields/common';
import { optionalJsonObject } from '../../shared/form/check';
import { messageFault } from '../../shared/form/text';
import { InvalidValue, type Field, type Operation, type Resource } from '../../shared/operation';
import { sendAndWait } from '../../shared/send-and-wait/operation';
import { withTemplateFallback } from '../../shared/text/closed-window';
import { withTextOptions } from '../../shared/text/send-text';
import { duplicateIn, rowsIn } from '../../shared/value';
import { conversationId, sendOptions, text, to } from '../fields/common';

/** The values of a template's variables, which the vendor takes by name. */
const templateVariables: Field[] = [
	{
		displayName: 'Specify Variables',
		name: 'specifyVariables',
		type: 'options',
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'fields',
		description: "How to give the values of the template's variables",
	},
	{
		displayName: 'Template Variables',
		name: 'templateVariables',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Variable',
		default: {},
		description: 'A value for each variable of the template',
		displayOptions: { show: { specifyVariables: ['fields'] } },
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. order_id',
						description: 'What the template calls the variable',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. 1234',
						description: 'The value of the variable',
					},
				],
			},
		],
		in: 'body',
		as: 'variables',
		encode: fromRows,
	},
	{
		displayName: 'Variables',
		name: 'variablesJson',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "order_id": "1234", "eta": "Friday" }',
		description: 'The values by the names of the variables, as a JSON object',
		displayOptions: { show: { specifyVariables: ['json'] } },
		in: 'body',
		as: 'variables',
		encode: fromJson,
	},
];

function fromRows(value: unknown): Record<string, unknown> | undefined {
	const entries = rowsIn(value, 'variable').map((row, index): [string, string] => {
		const name = String(row.name ?? '').trim();
		if (name === '') throw new InvalidValue(`has no name in place ${index + 1}`);
		return [name, String(checked(name, row.value))];
	});
	const names = entries.map(([name]) => name);
	const twice = duplicateIn(names);
	if (twice !== undefined) throw new InvalidValue(`has "${twice}" twice`);
	return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** What the platform takes as a value is not documented beyond texts: numbers and truth values go as they are. */
function fromJson(value: unknown): Record<string, unknown> | undefined {
	const entries = Object.entries(optionalJsonObject(value) ?? {}).map(
		([name, entry]): [string, unknown] => {
			if (name.trim() === '') throw new InvalidValue('has a value without a name');
			return [name, checked(name, entry)];
		},
	);
	return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** WhatsApp refuses an empty value. */
function checked(name: string, value: unknown): string | number | boolean {
	if (value === undefined || value === null || String(value).trim() === '') {
		throw new InvalidValue(`has no value for "${name}"`);
	}
	const fault = messageFault(value);
	if (fault !== undefined) throw new InvalidValue(`has a value for "${name}" that ${fault}`);
	if (typeof value === 'boolean' || Number.isFinite(value)) return value as boolean | number;
	return String(value);
}

/** What is no id, but the number itself. */
const PHONE_NUMBER = /^\+?[\d\s().-]+$/;

const businessWhatsappNumberId: Field = {
	displayName: 'WhatsApp Number ID',
	name: 'businessWhatsappNumberId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 6f9619ff-8b86-4011-b42d-00c04fc964ff',
	description:
		'Which number of yours sends: its ID in Cloove, not the phone number. The platform documents no call that lists them.',
	in: 'body',
	as: 'business_whatsapp_number_id',
	encode: (value) => {
		const id = String(value).trim();
		if (!PHONE_NUMBER.test(id)) return id;
		throw new InvalidValue(
			'is a phone number; what Cloove wants is the ID of one of your numbers, such as 6f9619ff-8b86-4011-b42d-00c04fc964ff',
		);
	},
};

const templateName: Field = {
	displayName: 'Template Name',
	name: 'templateName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. order_shipped',
	description: 'Key of an approved template. The platform documents no call that lists them.',
	in: 'body',
	as: 'template_key',
	encode: (value) => String(value).trim(),
};

const contactName: Field = {
	displayName: 'Contact Name',
	name: 'contactName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Ada Lovelace',
	description: 'What to call the customer when the message starts a new conversation',
	in: 'body',
	as: 'customer_name',
};

const sendTemplate: Operation = {
	name: 'Send Template',
	value: 'sendTemplate',
	action: 'Send a template message',
	description: 'Send an approved template to a phone number, at any time',
	method: 'POST',
	path: '/v1/messaging/messages/template',
	repeatable: 'idempotencyKey',
	fields: [
		businessWhatsappNumberId,
		to,
		templateName,
		contactName,
		...templateVariables,
		sendOptions(allowUserIds, defaultCountryCode),
	],
};

const sendText: Operation = {
	name: 'Send Text',
	value: 'sendText',
	action: 'Send a text message',
	description: "Send a text in a conversation, within 24 hours of the customer's last message",
	method: 'POST',
	path: '/v1/messaging/conversations/{id}/messages',
	repeatable: 'idempotencyKey',
	fields: [conversationId, text, sendOptions()],
};

export const message: Resource = {
	name: 'Message',
	value: 'message',
	operations: [
		sendAndWait(sendText),
		sendTemplate,
		withTemplateFallback(withTextOptions(sendText), sendTemplate),
	],
};
