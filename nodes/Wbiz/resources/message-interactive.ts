import { additionalBody, defaultCountryCode, options } from '../../shared/fields/common';
import type { Field, Operation } from '../../shared/operation';
import { buttons } from '../buttons';
import { text, to } from '../fields';
import { headerAndFooter } from '../header-footer';
import { listContent } from '../list-message';

/** WhatsApp's limit for the text of a message with buttons or a list. */
const TEXT_LENGTH = 1024;

/** The vendor sends both through one call, told apart by this. */
const kind = (value: 'buttons' | 'list'): Field => ({
	displayName: 'Kind',
	name: 'kind',
	type: 'hidden',
	default: value,
	description: 'What the customer may tap',
	in: 'body',
});

const interactiveOptions = options(additionalBody, defaultCountryCode, ...headerAndFooter);

export const sendButtons: Operation = {
	name: 'Send Buttons',
	value: 'sendButtons',
	action: 'Send a message with buttons',
	description: 'Send a text with up to 3 buttons to answer with',
	method: 'POST',
	path: '/v1/messages/interactive',
	fields: [kind('buttons'), to, text(TEXT_LENGTH), buttons, interactiveOptions],
};

export const sendList: Operation = {
	name: 'Send List',
	value: 'sendList',
	action: 'Send a message with a list',
	description: 'Send a text with a list of up to 10 rows to choose from',
	method: 'POST',
	path: '/v1/messages/interactive',
	fields: [kind('list'), to, text(TEXT_LENGTH), ...listContent(), interactiveOptions],
};
