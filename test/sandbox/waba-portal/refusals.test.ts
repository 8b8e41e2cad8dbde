import axios from 'axios';

import { type WabaPortalBench, CUSTOMER, openBench } from './bench';

let bench: WabaPortalBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	await bench.customerWrites();
});
afterAll(() => bench.close());

const body = (text: string, example?: unknown) => ({
	type: 'BODY',
	text,
	...(example ? { example } : {}),
});
const template = (fields: Record<string, unknown>) => ({
	name: 'order_update',
	category: 'UTILITY',
	language: 'en',
	components: [body('Hello')],
	...fields,
});
const button = (fields: Record<string, unknown>) =>
	template({
		components: [body('Hello'), { type: 'BUTTONS', buttons: [{ text: 'Go', ...fields }] }],
	});

type Case = [string, string, string, unknown, number, string];

const cases: Case[] = [
	[
		'a number with a plus',
		'post',
		'/messages/text',
		{ to: `+${CUSTOMER}`, message: 'Hi' },
		400,
		'Invalid phone number format',
	],
	[
		'a number with letters',
		'post',
		'/messages/text',
		{ to: '91987654x210', message: 'Hi' },
		400,
		'Invalid phone number format',
	],
	[
		'six digits',
		'post',
		'/messages/text',
		{ to: '123456', message: 'Hi' },
		400,
		'Invalid phone number format',
	],
	[
		'sixteen digits',
		'post',
		'/messages/text',
		{ to: '1234567890123456', message: 'Hi' },
		400,
		'Invalid phone number format',
	],
	[
		'a number that is not a string',
		'post',
		'/messages/text',
		{ to: 919876543210, message: 'Hi' },
		400,
		'Invalid request: to must be string',
	],
	[
		'no recipient',
		'post',
		'/messages/text',
		{ message: 'Hi' },
		400,
		'Invalid request: to is required',
	],
	[
		'an empty message',
		'post',
		'/messages/text',
		{ to: CUSTOMER, message: '' },
		400,
		'Invalid request: message must NOT have fewer than 1 characters',
	],
	[
		'4,097 characters',
		'post',
		'/messages/text',
		{ to: CUSTOMER, message: 'x'.repeat(4097) },
		400,
		'Invalid request: message must NOT have more than 4096 characters',
	],
	[
		'an unknown field',
		'post',
		'/messages/text',
		{ to: CUSTOMER, message: 'Hi', text: 'Hi' },
		400,
		'Invalid request: text is not known',
	],
	['no body', 'post', '/messages/text', undefined, 400, 'Invalid request: body is required'],
	[
		'a contact who never wrote',
		'post',
		'/messages/text',
		{ to: '919123456789', message: 'Hi' },
		400,
		'Outside 24-hour messaging window',
	],
	[
		'an id that is not a wamid',
		'post',
		'/messages/mark-read',
		{ messageId: 'abc' },
		400,
		'Invalid request: messageId must match pattern "^wamid\\..+$"',
	],
	[
		'an unknown message',
		'post',
		'/messages/mark-read',
		{ messageId: 'wamid.abc' },
		404,
		'Message not found',
	],
	[
		'51 conversations',
		'get',
		'/conversations?limit=51',
		undefined,
		400,
		'Invalid request: limit must be <= 50',
	],
	[
		'101 messages',
		'get',
		`/conversations/${CUSTOMER}/messages?limit=101`,
		undefined,
		400,
		'Invalid request: limit must be <= 100',
	],
	[
		'a limit of zero',
		'get',
		'/conversations?limit=0',
		undefined,
		400,
		'Invalid request: limit must be >= 1',
	],
	['a made-up cursor', 'get', '/conversations?cursor=abc', undefined, 400, 'Invalid cursor'],
	[
		'an IMAGE header',
		'post',
		'/templates',
		template({ components: [{ type: 'HEADER', format: 'IMAGE', text: 'a' }, body('Hello')] }),
		400,
		'Invalid parameter: only TEXT headers are supported',
	],
	[
		'a variable without example',
		'post',
		'/templates',
		template({ components: [body('Hi {{1}}')] }),
		400,
		'Invalid parameter: BODY has 1 variable(s) but 0 example value(s)',
	],
	[
		'too few examples',
		'post',
		'/templates',
		template({ components: [body('Hi {{1}} {{2}}', { body_text: [['a']] })] }),
		400,
		'Invalid parameter: BODY has 2 variable(s) but 1 example value(s)',
	],
	[
		'a header variable without example',
		'post',
		'/templates',
		template({ components: [{ type: 'HEADER', format: 'TEXT', text: '{{1}}' }, body('Hello')] }),
		400,
		'Invalid parameter: HEADER has 1 variable(s) but 0 example value(s)',
	],
	[
		'a URL variable without example',
		'post',
		'/templates',
		button({ type: 'URL', url: 'https://x.com/{{1}}' }),
		400,
		'Invalid parameter: URL button has 1 variable(s) but 0 example value(s)',
	],
	[
		'a URL button without URL',
		'post',
		'/templates',
		button({ type: 'URL' }),
		400,
		'Invalid parameter: components[1].buttons[0].url is required',
	],
	[
		'an unknown kind of button',
		'post',
		'/templates',
		button({ type: 'FLOW' }),
		400,
		'Invalid parameter: components[1].buttons[0] value of tag "type" must be in oneOf',
	],
	[
		'a template without body',
		'post',
		'/templates',
		template({ components: [{ type: 'FOOTER', text: 'Bye' }] }),
		400,
		'Invalid parameter: a BODY component is required',
	],
	[
		'two bodies',
		'post',
		'/templates',
		template({ components: [body('a'), body('b')] }),
		400,
		'Invalid parameter: a component type may stand only once',
	],
	[
		'a known name in another category',
		'post',
		'/templates',
		template({ name: 'order_confirmation', category: 'MARKETING' }),
		400,
		'Invalid parameter: template name exists with a different category',
	],
	[
		'a known name in the same language',
		'post',
		'/templates',
		template({ name: 'order_confirmation' }),
		400,
		'Invalid parameter: template name exists in this language',
	],
	[
		'an unknown category',
		'post',
		'/templates',
		template({ category: 'OTHER' }),
		400,
		'Invalid parameter: category must be one of ["UTILITY","MARKETING"]',
	],
	[
		'an edit of an approved template',
		'post',
		'/templates/123456789/edit',
		{ category: 'UTILITY', components: [body('Hello')] },
		400,
		'Only REJECTED templates can be edited',
	],
	[
		'an edit that changes the category',
		'post',
		'/templates/234567890/edit',
		{ category: 'UTILITY', components: [body('Hello')] },
		400,
		"Template category doesn't match",
	],
	[
		'an edit by name',
		'post',
		'/templates/spring_sale/edit',
		{ category: 'MARKETING', components: [body('Hello')] },
		400,
		'Invalid parameter: id must match pattern "^[0-9]+$"',
	],
	[
		'an edit of an unknown id',
		'post',
		'/templates/999/edit',
		{ category: 'MARKETING', components: [body('Hello')] },
		404,
		'Template not found',
	],
	['deleting an unknown name', 'delete', '/templates/nobody', undefined, 404, 'Template not found'],
	[
		'a webhook on plain http',
		'put',
		'/webhook',
		{ webhookUrl: 'http://example.com/a', webhookEnabled: true },
		400,
		'Webhook URL must use HTTPS',
	],
	[
		'a webhook that is not a URL',
		'put',
		'/webhook',
		{ webhookUrl: 'example', webhookEnabled: true },
		400,
		'Invalid webhook URL',
	],
	[
		'enabling without a URL',
		'put',
		'/webhook',
		{ webhookUrl: '', webhookEnabled: true },
		400,
		'A webhook URL is required to enable webhooks',
	],
	[
		'an unknown event',
		'put',
		'/webhook',
		{ webhookUrl: '', webhookEnabled: false, webhookEvents: ['message'] },
		400,
		'Invalid request: webhookEvents[0] must be one of ["messages","statuses"]',
	],
	[
		'testing without a URL',
		'post',
		'/webhook/test',
		undefined,
		400,
		'Webhook URL is not configured',
	],
	['an unknown path', 'get', '/media', undefined, 404, 'Not found'],
	['an undocumented send', 'post', '/messages/image', { to: CUSTOMER }, 404, 'Not found'],
];

