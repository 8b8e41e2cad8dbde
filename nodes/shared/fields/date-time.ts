import { DateTime } from 'luxon';

import { InvalidValue } from '../operation';

/**
 * The moment that a date field means, for a platform that reads UTC.
 *
 * @param value a date and time, as the form or an expression gives it; without an offset it is the workflow's
 * @param timeZone of the workflow, e.g. `Asia/Kolkata`
 * @returns ISO 8601 in UTC
 * @throws InvalidValue when it is no date, or not in the future
 */
export function futureMoment(value: unknown, timeZone: string): string {
	const moment = momentOf(value, timeZone);
	if (moment.toMillis() <= Date.now()) {
		throw new InvalidValue(`must be in the future, but is ${moment.toISO()}`);
	}
	return moment.toUTC().toISO() as string;
}

/** `2030` and `2030-01` are as likely a time of day or an order's number; `+012030-…` is no year that anybody means. */
const NO_DAY = /^([+-]?\d{4}(-?\d\d)?|[+-]\d{6}.*)$/;

/** The moment that a date field means. @throws InvalidValue when it is no date */
export function momentOf(value: unknown, timeZone: string): DateTime {
	const moment = read(value, timeZone);
	if (moment.isValid) return moment;
	throw new InvalidValue(`is not a date and time: "${String(value)}"`);
}

function read(value: unknown, zone: string): DateTime {
	if (value instanceof Date) return DateTime.fromJSDate(value, { zone });
	const text = String(value).trim();
	if (NO_DAY.test(text)) return DateTime.invalid('no day');
	const moment = DateTime.fromISO(text, { zone });
	return moment.isValid ? moment : DateTime.fromSQL(text, { zone });
}
