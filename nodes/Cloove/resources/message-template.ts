import { defaultCountryCode } from '../../shared/fields/common';
import { InvalidValue, type Field, type Operation } from '../../shared/operation';
import { sendOptions, to } from '../fields';
import { templateVariables } from '../template-variables';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const businessWhatsappNumberId: Field = {
	displayName: 'WhatsApp Number ID',
	name: 'businessWhatsappNumberId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 6f9619ff-8b86-4011-b42d-00c04fc964ff',
	description:
		'Which number of yours sends: its ID in Cloove, not the phone number. The platform documents no call that lists them.',
	in: 'body',
	as: 'business_whatsapp_number_id',
	encode: (value) => {
		const id = String(value).trim();
		if (UUID.test(id)) return id;
		throw new InvalidValue(
			'must be the ID of one of your numbers in Cloove, a UUID like 6f9619ff-8b86-4011-b42d-00c04fc964ff',
		);
	},
};

const templateName: Field = {
	displayName: 'Template Name',
	name: 'templateName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. order_shipped',
	description: 'Key of an approved template, as Cloove shows it beside the template',
	in: 'body',
	as: 'template_key',
	encode: (value) => String(value).trim(),
};

const contactName: Field = {
	displayName: 'Contact Name',
	name: 'contactName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Ada Lovelace',
	description: 'What to call the customer when the message starts a new conversation',
	in: 'body',
	as: 'customer_name',
};

export const sendTemplate: Operation = {
	name: 'Send Template',
	value: 'sendTemplate',
	action: 'Send a template message',
	description: 'Send an approved template to a phone number, at any time',
	method: 'POST',
	path: '/v1/messaging/messages/template',
	repeatable: 'idempotencyKey',
	fields: [
		businessWhatsappNumberId,
		to,
		templateName,
		contactName,
		...templateVariables,
		sendOptions(defaultCountryCode),
	],
};
