import { InvalidValue } from './operation';
import { isObject } from './value';

/** @throws InvalidValue when it is anything else than a JSON object */
export function jsonObject(value: unknown): Record<string, unknown> {
	if (!isObject(value)) throw new InvalidValue('must be a JSON object');
	return value;
}

/** The same for a field that may be empty. */
export function optionalJsonObject(value: unknown): Record<string, unknown> | undefined {
	return value === undefined || value === null || value === '' ? undefined : jsonObject(value);
}
