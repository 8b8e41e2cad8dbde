import { optionalJsonObject } from '../shared/form/check';
import { TIME_ZONE, type Field } from '../shared/operation';
import { checkedName, choiceIn } from '../shared/template/choice';
import { mappedValues, templateVariables } from '../shared/template/variables';
import { templateName } from './locators';

/** Choosing a template: checked here, and put in the body by `templateBody`. */
export const chosenTemplate: Field = {
	...templateName,
	encode: (value) => {
		const choice = choiceIn(value);
		checkedName(choice.name);
		return choice;
	},
};

const variables: Field = {
	...templateVariables,
	description: 'A value for everything that the template leaves open',
	encode: (value, read) => ({
		mapped: mappedValues(value),
		timeZone: String(read(TIME_ZONE)),
	}),
};

const variablesJson: Field = {
	displayName: 'Variables',
	name: 'variablesJson',
	type: 'json',
	default: '{\n  "bodyParams": []\n}',
	description:
		'The values as the platform takes them, as a JSON object whose fields go into the body of the request',
	displayOptions: { show: { specifyVariables: ['json'] } },
	in: 'body',
	as: '',
	encode: optionalJsonObject,
};

/**
 * How to fill the chosen template in: by its own fields, by hand, or as JSON.
 *
 * @param byHand the fields for the second way
 */
export const templateContent = (byHand: Field[]): Field[] => [
	{
		displayName: 'Specify Variables',
		name: 'specifyVariables',
		type: 'options',
		options: [
			{ name: 'Using Fields Below', value: 'list' },
			{ name: 'Using JSON', value: 'json' },
			{ name: "Using the Template's Fields", value: 'fields' },
		],
		default: 'fields',
		description: 'How to give the values of what the template leaves open',
	},
	variables,
	...byHand.map((field) => ({
		...field,
		displayOptions: { show: { specifyVariables: ['list'], ...field.displayOptions?.show } },
	})),
	variablesJson,
];

/** When the same fields are only part of a form. */
export const shownWhen = (show: Record<string, string[]>, fields: Field[]): Field[] =>
	fields.map((field) => ({
		...field,
		displayOptions: { show: { ...show, ...field.displayOptions?.show } },
	}));
