import type { IDataObject } from 'n8n-workflow';

import { CODE_ID, variableId } from '../../shared/template/definition';
import { showTemplate, type ShownTemplate } from '../../shared/template/preview';
import { listAt, valueAt } from '../../shared/value';
import type { TemplateDefinition } from './definition';

/**
 * The template as the customer sees it.
 *
 * @param values by {@link TemplateValue.id}
 */
export function showDefinition(
	{ template }: TemplateDefinition,
	values: IDataObject,
): ShownTemplate {
	return showTemplate(template, withCode(values));
}

/** The one value of an authentication template stands in its body too. */
export function withCode(values: IDataObject): IDataObject {
	if (!Object.hasOwn(values, CODE_ID)) return values;
	return { [variableId({ part: 'Body', name: '1' })]: values[CODE_ID], ...values };
}

/** The values that a body for the platform holds, by {@link TemplateValue.id}. */
export function valuesInBody({ values }: TemplateDefinition, body: IDataObject): IDataObject {
	const taken: Record<string, number> = {};
	const entries = values.map(({ id, target }): [string, unknown] => {
		if ('list' in target) {
			const index = (taken[target.list] = (taken[target.list] ?? -1) + 1);
			return [id, listAt(body, target.list)[index]];
		}
		if ('text' in target) return [id, body[target.text]];
		if ('expiry' in target) return [id, valueAt(body, 'ltoFields.unixTimestamp')];
		if ('variable' in target) {
			const params = valueAt(listAt(body, 'carouselBodies')[target.card], 'bodyParams');
			return [id, valueAt(params, `{{${target.variable}}}`)];
		}
		return [id, valueAt(listAt(body, 'carouselFileData')[target.card], 'fileUrl')];
	});
	return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as IDataObject;
}
