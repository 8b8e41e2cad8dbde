import axios from 'axios';

import { itRefuses, type RefusalRow } from '../support/refusals';
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

const refuses = (request: string, status: number, rows: RefusalRow[]) =>
	itRefuses(
		() => bench,
		(error) => ({ error }),
		request,
		status,
		rows,
	);

refuses('POST /messages/text', 400, [
	[{ to: `+${CUSTOMER}`, message: 'Hi' }, 'Invalid phone number format'],
	[{ to: '91987654x210', message: 'Hi' }, 'Invalid phone number format'],
	[{ to: '123456', message: 'Hi' }, 'Invalid phone number format'],
	[{ to: '1234567890123456', message: 'Hi' }, 'Invalid phone number format'],
	[{ to: 919876543210, message: 'Hi' }, 'Invalid request: to must be string'],
	[{ message: 'Hi' }, 'Invalid request: to is required'],
	[{ to: CUSTOMER, message: '' }, 'Invalid request: message must NOT have fewer than 1 characters'],
	[
		{ to: CUSTOMER, message: 'x'.repeat(4097) },
		'Invalid request: message must NOT have more than 4096 characters',
	],
	[{ to: CUSTOMER, message: 'Hi', text: 'Hi' }, 'Invalid request: text is not known'],
	[undefined, 'Invalid request: body is required'],
	[{ to: '919123456789', message: 'Hi' }, 'Outside 24-hour messaging window'],
]);
refuses('POST /messages/mark-read', 400, [
	[{ messageId: 'abc' }, 'Invalid request: messageId must match pattern "^wamid\\..+$"'],
]);
refuses('POST /messages/mark-read', 404, [[{ messageId: 'wamid.abc' }, 'Message not found']]);
refuses('GET /conversations?limit=51', 400, [[undefined, 'Invalid request: limit must be <= 50']]);
refuses(`GET /conversations/${CUSTOMER}/messages?limit=101`, 400, [
	[undefined, 'Invalid request: limit must be <= 100'],
]);
refuses('GET /conversations?limit=0', 400, [[undefined, 'Invalid request: limit must be >= 1']]);
refuses('GET /conversations?cursor=abc', 400, [[undefined, 'Invalid cursor']]);
refuses('POST /templates', 400, [
	[
		template({ components: [{ type: 'HEADER', format: 'IMAGE', text: 'a' }, body('Hello')] }),
		'Invalid parameter: only TEXT headers are supported',
	],
	[
		template({ components: [body('Hi {{1}}')] }),
		'Invalid parameter: BODY has 1 variable(s) but 0 example value(s)',
	],
	[
		template({ components: [body('Hi {{1}} {{2}}', { body_text: [['a']] })] }),
		'Invalid parameter: BODY has 2 variable(s) but 1 example value(s)',
	],
	[
		template({ components: [{ type: 'HEADER', format: 'TEXT', text: '{{1}}' }, body('Hello')] }),
		'Invalid parameter: HEADER has 1 variable(s) but 0 example value(s)',
	],
	[
		button({ type: 'URL', url: 'https://x.com/{{1}}' }),
		'Invalid parameter: URL button has 1 variable(s) but 0 example value(s)',
	],
	[button({ type: 'URL' }), 'Invalid parameter: components[1].buttons[0].url is required'],
	[
		button({ type: 'FLOW' }),
		'Invalid parameter: components[1].buttons[0] value of tag "type" must be in oneOf',
	],
	[
		template({ components: [{ type: 'FOOTER', text: 'Bye' }] }),
		'Invalid parameter: a BODY component is required',
	],
	[
		template({ components: [body('a'), body('b')] }),
		'Invalid parameter: a component type may stand only once',
	],
	[
		template({ name: 'order_confirmation', category: 'MARKETING' }),
		'Invalid parameter: template name exists with a different category',
	],
	[
		template({ name: 'order_confirmation' }),
		'Invalid parameter: template name exists in this language',
	],
	[
		template({ category: 'OTHER' }),
		'Invalid parameter: category must be one of ["UTILITY","MARKETING"]',
	],
]);
refuses('POST /templates/123456789/edit', 400, [
	[{ category: 'UTILITY', components: [body('Hello')] }, 'Only REJECTED templates can be edited'],
]);
refuses('POST /templates/234567890/edit', 400, [
	[{ category: 'UTILITY', components: [body('Hello')] }, "Template category doesn't match"],
]);
refuses('POST /templates/spring_sale/edit', 400, [
	[
		{ category: 'MARKETING', components: [body('Hello')] },
		'Invalid parameter: id must match pattern "^[0-9]+$"',
	],
]);
refuses('POST /templates/999/edit', 404, [
	[{ category: 'MARKETING', components: [body('Hello')] }, 'Template not found'],
]);
refuses('DELETE /templates/nobody', 404, [[undefined, 'Template not found']]);
refuses('PUT /webhook', 400, [
	[{ webhookUrl: 'http://example.com/a', webhookEnabled: true }, 'Webhook URL must use HTTPS'],
	[{ webhookUrl: 'example', webhookEnabled: true }, 'Invalid webhook URL'],
	[{ webhookUrl: '', webhookEnabled: true }, 'A webhook URL is required to enable webhooks'],
	[
		{ webhookUrl: '', webhookEnabled: false, webhookEvents: ['message'] },
		'Invalid request: webhookEvents[0] must be one of ["messages","statuses"]',
	],
]);
refuses('POST /webhook/test', 400, [[undefined, 'Webhook URL is not configured']]);
refuses('GET /media', 404, [[undefined, 'Not found']]);
refuses('POST /messages/image', 404, [[{ to: CUSTOMER }, 'Not found']]);

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
