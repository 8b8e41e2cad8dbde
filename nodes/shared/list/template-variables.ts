import type {
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { withPlatformErrors } from '../errors/node-errors';
import type { ApiRequest } from '../operation';
import type { Platform } from '../platform';
import { choiceIn, type TemplateChoice } from '../template/choice';
import { previewTemplate } from '../template/preview-operation';
import { isPreviewRow } from '../template/variables';
import { objectOrEmpty } from '../value';
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
	/** The other ways of *Specify Variables*, for a template that an expression chooses, e.g. `List`. */
	otherwise: string;
}

/** The method behind *Template Variables*: a field for each value of the template that is chosen in the form. */
export function templateVariablesOf(
	platform: Platform,
	{ fields, needsLanguage, otherwise }: TemplateFields,
): ResourceMapping {
	return async function () {
		// The language of a typed name stays in the form when a template is then chosen from the list.
		const typed = this.getCurrentNodeParameter('templateName.mode') !== 'list';
		const choice = choiceIn(
			chosenIn(this, 'templateName') ?? '',
			typed ? (chosenIn(this, 'templateLanguage') ?? '') : '',
		);
		if (choice.name === '' || (needsLanguage && choice.language === '')) {
			return {
				fields: [],
				emptyFieldsNotice: `Choose a template to see its variables. Template set by an expression? Switch Specify Variables to ${otherwise}.`,
			};
		}
		const read = await editorReader(this, platform);
		const given = await withPlatformErrors(this, platform, async () => await fields(read, choice));
		const shown = holdsOnlyValues(this) ? given.filter(({ id }) => !isPreviewRow(id)) : given;
		return {
			// n8n starts nothing while a required field is empty; a preview says what is missing.
			fields: isPreview(this) ? shown.map((field) => ({ ...field, required: false })) : shown,
			emptyFieldsNotice: 'This template has no variables.',
		};
	};
}

/** Whether the form was filled elsewhere, as in an example: n8n would leave the rows that show the template empty. */
function holdsOnlyValues(functions: ILoadOptionsFunctions): boolean {
	const ids = Object.keys(
		objectOrEmpty(functions.getCurrentNodeParameter('templateVariables.value')),
	);
	return ids.length > 0 && !ids.some(isPreviewRow);
}

function isPreview(functions: ILoadOptionsFunctions): boolean {
	return functions.getCurrentNodeParameter('operation') === previewTemplate.value;
}
