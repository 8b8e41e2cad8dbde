import type {
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { withPlatformErrors } from '../errors/node-errors';
import type { ApiRequest } from '../operation';
import type { Platform } from '../platform';
import { choiceIn, type TemplateChoice } from '../template/choice';
import { chosenIn, editorReader } from './list-search';

/** One of n8n's `methods.resourceMapping`. */
type ResourceMapping = (this: ILoadOptionsFunctions) => Promise<ResourceMapperFields>;

interface TemplateFields {
	/**
	 * Reads the chosen template and gives a field for each value that a send of it needs.
	 * @throws RequestError
	 */
	fields: (
		read: (request: ApiRequest) => Promise<unknown>,
		choice: TemplateChoice,
	) => Promise<ResourceMapperField[]>;
	/** Whether a template is only known with its language. */
	needsLanguage: boolean;
	/** What the form offers to a user whose template an expression chooses, e.g. `give the values as a list`. */
	otherwise: string;
}

/** The method behind *Template Variables*: a field for each value of the template that is chosen in the form. */
export function templateVariablesOf(
	platform: Platform,
	{ fields, needsLanguage, otherwise }: TemplateFields,
): ResourceMapping {
	return async function () {
		const choice = choiceIn(
			chosenIn(this, 'templateName') ?? '',
			chosenIn(this, 'templateLanguage') ?? '',
		);
		if (choice.name === '' || (needsLanguage && choice.language === '')) {
			return {
				fields: [],
				emptyFieldsNotice: `Choose a template from the list. For one that an expression chooses, ${otherwise}.`,
			};
		}
		const read = await editorReader(this, platform);
		return {
			fields: await withPlatformErrors(this, platform, async () => await fields(read, choice)),
			emptyFieldsNotice: 'This template has no variables.',
		};
	};
}
