import type { IDataObject } from 'n8n-workflow';

import { RequestError } from '../../shared/errors/request-error';
import { readPages } from '../../shared/list/pagination';
import { InvalidValue, type ApiRequest } from '../../shared/operation';
import type { TemplateChoice } from '../../shared/template/choice';
import {
	byNumber,
	isBlank,
	addressEndFault,
	placeholdersIn,
	urlPlaceholdersIn,
	type Placeholder,
} from '../../shared/template/variables';
import { isObject, valueAt } from '../../shared/value';
import { listOf } from '../lists';

/** A variable of a template. */
export interface TemplateVariable extends Placeholder {
	/** Where it stands: `Header`, `Body`, or `Button 2`. */
	part: string;
}

/** Label of the field that holds the values, for errors. */
const FIELD = 'Template Variables';

/** What a variable's value is mapped under; a bare number would turn the mapping into a list. */
export function keyOf({ part, name }: TemplateVariable): string {
	return `${part.toLowerCase().replace(' ', '_')}_${name}`;
}

/** What a variable is called in the form and in errors. */
export function labelOf({ part, name }: TemplateVariable): string {
	return `${part} {{${name}}}`;
}

/**
 * Looks for an approved template.
 *
 * @param send gives the body of the answer
 * @throws RequestError
 */
export async function findTemplate(
	send: (request: ApiRequest) => Promise<unknown>,
	{ name, language }: TemplateChoice,
): Promise<IDataObject> {
	const query = { status: 'approved' };
	const request: ApiRequest = { method: 'GET', path: '/v1/templates', query, headers: {} };
	const rows = await readPages(send, request, listOf('templates'), Infinity);
	const found = rows.find((row) => isObject(row) && row.name === name && row.language === language);
	if (found) return found as IDataObject;
	throw new RequestError('notSent', `no approved template "${name}" in "${language}" was found`);
}

/**
 * The variables of a template in the order in which their values are sent. The vendor says "by position", and shows
 * a body only; that the header comes before the body and buttons after it, as in the message, is assumed.
 */
export function variablesOf({ components }: IDataObject): TemplateVariable[] {
	const parts = Array.isArray(components) ? components.filter(isObject) : [];
	const component = (wanted: string) =>
		parts.find(({ type }) => String(type).toUpperCase() === wanted) ?? {};
	const body = component('BODY');
	const header = component('HEADER');
	const { buttons } = component('BUTTONS');
	return [
		...variablesIn('Header', header.text, valueAt(header, 'example.header_text')),
		// WhatsApp wraps the body's samples once more: one list of samples per variant.
		...variablesIn('Body', body.text, firstOf(valueAt(body, 'example.body_text'))),
		...(Array.isArray(buttons) ? buttons : []).flatMap((button: unknown, index) =>
			urlPlaceholdersIn(valueAt(button, 'url'), valueAt(button, 'example')).map((placeholder) => ({
				part: `Button ${index + 1}`,
				...placeholder,
			})),
		),
	];
}

function variablesIn(part: string, text: unknown, samples: unknown): TemplateVariable[] {
	return placeholdersIn(text, samples).map((placeholder) => ({ part, ...placeholder }));
}

/**
 * The mapped values in the order of the template's variables.
 *
 * @param mapped values by {@link keyOf}
 * @throws InvalidValue naming a variable without a value, or a value without its variable
 */
export function orderedValues(variables: TemplateVariable[], mapped: IDataObject): string[] {
	const known = variables.map(keyOf);
	const gone = Object.keys(mapped).find((key) => !known.includes(key) && !isBlank(mapped[key]));
	if (gone !== undefined) {
		const words = 'which the template does not have any more; choose the template again';
		throw new InvalidValue(`has a value for ${labelOf(variableAt(gone))}, ${words}`, FIELD);
	}
	return variables.map((variable) => checkedValue(variable, mapped));
}

/** The same for a template that cannot be read: as the mapping's own keys say. */
export function valuesByKey(mapped: IDataObject): string[] {
	const variables = Object.keys(mapped).map(variableAt);
	const order = (part: string) => (part === 'Header' ? 0 : Number(part.split(' ')[1] ?? 0) + 1);
	variables.sort((a, b) => order(a.part) - order(b.part) || byNumber(a.name, b.name));
	return variables.map((variable) => checkedValue(variable, mapped));
}

/** The variable whose value is mapped under a key. */
function variableAt(key: string): TemplateVariable {
	const [, part, number, name] = /^(header|body|button)_(?:(\d+)_)?(.+)$/.exec(key) ?? [];
	if (part === undefined) throw new InvalidValue(`has the unknown entry "${key}"`, FIELD);
	const title = `${part[0].toUpperCase()}${part.slice(1)}`;
	return { part: number === undefined ? title : `${title} ${number}`, name };
}

/** WhatsApp refuses an empty value, and a missing one would move all that follow. */
function checkedValue(variable: TemplateVariable, mapped: IDataObject): string {
	const value = mapped[keyOf(variable)];
	if (isBlank(value)) throw new InvalidValue(`has no value for ${labelOf(variable)}`, FIELD);
	const fault = variable.part.startsWith('Button') ? addressEndFault(value) : undefined;
	if (fault === undefined) return String(value);
	throw new InvalidValue(`has a value for ${labelOf(variable)} that ${fault}`, FIELD);
}

function firstOf(list: unknown): unknown {
	return Array.isArray(list) ? list[0] : undefined;
}
