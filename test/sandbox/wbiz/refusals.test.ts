import { itRefuses, type RefusalRow } from '../support/refusals';
import { openBench, TO, type WbizBench } from './bench';

let bench: WbizBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	await bench.customerWrites();
});
afterAll(() => bench.close());

const newTemplate = (components: unknown[]) => ({
	name: 'new_one',
	language: 'en_US',
	category: 'UTILITY',
	components,
});
const campaign = (fields: Record<string, unknown>) => ({
	name: 'Sale',
	template: { name: 'diwali_offer', language: 'en_US' },
	audience: { kind: 'all' },
	schedule: { mode: 'now' },
	...fields,
});

const refuses = (request: string, status: number, code: string, rows: RefusalRow[]) =>
	itRefuses(
		() => bench,
		(message) => ({ error: { code, message } }),
		request,
		status,
		rows,
	);

refuses('POST /v1/templates', 400, 'invalid_request', [
	[
		newTemplate([{ type: 'FOOTER', text: 'Bye' }]),
		'Invalid template: a BODY component is required',
	],
	[
		newTemplate([{ type: 'BODY', text: 'Hi {{1}}' }]),
		'Invalid template: BODY has 1 variable(s) but 0 example value(s)',
	],
]);
refuses('POST /v1/templates', 409, 'conflict', [
	[
		{ ...newTemplate([{ type: 'BODY', text: 'Hi' }]), name: 'diwali_offer' },
		'Template diwali_offer exists in language en_US',
	],
]);
refuses('PATCH /v1/templates/tpl_1001', 400, 'invalid_request', [
	[
		{ components: [{ type: 'BODY', text: 'Hi' }] },
		'Only draft and rejected templates can be edited (status approved)',
	],
]);
refuses('GET /v1/templates/x', 404, 'not_found', [[undefined, 'Template not found']]);
refuses('GET /v1/contacts/x', 404, 'not_found', [[undefined, 'Contact not found']]);
refuses('PATCH /v1/contacts/x', 400, 'invalid_request', [
	[{}, 'Invalid request: body must NOT have fewer than 1 properties'],
]);
refuses('POST /v1/contacts', 400, 'invalid_request', [
	[{ name: 'A' }, 'Invalid request: phone is required'],
]);
refuses('GET /v1/conversations/918899332211/messages', 404, 'not_found', [
	[undefined, 'Conversation not found'],
]);
refuses('GET /v1/contacts?limit=101', 400, 'invalid_request', [
	[undefined, 'Invalid request: limit must be <= 100'],
]);
refuses('GET /v1/contacts?cursor=x', 400, 'invalid_request', [[undefined, 'Invalid cursor']]);
refuses('POST /v1/webhooks', 400, 'invalid_request', [
	[{ url: 'http://example.com/a', events: ['message.received'] }, 'Webhook URL must use HTTPS'],
	[
		{ url: 'https://example.com/a', events: [] },
		'Invalid request: events must NOT have fewer than 1 items',
	],
]);
refuses('DELETE /v1/webhooks/x', 404, 'not_found', [[undefined, 'Webhook not found']]);
refuses('DELETE /v1/tags/x', 404, 'not_found', [[undefined, 'Tag not found']]);
refuses('POST /v1/custom-fields', 400, 'invalid_request', [
	[
		{ key: 'a', label: 'A', type: 'list' },
		'Invalid request: type must be one of ["text","number","date","boolean","select"]',
	],
	[{ key: 'a', label: 'A', type: 'text', options: ['x'] }, 'options are for the type select only'],
]);
refuses('POST /v1/flows/flow_2003/send', 400, 'invalid_request', [
	[{ to: TO, bodyText: 'Hi', ctaText: 'Go' }, 'Only published flows can be sent'],
]);
refuses('POST /v1/campaigns', 400, 'template_not_approved', [
	[
		campaign({ template: { name: 'feedback_request', language: 'en_US' } }),
		'Template feedback_request is not approved (status draft)',
	],
]);
refuses('POST /v1/campaigns', 400, 'template_variables_mismatch', [
	[
		campaign({ template: { name: 'order_confirmation', language: 'en_US' } }),
		'Template order_confirmation expects 2 variables, but 0 were given',
	],
]);
refuses('POST /v1/campaigns', 400, 'invalid_request', [
	[
		campaign({ audience: { kind: 'segment' } }),
		'Invalid request: audience.kind must be one of ["tags","all","contacts"]',
	],
	[campaign({ schedule: { mode: 'scheduled' } }), 'Invalid request: schedule.at is required'],
]);
refuses('POST /v1/campaigns/audience-preview', 400, 'invalid_request', [
	[{ audience: { kind: 'contacts', contactIds: ['x'] } }, 'Unknown contact x in the audience'],
]);
refuses('GET /v1/nothing', 404, 'not_found', [[undefined, 'Not found']]);

it('refuses a second thing of the same name', async () => {
	const twice: Array<[string, unknown, string]> = [
		['/v1/tags', { name: 'vip' }, 'The tag vip exists'],
		['/v1/custom-fields', { key: 'city', label: 'City', type: 'text' }, 'The field city exists'],
		['/v1/quick-replies', { shortcut: '/a', title: 'A', body: 'A' }, 'The shortcut /a is taken'],
	];
	for (const [path, body, message] of twice) {
		expect((await bench.api.post(path, body)).status).toBe(201);
		const { status, data } = await bench.api.post(path, body);
		expect([status, data]).toEqual([409, { error: { code: 'conflict', message } }]);
	}
});

it('refuses a change that would make a preset of no kind', async () => {
	const { data } = await bench.api.post('/v1/interactive', {
		kind: 'buttons',
		body: 'Well?',
		buttons: [{ id: 'a', title: 'Yes' }],
	});
	const changes = { sections: [{ rows: [{ id: 'r', title: 'Row' }] }] };
	const answer = await bench.api.patch(`/v1/interactive/${data.id}`, changes);
	expect([answer.status, answer.data.error.message]).toEqual([
		400,
		'buttonText and sections are for lists only',
	]);
});
