import type { ResourceMapperField } from 'n8n-workflow';

import { isObject, listAt, valueAt } from '../value';
import { mapperField, placeholdersIn, urlPlaceholdersIn, type Placeholder } from './variables';

export type Component = Record<string, unknown>;

/** A variable of a template. */
export interface TemplateVariable extends Placeholder {
	/** Where it stands: `Header`, `Body`, or `Button 2`. */
	part: string;
}

/** The form's field for a variable, with its sample value. */
export function variableField(variable: TemplateVariable): ResourceMapperField {
	const id = variableId(variable);
	const sample = variable.example ? ` (e.g. ${variable.example})` : '';
	return mapperField({ id, displayName: `${id}${sample}`, type: 'string', required: true });
}

/** What can be shown in a header in the place of a text, as WhatsApp's components call it. */
export const MEDIA_FORMATS = ['IMAGE', 'VIDEO', 'DOCUMENT'];

/**
 * What a variable's value is mapped under, and what the variable is called: n8n prints the id of a field in its errors,
 * so the two are one.
 */
export function variableId({ part, name }: Pick<TemplateVariable, 'part' | 'name'>): string {
	return `${part} {{${name}}}`;
}

/** The variable that has the id; `undefined` for another field's. */
export function variableOf(id: string): TemplateVariable | undefined {
	const [, part, name] = /^(Header|Body|Button \d+) \{\{(.+)\}\}$/.exec(id) ?? [];
	return part === undefined ? undefined : { part, name };
}

/** What a header's media is mapped under and called: `Header Image`. A card's begins with `Card 1`. */
export function mediaId(format: unknown): string {
	const name = upper(format);
	return `Header ${MEDIA_FORMATS.includes(name) ? name[0] + name.slice(1).toLowerCase() : 'Media'}`;
}

/** The same for the name of a document. */
export const FILENAME_ID = 'Header File Name';

/** What a code to copy is mapped under: that of a coupon, and that of an authentication template. */
export const COUPON_ID = 'Coupon Code';
export const CODE_ID = 'Code';

/** A template's components, from what the platform says of the template. */
export function componentsIn(template: unknown): Component[] {
	return listAt(template, 'components').filter(isObject);
}

/** The component of a type. */
export function componentIn(components: Component[], type: string): Component | undefined {
	return components.find((component) => upper(component.type) === type);
}

/** The components of each card of a carousel; none for another template. */
export function cardsIn(components: Component[]): Component[][] {
	return listAt(componentIn(components, 'CAROUSEL'), 'cards').map(componentsIn);
}

/** The buttons among a template's components, or a card's. */
export function buttonsIn(components: Component[]): Component[] {
	return listAt(componentIn(components, 'BUTTONS'), 'buttons').filter(isObject);
}

/** WhatsApp wraps the body's samples once more: one list of samples per variant. Those of named variables have names. */
export function bodySamples(body: Component): unknown {
	const samples = listAt(body, 'example.body_text');
	if (samples.length === 0) return valueAt(body, 'example.body_text_named_params');
	return Array.isArray(samples[0]) ? samples[0] : samples;
}

/** The samples of a header's text. */
export function headerSamples(header: Component): unknown {
	const named = valueAt(header, 'example.header_text_named_params');
	return valueAt(header, 'example.header_text') ?? named;
}

/** The variables of header, body and buttons, in the order of the message. */
export function variablesIn(components: Component[]): TemplateVariable[] {
	const header = componentIn(components, 'HEADER') ?? {};
	const body = componentIn(components, 'BODY') ?? {};
	const within = (part: string, placeholders: Placeholder[]) =>
		placeholders.map((placeholder) => ({ part, ...placeholder }));
	return [
		...within('Header', placeholdersIn(header.text, headerSamples(header))),
		...within('Body', placeholdersIn(body.text, bodySamples(body))),
		...buttonsIn(components).flatMap(({ url, example }, index) =>
			within(`Button ${index + 1}`, urlPlaceholdersIn(url, [example].flat())),
		),
	];
}

/** The values of variables from a list, by position; the rest have none. */
export function valuesByPosition(
	variables: TemplateVariable[],
	list: unknown,
): Record<string, unknown> {
	const values = Array.isArray(list) ? (list as unknown[]) : [];
	return Object.fromEntries(
		variables
			.slice(0, values.length)
			.map((variable, index) => [variableId(variable), values[index]]),
	);
}

export function upper(value: unknown): string {
	return String(value ?? '').toUpperCase();
}
