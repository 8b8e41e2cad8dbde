import type { IDataObject } from 'n8n-workflow';

import {
	placeholdersIn,
	urlPlaceholdersIn,
	type Placeholder,
} from '../../shared/template/variables';
import { firstOf, isObject, valueAt } from '../../shared/value';

/** A variable of a template. */
export interface TemplateVariable extends Placeholder {
	/** Where it stands: `Header`, `Body`, or `Button 2`. */
	part: string;
}

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

/** What a variable's value is mapped under; a bare number would turn the mapping into a list. */
export function keyOf({ part, name }: TemplateVariable): string {
	return `${part.toLowerCase().replace(' ', '_')}_${name}`;
}

/** What a variable is called in the form and in errors. */
export function labelOf({ part, name }: TemplateVariable): string {
	return `${part} {{${name}}}`;
}

/** What the header's media is mapped under, e.g. `headerImage`: no variable has such a key. */
export function mediaKeyOf(type: MediaType): string {
	return `header${capitalized(type)}`;
}

/** What the header's media is called in the form and in errors. */
export function mediaLabelOf(type: MediaType): string {
	return `Header ${capitalized(type)}`;
}

/** The same for the name of a document. */
export const FILENAME_KEY = 'headerFilename';
export const FILENAME_LABEL = 'Header File Name';

export function definitionOf({ components }: IDataObject): TemplateDefinition {
	const parts = Array.isArray(components) ? components.filter(isObject) : [];
	const component = (wanted: string) =>
		parts.find(({ type }) => String(type).toUpperCase() === wanted) ?? {};
	const body = component('BODY');
	const header = component('HEADER');
	const { buttons } = component('BUTTONS');
	const format = String(header.format ?? '').toLowerCase();
	const variables = [
		...variablesIn('Header', header.text, valueAt(header, 'example.header_text')),
		// WhatsApp wraps the body's samples once more: one list of samples per variant.
		...variablesIn('Body', body.text, firstOf(valueAt(body, 'example.body_text'))),
		...(Array.isArray(buttons) ? buttons : []).flatMap((button: unknown, index) =>
			urlPlaceholdersIn(valueAt(button, 'url'), [valueAt(button, 'example')].flat()).map(
				(placeholder) => ({ part: `Button ${index + 1}`, ...placeholder }),
			),
		),
	];
	return { variables, media: MEDIA_TYPES.find((type) => type === format) };
}

function variablesIn(part: string, text: unknown, samples: unknown): TemplateVariable[] {
	return placeholdersIn(text, samples).map((placeholder) => ({ part, ...placeholder }));
}

function capitalized(text: string): string {
	return `${text[0].toUpperCase()}${text.slice(1)}`;
}
