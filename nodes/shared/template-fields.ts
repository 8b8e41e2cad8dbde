import type { Field, Read } from './operation';
import { templateButtons } from './template-button-fields';
import { checkComponents } from './template';
import type { ComponentRules } from './template-text';
import { toComponents, type ButtonForm } from './template-form';
import { isObject, valueAt } from './value';

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
		description: 'Title above the text, up to 60 characters',
		displayOptions: usingFields,
	},
	{
		displayName: 'Header Sample Value',
		name: 'headerExample',
		type: 'string',
		default: '',
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

/** What a template says, as a form or as JSON. Both become the request's `components`. */
export function componentFields(rules: ComponentRules): Field[] {
	const encodeForm: Field['encode'] = (_bodyText, read) =>
		checkComponents(toComponents(templateForm(read)), rules);
	return [
		specifyComponents,
		...headerFields,
		{ ...bodyText, encode: encodeForm },
		bodyExamples,
		footerText,
		templateButtons,
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