it.each(cases)('refuses %s', async (_what, method, url, data, status, error) => {
	const before = await bench.state();
	const answer = await bench.api.request({ method, url, data });
	expect([answer.status, answer.data]).toEqual([status, { error }]);
	expect(await bench.state()).toEqual(before);
});

it('takes 4,096 characters, counted as characters and not as UTF-16 units', async () => {
	const answer = await bench.api.post('/messages/text', {
		to: CUSTOMER,
		message: '🙂'.repeat(4096),
	});
	expect(answer.status).toBe(200);
});

it('refuses a body that is not JSON', async () => {
	const answer = await bench.api.post('/messages/text', '{"to":', {
		headers: { 'Content-Type': 'application/json' },
	});
	expect([answer.status, answer.data]).toEqual([
		400,
		{ error: 'Invalid request: body is not JSON' },
	]);
});

it.each([
	['no key', undefined],
	['another key', 'Bearer nope'],
	['a key without Bearer', 'sandbox-waba-portal-key'],
])('answers 401 for %s, before anything else is looked at', async (_what, Authorization) => {
	const answer = await axios.post(
		`${bench.sandbox.url}/waba-portal/api/v1/messages/text`,
		{ to: 'nonsense' },
		{ headers: { Authorization }, validateStatus: () => true },
	);
	expect([answer.status, answer.data]).toEqual([401, { error: 'Missing or invalid API key' }]);
});

it('closes the window 24 hours after the last message of the customer, and opens it with the next', async () => {
	const send = async () =>
		(await bench.api.post('/messages/text', { to: CUSTOMER, message: 'Hello' })).status;
	await bench.client.advanceClock(24 * 3600 - 60);
	expect(await send()).toBe(200);
	await bench.client.advanceClock(61);
	expect(await send()).toBe(400);
	await bench.customerWrites();
	expect(await send()).toBe(200);
});

it('has a window as long as the settings say', async () => {
	await bench.settings({ windowHours: 1 });
	await bench.client.advanceClock(3601);
	const answer = await bench.api.post('/messages/text', { to: CUSTOMER, message: 'Hello' });
	expect(answer.data.error).toBe('Outside 24-hour messaging window');
});
