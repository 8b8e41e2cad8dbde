import type { INodePropertyOptions } from 'n8n-workflow';

import { mapError } from '../errors/map-error';
import { InvalidValue, type Field, type FieldGroup } from '../operation';
import { isObject } from '../value';
import { checkText, messageFault } from './text';

/** @throws InvalidValue when it is anything else than a JSON object */
export function jsonObject(value: unknown): Record<string, unknown> {
	if (!isObject(value)) throw new InvalidValue('must be a JSON object');
	return value;
}

/** The same for a field that may be empty. */
export function optionalJsonObject(value: unknown): Record<string, unknown> | undefined {
	return value === undefined || value === null || value === '' ? undefined : jsonObject(value);
}

/**
 * What is chosen under *Options* and the like. Anything but an object would be left out in silence.
 * @param label of the field, where it is not the one being encoded
 * @throws InvalidValue
 */
export function collectionOf(value: unknown, label?: string): Record<string, unknown> {
	if (value === undefined || value === null || value === '') return {};
	if (isObject(value)) return value;
	throw new InvalidValue(`must be an object, but is ${show(value)}`, label);
}

/**
 * Checks a form value against its field: required, type, bounds, choice. Expressions may put anything
 * anywhere, whatever the form shows.
 *
 * @returns the value in the field's type; `undefined` where an optional field is empty
 * @throws InvalidValue
 */
export function checkField(field: Field, raw: unknown): unknown {
	const value = field.type === 'resourceLocator' && isObject(raw) ? raw.value : raw;
	checkCharacters(value);
	if (isEmpty(value)) {
		if (field.required) throw new InvalidValue('is empty');
		return field.encode ? value : undefined;
	}
	switch (field.type) {
		case 'number':
			return checkNumber(field, value);
		case 'boolean':
			return checkBoolean(value);
		case 'options':
			return checkChoice(field, value);
		case 'multiOptions':
			return checkChoices(field, value);
		case 'json':
			return parseJson(value);
		case 'string':
		case 'resourceLocator':
			return field.typeOptions?.multipleValues ? value : checkText(value);
		case 'fixedCollection':
			checkRows(field, value);
			return value;
		case 'resourceMapper':
			checkMapped(value);
			return value;
		default:
			return value;
	}
}

/** Characters that nobody sees: blanks of all kinds, marks of direction, fillers, Braille's empty cell, accents alone. */
const INVISIBLE = /[\s\p{Cf}\p{Cc}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/gu;

function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	return typeof value === 'string' && value.replace(INVISIBLE, '') === '';
}

/** Rows come from an expression in any form; what is not where n8n's form has it would be left out in silence. */
function checkRows(field: Field, value: unknown): void {
	const groups = (field.options ?? []) as FieldGroup[];
	if (!isObject(value))
		throw new InvalidValue(`must be an object with rows, but is ${show(value)}`);
	for (const [name, rows] of Object.entries(value)) {
		const group = groups.find((entry) => entry.name === name);
		if (!group) {
			const known = groups.map((entry) => `"${entry.name}"`).join(' or ');
			throw new InvalidValue(`holds "${name}"; its rows stand under ${known}`);
		}
		for (const row of Array.isArray(rows) ? (rows as unknown[]) : [rows ?? {}]) {
			if (!isObject(row)) throw new InvalidValue(`has a row that is no object, but ${show(row)}`);
			for (const part of group.values as Field[]) checkPart(part, row);
		}
	}
}

function checkPart(part: Field, row: Record<string, unknown>): void {
	const stored = row[part.name];
	const value = isObject(stored) && '__rl' in stored ? stored.value : stored;
	if (value === undefined || value === null || !isShownIn(row, part)) return;
	if (part.type === 'fixedCollection') checkRows(part, value);
	const isText = part.type === 'string' || part.type === 'resourceLocator';
	if (!isText || part.typeOptions?.multipleValues) return;
	// A row with a name is found by it.
	const named = part.name !== 'name' && typeof row.name === 'string' && row.name !== '';
	checkEntry(named ? String(row.name) : part.displayName, value);
}

