import type { INodeParameters } from 'n8n-workflow';

import type { Row } from '../../../support/row';
import { adasPhone, number, refused, nothing, sent, templatePath } from './values';

const operation = 'message.sendTemplate';

const rows = (...variable: INodeParameters[]) => ({ templateVariables: { variable } });
const json = (variablesJson: unknown) =>
	({ specifyVariables: 'json', variablesJson }) as INodeParameters;

/** The vendor's sample, but for its variables. */
const order = {
	businessWhatsappNumberId: number,
	to: adasPhone,
	templateName: 'order_shipped',
	contactName: 'Ada Lovelace',
};
const body = {
	business_whatsapp_number_id: number,
	phone: adasPhone,
	template_key: 'order_shipped',
	customer_name: 'Ada Lovelace',
};
const variables = { order_id: '1234', eta: 'Friday' };
const sampleRows = rows({ name: 'order_id', value: '1234' }, { name: 'eta', value: 'Friday' });

const makes = (name: string, parameters: INodeParameters, more: object): Row => ({
	operation,
	name,
	parameters: { ...order, ...parameters },
	request: { method: 'POST', path: templatePath, body: { ...body, ...more } },
});

const variableRows: Row[] = [
	makes('takes the variables as JSON', json(JSON.stringify(variables)), { variables }),
	makes('takes the variables as an object from an expression', json('={{ ({ eta: "Friday" }) }}'), {
		variables: { eta: 'Friday' },
	}),
	makes(
		'passes numbers and truth values in JSON on as they are',
		json('{ "count": 2, "paid": false, "zero": 0 }'),
		{ variables: { count: 2, paid: false, zero: 0 } },
	),
	makes('turns a number in a field into text', rows({ name: ' order_id ', value: '={{ 1234 }}' }), {
		variables: { order_id: '1234' },
	}),
	makes('never fixes the case of a name', rows({ name: 'orderId', value: 'x' }), {
		variables: { orderId: 'x' },
	}),
	makes('leaves out empty JSON', json('{}'), {}),
	makes('leaves out JSON that a hidden field still holds', { variablesJson: '{ "a": "b" }' }, {}),
	refused(
		operation,
		'with a variable without a name',
		{ ...order, ...rows({ name: 'eta', value: 'x' }, { name: ' ', value: 'y' }) },
		'"Template Variables" has no name in place 2',
	),
	refused(
		operation,
		'with the same variable twice',
		{ ...order, ...rows({ name: 'eta', value: 'x' }, { name: 'eta ', value: 'y' }) },
		'"Template Variables" has "eta" twice',
	),
	refused(
		operation,
		'with a variable without a value',
		{ ...order, ...rows({ name: 'eta', value: nothing }) },
		'"Template Variables" has no value for "eta"',
	),
	refused(
		operation,
		'with an object as a value',
		{ ...order, ...rows({ name: 'eta', value: '={{ ({ day: 5 }) }}' }) },
		'"Template Variables" has a value for "eta" that must be text, but is an object',
	),
	refused(
		operation,
		'with a list as JSON',
		{ ...order, ...json('["1234", "Friday"]') },
		'"Variables" must be a JSON object',
	),
	refused(
		operation,
		'with broken JSON',
		{ ...order, ...json('={{ "{ eta:" }}') },
		'"Variables" is not valid JSON',
	),
	refused(
		operation,
		'with null in JSON',
		{ ...order, ...json('{ "eta": null }') },
		'"Variables" has no value for "eta"',
	),
	refused(
		operation,
		'with an empty text in JSON',
		{ ...order, ...json('{ "eta": "" }') },
		'"Variables" has no value for "eta"',
	),
	refused(
		operation,
		'with an object in JSON',
		{ ...order, ...json('{ "eta": { "day": 5 } }') },
		'"Variables" has a value for "eta" that must be text, but is an object',
	),
	refused(
		operation,
		'with a value without a name in JSON',
		{ ...order, ...json('{ "": "x" }') },
		'"Variables" has a value without a name',
	),
];

const numberRows: Row[] = [
	...['+234 801 234-5678', '00234 (801) 2345678', 2348012345678, '2348012345678'].map((to) =>
		makes(`sends to ${JSON.stringify(to)} with a plus and digits`, { to }, {}),
	),
	makes(
		'puts the default country code in the place of a leading 0',
		{ to: '0801 234 5678', options: { defaultCountryCode: '234' } },
		{},
	),
	refused(operation, 'without a recipient', { ...order, to: nothing }, '"To" is empty'),
	refused(
		operation,
		'to a name',
		{ ...order, to: 'Ada' },
		'"To" "Ada" holds something else than digits',
	),
	refused(
		operation,
		'to a national number without its country',
		{ ...order, to: '08012345678' },
		'"To" "08012345678" starts with 0',
	),
	refused(
		operation,
		'without a number to send from',
		{ ...order, businessWhatsappNumberId: nothing },
		'"WhatsApp Number ID" is empty',
	),
	refused(
		operation,
		'with a phone number in the place of its ID',
		{ ...order, businessWhatsappNumberId: adasPhone },
		'"WhatsApp Number ID" is a phone number',
	),
	makes(
		'takes the ID of the number with spaces around it',
		{ businessWhatsappNumberId: ` ${number} ` },
		{},
	),
];

export const sendTemplateRows: Row[] = [
	{
		operation,
		name: 'makes the sample "Send a template"',
		parameters: { ...order, ...sampleRows },
		request: {
			method: 'POST',
			path: templatePath,
			body: { ...body, variables },
			headers: { 'idempotency-key': expect.stringMatching(/^[0-9a-f]{64}$/) },
		},
		answer: { status: 201, body: sent },
		output: [{ ...sent, messageId: sent.data.id }],
	},
	{
		operation,
		name: 'sends a template without a name and without variables',
		parameters: { businessWhatsappNumberId: number, to: adasPhone, templateName: ' welcome ' },
		request: {
			method: 'POST',
			path: templatePath,
			body: { business_whatsapp_number_id: number, phone: adasPhone, template_key: 'welcome' },
		},
	},
	{
		operation,
		name: 'carries the key that the user gives it',
		parameters: { ...order, options: { idempotencyKey: '={{ "order-" + 1234 }}' } },
		request: {
			method: 'POST',
			path: templatePath,
			body,
			headers: { 'idempotency-key': 'order-1234' },
		},
	},
	refused(
		operation,
		'without a template',
		{ ...order, templateName: nothing },
		'"Template Name" is empty',
	),
	...variableRows,
	...numberRows,
];
