import type { Field, Read } from '../operation';
import { isObject, valueAt } from '../value';
import { authenticationFields } from './authentication-fields';
import { checkComponents, type ComponentRules } from './component-check';
import { toComponents, type ButtonForm } from './components';

const usingFields = { show: { specifyComponents: ['fields'] } };
const usingJson = { show: { specifyComponents: ['json'] } };

const specifyComponents: Field = {
	displayName: 'Specify Components',
	name: 'specifyComponents',
	type: 'options',
	options: [
		{ name: 'Using Fields Below', value: 'fields' },
		{ name: 'Using JSON', value: 'json' },
	],
	default: 'fields',
	description: 'How to describe the template',
};

const headerFields: Field[] = [
	{
		displayName: 'Header Text',
		name: 'headerText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Order {{1}}',
		description: 'Title above the text, up to 60 characters',
		displayOptions: usingFields,
	},
	{
		displayName: 'Header Sample Value',
		name: 'headerExample',
		type: 'string',
		default: '',
		placeholder: 'e.g. #1043',
		description: "A sample of the variable in the header, for WhatsApp's approval",
		displayOptions: usingFields,
	},
];

const bodyText: Field = {
	displayName: 'Body Text',
	name: 'bodyText',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Hi {{1}}, your order {{2}} has been shipped!',
	description: 'The text, up to 1024 characters, with variables as {{1}}, {{2}}, …',
	displayOptions: usingFields,
	in: 'body',
	as: 'components',
};

const bodyExamples: Field = {
	displayName: 'Body Sample Values',
	name: 'bodyExamples',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Sample Value',
	default: {},
	description: "A sample of each variable in the body, in order, for WhatsApp's approval",
	displayOptions: usingFields,
	options: [
		{
			displayName: 'Sample Value',
			name: 'value',
			values: [
				{
					displayName: 'Text',
					name: 'text',
					type: 'string',
					default: '',
					placeholder: 'e.g. Asha',
					description: 'What the variable may stand for',
				},
			],
		},
	],
};

const footerText: Field = {
	displayName: 'Footer Text',
	name: 'footerText',
	type: 'string',
	default: '',
	placeholder: 'e.g. Reply STOP to unsubscribe',
	description: 'Small print below the text, up to 60 characters',
	displayOptions: usingFields,
};

const componentsJson: Field = {
	displayName: 'Components',
	name: 'componentsJson',
	type: 'json',
	required: true,
	default: '[\n  {\n    "type": "BODY",\n    "text": ""\n  }\n]',
	description: 'The components as WhatsApp defines them, as a JSON list',
	displayOptions: usingJson,
	in: 'body',
	as: 'components',
};

/** What decides, in the form, whether a template is one for authentication. */
interface Kinds {
	/** Fields and values with which the form shows the fields of an ordinary template. */
	ordinary: Record<string, string[]>;
	/** The same for the fields of an authentication template. */
	authentication: Record<string, string[]>;
}

/**
 * What a template holds, as a form or as JSON. Both become the request's `components`.
 *
 * @param kinds only where the platform makes authentication templates
 */
export function componentFields(rules: ComponentRules, kinds?: Kinds): Field[] {
	const encodeForm: Field['encode'] = (_bodyText, read) =>
		checkComponents(toComponents(templateForm(read)), { ...rules, commonOnly: true });
	const form = [
		...headerFields,
		{ ...bodyText, encode: encodeForm },
		bodyExamples,
		footerText,
		templateButtons,
	];
	return [
		specifyComponents,
		...form.map((field) => ({
			...field,
			displayOptions: { show: { ...usingFields.show, ...kinds?.ordinary } },
		})),
		...(kinds ? authenticationFields({ ...usingFields.show, ...kinds.authentication }) : []),
		{ ...componentsJson, encode: (components) => checkComponents(components, rules) },
	];
}

function templateForm(read: Read) {
	const text = (name: string) => String(read(name) ?? '');
	const rows = (name: string, group: string) => {
		const list = valueAt(read(name), group);
		return Array.isArray(list) ? list.filter(isObject) : [];
	};
	return {
		headerText: text('headerText'),
		headerExample: text('headerExample'),
		bodyText: text('bodyText'),
		bodyExamples: rows('bodyExamples', 'value').map((row) => String(row.text ?? '')),
		footerText: text('footerText'),
		buttons: rows('buttons', 'button') as unknown as ButtonForm[],
	};
}

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
		placeholder: 'e.g. Track order',
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
const templateButtons: Field = {
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
