import {
	componentIn,
	componentsIn,
	FILENAME_ID,
	mediaId,
	variableId,
	variablesIn,
	type TemplateVariable,
} from '../../shared/template/definition';

/** Media that the header of a template may hold. */
export const MEDIA_TYPES = ['image', 'video', 'document'] as const;

export type MediaType = (typeof MEDIA_TYPES)[number];

/** What a send of a template has to say. */
export interface TemplateDefinition {
	/**
	 * In the order in which their values are sent. The vendor says "by position", and shows a body only; that the header
	 * comes before the body and buttons after it, as in the message, is assumed.
	 */
	variables: TemplateVariable[];
	/** What the header shows, where it shows media. */
	media?: MediaType;
}

export function definitionOf(template: unknown): TemplateDefinition {
	const components = componentsIn(template);
	const format = String(componentIn(components, 'HEADER')?.format ?? '').toLowerCase();
	return {
		variables: variablesIn(components),
		media: MEDIA_TYPES.find((type) => type === format),
	};
}

/** The ids of the form's fields. */
export function fieldIds({ variables, media }: TemplateDefinition): string[] {
	return [
		...variables.map(variableId),
		...(media ? [mediaId(media)] : []),
		...(media === 'document' ? [FILENAME_ID] : []),
	];
}