/** A part that the form hides keeps its last value, which is not sent. */
function isShownIn(row: Record<string, unknown>, { displayOptions }: Field): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(([name, values]) =>
		(values as unknown[]).includes(row[name]),
	);
}

/** The values of n8n's mapper, or of an expression's plain object. */
function checkMapped(value: unknown): void {
	const mapped = isObject(value) && 'mappingMode' in value ? value.value : value;
	for (const [name, entry] of Object.entries(isObject(mapped) ? mapped : {})) {
		if (entry !== undefined && entry !== null) checkEntry(name, entry);
	}
}

function checkEntry(name: string, value: unknown): void {
	const fault = messageFault(value);
	if (fault !== undefined) throw new InvalidValue(`has a value for "${name}" that ${fault}`);
}

/** Half a character and NUL cannot be sent: platforms refuse them, or send something else. */
const BROKEN = /[\0\p{Surrogate}]/u;
/** Levels of lists and objects that are looked into. */
const DEEPEST = 20;

/** What JavaScript cannot keep as it was written would be another ID, or another person's. */
function checkExactness(value: number): void {
	if (!Number.isFinite(value)) throw new InvalidValue(`holds the number ${value}`);
	if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
		throw new InvalidValue(
			`holds the number ${value}, whose digits JavaScript does not keep: give it as text`,
		);
	}
}

function checkCharacters(value: unknown, depth = 0): void {
	if (depth > 0 && typeof value === 'bigint')
		throw new InvalidValue(`holds ${value}n: give it as text`);
	// What a whole value may be instead, its field's type says.
	if (typeof value === 'number' && (depth > 0 || Number.isFinite(value))) checkExactness(value);
	if (typeof value === 'string' && BROKEN.test(value)) {
		const what = value.includes('\0')
			? 'a NUL character'
			: 'half of a character (a lone surrogate)';
		throw new InvalidValue(`holds ${what}`);
	}
	if (typeof value !== 'object' || value === null || depth >= DEEPEST) return;
	for (const entry of Object.values(value)) checkCharacters(entry, depth + 1);
}

function checkNumber({ typeOptions = {} }: Field, value: unknown): number {
	const number = typeof value === 'string' ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isFinite(number)) {
		throw new InvalidValue(`must be a number, but is ${show(value)}`);
	}
	const { minValue, maxValue, numberPrecision } = typeOptions;
	if (numberPrecision === 0 && !Number.isInteger(number)) {
		throw new InvalidValue(`must be a whole number, but is ${number}`);
	}
	if (minValue !== undefined && number < minValue) {
		throw new InvalidValue(`must be at least ${minValue}, but is ${number}`);
	}
	if (maxValue !== undefined && number > maxValue) {
		throw new InvalidValue(`must be at most ${maxValue}, but is ${number}`);
	}
	return number;
}

function checkBoolean(value: unknown): boolean {
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw new InvalidValue(`must be true or false, but is ${show(value)}`);
}

function checkChoice(field: Field, value: unknown): unknown {
	const choices = ((field.options ?? []) as INodePropertyOptions[]).map((option) => option.value);
	if (field.typeOptions?.loadOptionsMethod || choices.includes(value as string)) return value;
	const named = choices.filter((choice) => choice !== '').join(', ');
	throw new InvalidValue(`must be one of ${named}, but is ${show(value)}`);
}

function checkChoices(field: Field, value: unknown): unknown[] {
	if (!Array.isArray(value)) throw new InvalidValue(`must be a list, but is ${show(value)}`);
	return value.map((entry) => checkChoice(field, entry));
}

function parseJson(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const parsed = mapError(
		() => JSON.parse(value.replace(/^\ufeff/, '')) as unknown,
		(error) => new InvalidValue(`is not valid JSON: ${(error as Error).message}`),
	);
	// What was escaped shows only now.
	checkCharacters(parsed);
	return parsed;
}

/** A value for an error message, short enough to read. */
function show(value: unknown): string {
	const text = typeof value === 'string' ? `"${value}"` : asJson(value);
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** JSON knows no BigInt, no NaN, and no circles. */
function asJson(value: unknown): string {
	if (typeof value === 'number') return String(value);
	try {
		return JSON.stringify(value) ?? String(value);
	} catch {
		return String(value);
	}
}
