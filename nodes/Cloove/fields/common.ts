import {
	additionalBody,
	modes,
	options,
	recipientAs,
	to as sharedTo,
} from '../../shared/fields/common';
import { messageText } from '../../shared/fields/message';
import { InvalidValue, type Field } from '../../shared/operation';

export const conversationId: Field = {
	displayName: 'Conversation',
	name: 'conversationId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which conversation. The list searches by name and phone number.',
	...modes('searchConversations', 'By ID', 'e.g. 7c9e6679-7425-40de-944b-e07fc1f90ae7'),
	in: 'path',
	as: 'id',
	encode: (value) => String(value).trim(),
};

/** The vendor's samples write the number with its `+`. */
export const to: Field = {
	...sharedTo,
	placeholder: 'e.g. +2348012345678',
	description:
		'Phone number of the recipient with country code. Spaces, dashes, brackets and a leading 00 are removed.',
	as: 'phone',
	encode: recipientAs((digits) => `+${digits}`),
};

export const text = messageText('text', 4096);

/** The vendor documents no limit; 255 characters is what such headers usually hold. */
const LONGEST_KEY = 255;

const idempotencyKey: Field = {
	displayName: 'Idempotency Key',
	name: 'idempotencyKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. order-1234-shipped',
	description:
		'Under one key the platform sends one message only, whichever workflow asks, and answers with the first one afterwards. Give each message its own. Without it each item of each execution has a key of its own. The platform does not document how long it remembers a key, nor how long a key may be: here up to 255 characters.',
	in: 'header',
	as: 'Idempotency-Key',
	encode: headerKey,
};

/** An empty key is refused: a user who fills in a key relies on it. */
function headerKey(value: unknown): string {
	const key = String(value ?? '').trim();
	if (key === '') throw new InvalidValue('is empty');
	if (!/^[ -~]+$/.test(key)) {
		throw new InvalidValue('may hold only letters without accents, digits, spaces and signs');
	}
	if (key.length <= LONGEST_KEY) return key;
	throw new InvalidValue(`has ${key.length} characters; it may have at most ${LONGEST_KEY}`);
}

/** The *Options* of every send. */
export const sendOptions = (...more: Field[]): Field =>
	options(additionalBody, ...more, idempotencyKey);
