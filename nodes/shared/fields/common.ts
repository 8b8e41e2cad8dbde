import { optionalJsonObject } from '../form/check';
import { messageFault } from '../form/text';
import { InvalidValue, type Field, type Read } from '../operation';
import { isObject } from '../value';
import { cleanPhone, userIdIn } from './phone-number';

/** Fields that mean the same on every platform. A platform adds `as` where the vendor's name differs. */

export const to: Field = {
	displayName: 'To',
	name: 'to',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 919876543210',
	description:
		'Phone number of the recipient with country code. Spaces, dashes, brackets and a leading + or 00 are removed.',
	in: 'body',
	recipient: true,
	encode: recipientAs((digits) => digits),
};

/** The same for a platform whose samples write the number with its `+`. */
export const toWithPlus: Field = {
	...to,
	description:
		'Phone number of the recipient with country code. Spaces, dashes, brackets and a leading 00 are removed.',
	encode: recipientAs((digits) => `+${digits}`),
};

/**
 * A recipient as the platform takes it. A business-scoped user ID is no number: it goes to the platform as it is, and
 * only where the user says that the platform takes one.
 *
 * @param write the number's digits in the platform's form
 */
export function recipientAs(write: (digits: string) => unknown): NonNullable<Field['encode']> {
	return (value, read) => {
		const userId = userIdIn(value);
		if (userId === undefined) return write(cleanPhone(value, countryCodeOf(read)));
		if (optionIn(read, 'allowUserIds') === true) return userId;
		throw new InvalidValue(
			`"${userId}" is a business-scoped user ID of WhatsApp, not a phone number. If the platform takes such IDs, turn on "Allow User IDs" under Options`,
		);
	};
}

/** For the *Options* of the sends. No vendor documents that it takes a user ID. */
export const allowUserIds: Field = {
	displayName: 'Allow User IDs',
	name: 'allowUserIds',
	type: 'boolean',
	default: false,
	description:
		'Whether To may hold a business-scoped user ID (userId of the trigger), as WhatsApp gives it for customers without a visible number. The platform does not document that it takes one.',
};

/** For the *Options* of every operation that takes a phone number. */
export const defaultCountryCode: Field = {
	displayName: 'Default Country Code',
	name: 'defaultCountryCode',
	type: 'string',
	default: '',
	placeholder: 'e.g. 49',
	description:
		'Country calling code for numbers written with a leading 0 (0151… becomes 49151…). A number without a leading 0 is taken as complete.',
};

export const returnAll: Field = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limit: Field = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

/** Where a list that gives cursors goes on, in this call and in a later one. Goes into *Options*. */
export const cursorOptions: Field[] = [
	{
		displayName: 'Cursor',
		name: 'cursor',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.nextCursor }}',
		description:
			'Where to go on: the nextCursor that an earlier call gave with Include Cursor. Without it the list begins at its start.',
		in: 'query',
	},
	{
		displayName: 'Include Cursor',
		name: 'includeCursor',
		type: 'boolean',
		default: false,
		description:
			'Whether each row gets nextCursor: where the platform goes on after the page that the row came with. It is null where there is no more.',
	},
];

/** For platforms that leave open what else a call takes. Goes into *Options*. */
export const additionalBody: Field = {
	displayName: 'Additional Body',
	name: 'additionalBody',
	type: 'json',
	default: '{}',
	description:
		'JSON object with further fields for the body of the request, for what the platform takes but this form does not show',
	in: 'body',
	as: '',
	encode: optionalJsonObject,
};

/** For an answer that holds a secret which the platform gives only once. Goes into *Options*. */
export const includeSecret: Field = {
	displayName: 'Include Secret',
	name: 'includeSecret',
	type: 'boolean',
	default: false,
	description:
		'Whether to show the signing secret, which the platform gives only now. It is then kept with the execution, for everybody who may see that.',
};

/** An operation's own *Options*. */
export const options = (...fields: Field[]): Field => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: fields,
});

/**
 * Text that must not be empty nor longer than `maxLength`, counted as JavaScript and WhatsApp do, in
 * UTF-16 units. It is sent as it is, spaces included.
 */
export function textUpTo(maxLength: number): (value: unknown) => string | undefined {
	return (value) => {
		if (value === undefined || value === null || value === '') return undefined;
		const text = String(value);
		if (text.trim() === '') throw new InvalidValue('is empty');
		const fault = messageFault(value);
		if (fault !== undefined) throw new InvalidValue(fault);
		if (text.length <= maxLength) return text;
		throw new InvalidValue(
			`has ${text.length} characters; the platform takes at most ${maxLength}`,
		);
	};
}

function countryCodeOf(read: Read): string {
	return String(optionIn(read, 'defaultCountryCode') ?? '');
}

function optionIn(read: Read, name: string): unknown {
	const chosen = read('options');
	return isObject(chosen) ? chosen[name] : undefined;
}

/** The filters of a list, which go into its query. */
export const filtersOf = (...filters: Field[]): Field => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: filters,
});

/** Which file of the input item to take. */
export const binaryPropertyName: Field = {
	displayName: 'Input Data Field Name',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	description: 'Name of the field of the input item that holds the file',
};

/** From the list, or typed. The mode `id` is always shown as "By ID"; other names show what they say. */
export const modes = (
	searchListMethod: string,
	displayName: string,
	placeholder: string,
	name = 'id',
): Required<Pick<Field, 'modes'>> => ({
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod, searchable: true },
		},
		{ displayName, name, type: 'string', placeholder },
	],
});
