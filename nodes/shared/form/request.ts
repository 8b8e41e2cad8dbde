import type { IDataObject } from 'n8n-workflow';

import { mapError } from '../errors/map-error';
import { InvalidValue, type ApiRequest, type Field, type Operation, type Read } from '../operation';
import { safeguardFields } from '../safeguards/fields';
import { isObject, pathSegment } from '../value';
import { checkField, collectionOf } from './check';

/** An operation's request for one item, and the values that its `run` wants. */
export interface BuiltRequest {
	request: ApiRequest;
	values: IDataObject;
	/** Who is written to, or whose contact is changed, as the platform gets it. */
	recipient?: string;
	/** The ID of the conversation that the request is about. */
	conversation?: string;
	/** What the user set under *Options*. */
	options: IDataObject;
}

/** n8n's name for the collection of what an update may change. To change nothing is a mistake. */
const UPDATE_FIELDS = 'updateFields';

/**
 * Makes the request of one item from its form values. Empty optional values are left out.
 * @throws InvalidValue naming the field
 */
export function buildRequest(operation: Operation, read: Read): BuiltRequest {
	const request: ApiRequest = {
		method: operation.method,
		path: operation.path,
		query: {},
		headers: {},
	};
	const options = read('options');
	const built: BuiltRequest = {
		request,
		values: {},
		options: isObject(options) ? (options as IDataObject) : {},
	};
	for (const field of operation.fields) {
		if (isShown(field, read)) placeField(field, read(field.name), read, built);
	}
	const changes = operation.fields.find(({ name }) => name === UPDATE_FIELDS);
	if (changes !== undefined && request.body === undefined) {
		throw new InvalidValue('holds nothing to change', changes.displayName);
	}
	return { ...built, options: withSafeguards(operation, built.options, read) };
}

/** An expression may give the text `true`: what shall keep a message back must not be looked past. */
function withSafeguards(operation: Operation, options: IDataObject, read: Read): IDataObject {
	const checked = { ...options };
	for (const field of safeguardFields(operation)) {
		// Recipients may be a list, too.
		if (field.type === 'string' || !Object.hasOwn(options, field.name)) continue;
		checked[field.name] = wireValue(field, options[field.name], read) as IDataObject;
	}
	return checked;
}

/** A field that the form hides keeps its last value; it must not be sent. */
function isShown({ displayOptions: { show = {}, hide = {} } = {} }: Field, read: Read): boolean {
	const holds = ([name, values]: [string, unknown]) => (values as unknown[]).includes(read(name));
	return Object.entries(show).every(holds) && !Object.entries(hide).some(holds);
}

function placeField(field: Field, raw: unknown, read: Read, built: BuiltRequest): void {
	if (field.type === 'collection') {
		const chosen = collectionOf(raw, field.displayName);
		for (const option of (field.options ?? []) as Field[]) {
			const readOption: Read = (name) => (Object.hasOwn(chosen, name) ? chosen[name] : read(name));
			if (Object.hasOwn(chosen, option.name)) {
				placeField(option, chosen[option.name], readOption, built);
			}
		}
		return;
	}
	const value = wireValue(field, raw, read);
	if (value === undefined) return;
	if (field.recipient) built.recipient = String(value);
	placeValue(field, value, built);
}

/** The value as the platform wants it; `undefined` to leave it out. */
function wireValue(field: Field, raw: unknown, read: Read): unknown {
	return mapError(
		() => {
			const value = checkField(field, raw);
			if (field.encode) return field.encode(value, read);
			return value === '' || value === null ? undefined : value;
		},
		(error) =>
			error instanceof InvalidValue && error.field === undefined
				? new InvalidValue(error.message, field.displayName)
				: (error as Error),
	);
}

function placeValue(field: Field, value: unknown, { request, values }: BuiltRequest): void {
	const name = field.as ?? field.name;
	if (field.in === 'path') {
		request.path = request.path.replace(`{${name}}`, () =>
			mapError(
				() => pathSegment(value),
				(error) => new InvalidValue((error as Error).message, field.displayName),
			),
		);
	} else if (field.in === 'query') {
		request.query[name] = value as IDataObject;
	} else if (field.in === 'header') {
		request.headers[name] = String(value);
	} else if (field.in === 'body' && name === '') {
		request.body = merge((request.body ?? {}) as IDataObject, value as IDataObject, field);
	} else if (field.in === 'body') {
		request.body = nest((request.body ?? {}) as IDataObject, name.split('.'), value);
	} else {
		values[name] = value as IDataObject;
	}
}

/** What the form says stands: an addition may not change it. */
function merge(body: IDataObject, additions: IDataObject, field: Field): IDataObject {
	const twice = Object.keys(additions).find((key) => Object.hasOwn(body, key));
	if (twice === undefined) return { ...body, ...additions };
	throw new InvalidValue(`holds "${twice}", which the form fills`, field.displayName);
}

function nest(target: IDataObject, [key, ...rest]: string[], value: unknown): IDataObject {
	if (rest.length === 0) target[key] = value as IDataObject;
	else target[key] = nest((target[key] ?? {}) as IDataObject, rest, value);
	return target;
}
