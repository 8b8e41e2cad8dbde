import { labelledText } from '../../shared/fields/list-sections';
import { webAddress } from '../../shared/fields/message';
import { InvalidValue, TIME_ZONE, type Field } from '../../shared/operation';
import { checkedName, choiceIn, type TemplateChoice } from '../../shared/template/choice';
import { templateLanguage, templateName, typedLanguage } from '../../shared/template/choice-fields';
import {
	addressEndFault,
	mappedValues,
	templateVariables,
	variableList,
} from '../../shared/template/variables';
import { listAt, valueAt } from '../../shared/value';
import { checkCardCount, variablesJson } from './values-json';

/** The values of a template in form fields: lists by position, with the vendor's names. */

export const headerValues: Field = {
	...variableList,
	displayName: 'Header Values',
	name: 'headerValues',
	description: "The values of the header's variables in their order",
	as: 'headerParams',
};

export const bodyValues: Field = {
	...variableList,
	displayName: 'Body Values',
	name: 'bodyValues',
	description: "The values of the body's variables in their order",
	as: 'bodyParams',
};

export const urlValues: Field = {
	...variableList,
	displayName: 'URL Values',
	name: 'urlValues',
	description: 'The variable ends of the URL buttons in their order, in a carousel card by card',
	as: 'urlVariables',
	encode: (value, read) => {
		const ends = variableList.encode?.(value, read) as string[] | undefined;
		const problem = ends?.map(addressEndFault).find((found) => found !== undefined);
		if (problem !== undefined) throw new InvalidValue(`has an entry that ${problem}`);
		return ends;
	},
};

export const couponCode: Field = {
	displayName: 'Code',
	name: 'couponCode',
	type: 'string',
	default: '',
	placeholder: 'e.g. FESTIVE25',
	description: 'The code to copy: a coupon, or the one-time password of an authentication template',
	in: 'body',
	as: 'copyCodeParam',
};

export const quickReplyValues: Field = {
	...variableList,
	displayName: 'Quick Reply Payloads',
	name: 'quickReplyValues',
	description: 'What the trigger gives when a quick reply button is tapped, in their order',
	as: 'quickReplies',
};

/** Choosing a template: checked here, and put in the body by `templateBody`. */
export const chosenTemplate: Field = {
	...templateName,
	encode: (value) => checkedChoice(choiceIn(value)),
};

/** The same for a send that takes a language. */
export const templateInLanguage: Field[] = [
	{
		...templateName,
		encode: (value, read) => checkedChoice(choiceIn(value, typedLanguage(read))),
	},
	{
		...templateLanguage,
		description:
			"Code of the template's language. The platform takes it for carousels and limited-time offers only; for the others it is compared with what the name stands for.",
	},
];

function checkedChoice(choice: TemplateChoice): TemplateChoice {
	checkedName(choice.name);
	return choice;
}

const variables: Field = {
	...templateVariables,
	description: 'A value for everything that the template leaves open',
	encode: (value, read) => ({
		mapped: mappedValues(value),
		timeZone: String(read(TIME_ZONE)),
	}),
};

/**
 * How to fill the chosen template in: by its own fields, by form fields, or as JSON.
 *
 * @param manualFields the fields for the second way
 */
export const templateContent = (manualFields: Field[]): Field[] => [
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
	...manualFields.map((field) => ({
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

/** WhatsApp's limit for the text of a card, and so for a value in it. */
const VALUE_LENGTH = 160;

/**
 * The cards of a carousel as a form. One form becomes two lists of the request. The vendor does not document
 * the keys of their objects: those of Pabbly's own app are assumed.
 */
export const templateCards: Field[] = [
	{
		displayName: 'Cards',
		name: 'cards',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Card',
		required: true,
		default: { card: [{ mediaUrl: '', values: {} }] },
		description: "The template's cards in their order, 2 to 10",
		options: [
			{
				displayName: 'Card',
				name: 'card',
				values: [
					{
						displayName: 'Media URL',
						name: 'mediaUrl',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://example.com/shirt.jpg',
						description: "Public address of the card's image or video",
					},
					{
						displayName: 'Values',
						name: 'values',
						type: 'fixedCollection',
						typeOptions: { multipleValues: true },
						placeholder: 'Add Value',
						default: {},
						description: "The values of the variables in the card's text",
						options: [
							{
								displayName: 'Value',
								name: 'value',
								values: [
									{
										displayName: 'Variable',
										name: 'variable',
										type: 'string',
										default: '',
										placeholder: 'e.g. 1',
										description: 'Number or name of the variable, without brackets',
									},
									{
										displayName: 'Text',
										name: 'text',
										type: 'string',
										default: '',
										placeholder: 'e.g. Asha',
										description: 'The value of the variable',
									},
								],
							},
						],
					},
				],
			},
		],
		in: 'body',
		as: '',
		encode: toCards,
	},
];

function toCards(value: unknown): Record<string, unknown> {
	const cards = checkCardCount(listAt(value, 'card'));
	return {
		carouselBodies: cards.map((card, index) => ({ bodyParams: valuesOf(card, index + 1) })),
		carouselFileData: cards.map((card, index) => {
			const fileUrl = webAddress(valueAt(card, 'mediaUrl'));
			if (fileUrl !== undefined) return { fileUrl };
			throw new InvalidValue('is empty', `Media URL of card ${index + 1}`);
		}),
	};
}

function valuesOf(card: unknown, number: number): Record<string, string> {
	const rows = listAt(valueAt(card, 'values'), 'value').map((row, index): [string, string] => {
		const where = `value ${index + 1} of card ${number}`;
		const variable = String(valueAt(row, 'variable') ?? '')
			.replace(/^\{\{|\}\}$/g, '')
			.trim();
		if (variable === '') throw new InvalidValue('is empty', `Variable of ${where}`);
		return [
			`{{${variable}}}`,
			labelledText(valueAt(row, 'text'), `Text of ${where}`, VALUE_LENGTH),
		];
	});
	return Object.fromEntries(rows);
}
