import type { IDataObject } from 'n8n-workflow';

import { InvalidValue, type OperationCall } from '../shared/operation';
import type { TemplateChoice } from '../shared/template/choice';
import { readDefinition, takesLanguage } from './template-reading';
import { filledBody } from './template-values';

/**
 * The whole body of a request that uses a template.
 *
 * @param takes what the vendor documents of a template's values for this request
 * @throws RequestFailure, InvalidValue; nothing was sent
 */
export async function templateBody(call: OperationCall, takes: string[]): Promise<IDataObject> {
	const { request, values } = call;
	const { name } = values.templateName as unknown as TemplateChoice;
	const body = { ...(request.body as IDataObject), templateName: name };
	const added = await fromDefinition(call);
	const foreign = Object.keys(added).find((key) => !takes.includes(key));
	if (foreign === undefined) return { ...added, ...body };
	throw new InvalidValue(
		`belongs to a template that needs "${foreign}", which the platform does not take here`,
		'Template',
	);
}

/** What the template itself says of the body: its values where they are mapped, and its language where it takes one. */
async function fromDefinition(call: OperationCall): Promise<IDataObject> {
	const { templateName, templateLanguage, templateVariables, specifyVariables } = call.values;
	const picked = templateName as unknown as TemplateChoice;
	const typed = String(templateLanguage ?? '');
	const isMapped = specifyVariables === 'fields';
	if (!isMapped && typed !== '') return { languageCode: typed };
	// A send has only the name: whoever picked a language must not get another one.
	if (!isMapped && picked.language === '') return {};
	const definition = await readDefinition(call, { ...picked, language: typed || picked.language });
	const language = takesLanguage(definition) ? { languageCode: definition.language } : {};
	if (!isMapped) return language;
	const { mapped, timeZone } = templateVariables as { mapped: IDataObject; timeZone: string };
	return { ...filledBody(definition, mapped, timeZone), ...language };
}
