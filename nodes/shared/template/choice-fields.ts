import { modes } from '../fields/common';
import { InvalidValue, type Field, type Read } from '../operation';
import { checkedName, choiceIn, type TemplateChoice } from './choice';

/** An approved template for a message: its value is `name|language` from the list, or a name. */
export const templateName: Field = {
	displayName: 'Template',
	name: 'templateName',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'An approved template',
	...modes('searchTemplates', 'By Name', 'e.g. order_confirmation', 'name'),
};

/** A template from the list brings its language with it: the form asks for that of a typed name alone. */
export const templateLanguage: Field = {
	displayName: 'Language',
	name: 'templateLanguage',
	type: 'string',
	default: '',
	placeholder: 'e.g. en_US',
	description: "Code of the template's language",
	displayOptions: { hide: { 'templateName.mode': ['list'] } },
};

/** The language that was typed for a template; empty for one from the list. */
export function typedLanguage(read: Read): string {
	return read('templateName.mode') === 'list' ? '' : String(read('templateLanguage') ?? '').trim();
}

/**
 * The fields that choose a template by its name and its language.
 *
 * @param toBody where the vendor wants the two in the body; without it the choice is a value for the operation's `run`
 */
export const templateChoice = (toBody?: (choice: TemplateChoice) => object): Field[] => [
	{
		...templateName,
		...(toBody ? { in: 'body', as: '' } : {}),
		encode: (value, read) => {
			const choice = choiceIn(value, typedLanguage(read));
			checkedName(choice.name);
			if (choice.language !== '') return toBody ? toBody(choice) : choice;
			const problem = 'is empty; a template that is not from the list needs its language';
			throw new InvalidValue(problem, templateLanguage.displayName);
		},
	},
	templateLanguage,
];
