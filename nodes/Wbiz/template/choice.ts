import { modes } from '../../shared/fields/common';
import { InvalidValue, type Field, type Read } from '../../shared/operation';
import { checkedName, choiceIn } from '../../shared/template/choice';

/** An approved template for a message: its value is `name|language` from the list, or a name. */
const locator: Field = {
	displayName: 'Template',
	name: 'templateName',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'An approved template. With a typed name, Language says which one of that name.',
	...modes('searchTemplates', 'By Name', 'e.g. order_confirmation', 'name'),
};

/**
 * The fields that choose a template.
 *
 * @param nameAs where the vendor wants its name in the body
 * @param languageAs where the vendor wants its language
 */
export const templateChoice = (nameAs: string, languageAs: string): Field[] => [
	{
		...locator,
		in: 'body',
		as: nameAs,
		encode: (value) => checkedName(choiceIn(value).name),
	},
	{
		displayName: 'Language',
		name: 'templateLanguage',
		type: 'string',
		default: '',
		placeholder: 'e.g. en_US',
		description:
			"Code of the template's language. Leave empty for that of a template from the list.",
		in: 'body',
		as: languageAs,
		encode: chosenLanguage,
	},
];

function chosenLanguage(value: unknown, read: Read): string {
	const { language } = choiceIn(read('templateName'), value);
	if (language !== '') return language;
	throw new InvalidValue('is empty; a template that is not from the list needs its language');
}
