import type { ResourceMapperField } from 'n8n-workflow';

import type { Field } from './operation';
import { isObject } from './value';

/**
 * A field for each thing that the chosen template leaves open. The node's `getTemplateVariables` gives them; the
 * template stands in `templateName` and `templateLanguage`.
 */
export const templateVariables: Field = {
	displayName: 'Template Variables',
	name: 'templateVariables',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description: 'A value for each variable of the template',
	typeOptions: {
		loadOptionsDependsOn: ['templateName.value', 'templateLanguage'],
		resourceMapper: {
			resourceMapperMethod: 'getTemplateVariables',
			// In the mode `map` the editor does not mark an empty variable.
			mode: 'add',
			valuesLabel: 'Values',
			fieldWords: { singular: 'variable', plural: 'variables' },
			addAllFields: true,
			supportAutoMap: false,
		},
	},
	displayOptions: { show: { specifyVariables: ['fields'] } },
	encode: mappedValues,
};

/** The values by the fields' ids, from n8n's own form or from an expression's plain object. */
export function mappedValues(value: unknown): Record<string, unknown> {
	const mapped = isObject(value) && 'mappingMode' in value ? value.value : value;
	return isObject(mapped) ? mapped : {};
}

/** A field of the mapper, which is never used to find something. */
export function mapperField(
	field: Pick<ResourceMapperField, 'id' | 'displayName' | 'type' | 'required'>,
): ResourceMapperField {
	return { ...field, display: true, defaultMatch: false, canBeUsedToMatch: false };
}
