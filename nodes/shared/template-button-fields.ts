import type { Field } from './operation';

const buttonFields: Field[] = [
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Phone Number', value: 'PHONE_NUMBER' },
			{ name: 'Quick Reply', value: 'QUICK_REPLY' },
			{ name: 'URL', value: 'URL' },
		],
		default: 'QUICK_REPLY',
		description: 'What a tap does',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		default: '',
		description: 'What the button says, up to 25 characters',
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/orders/{{1}}',
		description: 'Page to open; it may end with a variable',
		displayOptions: { show: { type: ['URL'] } },
	},
	{
		displayName: 'URL Sample Value',
		name: 'urlExample',
		type: 'string',
		default: '',
		placeholder: 'e.g. ORD-12345',
		description: "A sample of the variable in the URL, for WhatsApp's approval",
		displayOptions: { show: { type: ['URL'] } },
	},
	{
		displayName: 'Phone Number',
		name: 'phoneNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. +919876543210',
		description: 'Number to call',
		displayOptions: { show: { type: ['PHONE_NUMBER'] } },
	},
];

/** The buttons of a template, as a form. */
export const templateButtons: Field = {
	displayName: 'Buttons',
	name: 'buttons',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Button',
	default: {},
	displayOptions: { show: { specifyComponents: ['fields'] } },
	options: [
		{
			displayName: 'Button',
			name: 'button',
			values: buttonFields,
		},
	],
};
