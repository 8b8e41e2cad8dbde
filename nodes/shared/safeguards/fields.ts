import type { Field, Operation } from '../operation';

/**
 * For the *Options* of every operation that sends a message to somebody.
 *
 * @param key of the trigger's event, under which it names the recipient as the operation does
 */
const fieldsFor = (key: 'phone' | 'conversationId'): Field[] => [
	{
		displayName: 'Allowed Recipients',
		name: 'allowedRecipients',
		type: 'string',
		default: '',
		placeholder: `e.g. {{ $('Trigger').item.json.${key} }}`,
		description:
			'The only phone numbers (or conversation IDs, or user IDs) that may get this message, separated by commas. Everybody else is refused before anything is sent. For an AI agent that fills in the recipient itself.',
	},
	{
		displayName: 'Do Not Send',
		name: 'doNotSend',
		type: 'boolean',
		default: false,
		description:
			"Whether to only show the request that would be sent, after all checks, and the customer's text. What an operation reads or uploads before it sends still happens.",
	},
	{
		displayName: 'Most Messages per Execution',
		name: 'mostMessages',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description:
			'How many messages this node may send in one execution; 0 for any number. Each call of an AI agent counts. What comes after them is refused before anything is sent.',
	},
];

/** The fields for the operation; none for one that sends nothing to anybody. */
export function safeguardFields({ value, fields: own }: Operation): Field[] {
	if (!/^(send|request)[A-Z]/.test(value)) return [];
	const names = own.map(({ name }) => name);
	// With a template in the text's place there are both; the text goes to the conversation.
	if (names.includes('conversationId')) return fieldsFor('conversationId');
	return names.includes('to') ? fieldsFor('phone') : [];
}
