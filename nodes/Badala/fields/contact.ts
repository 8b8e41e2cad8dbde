import { contactPhone as sharedPhone } from '../../shared/fields/contact';
import type { Field } from '../../shared/operation';

/**
 * What a contact has in addition to name and tags. The vendor's pages name these things; it is assumed that the API
 * uses the same names.
 */

export const contactPhone: Field = { ...sharedPhone, placeholder: 'e.g. +96567666156' };

export const externalId: Field = {
	displayName: 'External ID',
	name: 'externalId',
	type: 'string',
	default: '',
	placeholder: 'e.g. crm-1043',
	description: 'ID of the contact in another system, such as a CRM',
	in: 'body',
};

/** Never sent unless it was chosen: a consent that is taken back ends every broadcast to the contact. */
export const marketingConsent: Field = {
	displayName: 'Marketing Consent',
	name: 'marketingConsent',
	type: 'options',
	options: [
		{ name: 'Do Not Change', value: '' },
		{ name: 'Given', value: true },
		{ name: 'Not Given', value: false },
	],
	default: '',
	description:
		'Whether the contact has agreed to get marketing. With Not Given (false) the contact gets no broadcast any more.',
	in: 'body',
	encode: (value) => (typeof value === 'boolean' ? value : undefined),
};
