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

type Case = [string, string, string, unknown, number, string, string];

const INVALID = 'invalid_request';
const cases: Case[] = [
	[
		'a template without body',
		'post',
		'/v1/templates',
		newTemplate([{ type: 'FOOTER', text: 'Bye' }]),
		400,
		INVALID,
		'Invalid template: a BODY component is required',
	],
	[
		'a template variable without example',
		'post',
		'/v1/templates',
		newTemplate([{ type: 'BODY', text: 'Hi {{1}}' }]),
		400,
		INVALID,
		'Invalid template: BODY has 1 variable(s) but 0 example value(s)',
	],
	[
		'a template that exists',
		'post',
		'/v1/templates',
		{ ...newTemplate([{ type: 'BODY', text: 'Hi' }]), name: 'diwali_offer' },
		409,
		'conflict',
		'Template diwali_offer exists in language en_US',
	],
	[
		'an edit of an approved template',
		'patch',
		'/v1/templates/tpl_1001',
		{ components: [{ type: 'BODY', text: 'Hi' }] },
		400,
		INVALID,
		'Only draft and rejected templates can be edited (status approved)',
	],
	[
		'an unknown template id',
		'get',
		'/v1/templates/x',
		undefined,
		404,
		'not_found',
		'Template not found',
	],
	['an unknown contact', 'get', '/v1/contacts/x', undefined, 404, 'not_found', 'Contact not found'],
	[
		'an empty update',
		'patch',
		'/v1/contacts/x',
		{},
		400,
		INVALID,
		'Invalid request: body must NOT have fewer than 1 properties',
	],
	[
		'a contact without phone',
		'post',
		'/v1/contacts',
		{ name: 'A' },
		400,
		INVALID,
		'Invalid request: phone is required',
	],
	[
		'an unknown conversation',
		'get',
		'/v1/conversations/918899332211/messages',
		undefined,
		404,
		'not_found',
		'Conversation not found',
	],
	[
		'a limit of 101',
		'get',
		'/v1/contacts?limit=101',
		undefined,
		400,
		INVALID,
		'Invalid request: limit must be <= 100',
	],
	['a made-up cursor', 'get', '/v1/contacts?cursor=x', undefined, 400, INVALID, 'Invalid cursor'],
	[
		'a webhook on plain http',
		'post',
		'/v1/webhooks',
		{ url: 'http://example.com/a', events: ['message.received'] },
		400,
		INVALID,
		'Webhook URL must use HTTPS',
	],
	[
		'a webhook without events',
		'post',
		'/v1/webhooks',
		{ url: 'https://example.com/a', events: [] },
		400,
		INVALID,
		'Invalid request: events must NOT have fewer than 1 items',
	],
	[
		'an unknown webhook',
		'delete',
		'/v1/webhooks/x',
		undefined,
		404,
		'not_found',
		'Webhook not found',
	],
	['an unknown tag', 'delete', '/v1/tags/x', undefined, 404, 'not_found', 'Tag not found'],
	[
		'a field of an unknown type',
		'post',
		'/v1/custom-fields',
		{ key: 'a', label: 'A', type: 'list' },
		400,
		INVALID,
		'Invalid request: type must be one of ["text","number","date","boolean","select"]',
	],
	[
		'choices of a text field',
		'post',
		'/v1/custom-fields',
		{ key: 'a', label: 'A', type: 'text', options: ['x'] },
		400,
		INVALID,
		'options are for the type select only',
	],
	[
		'a draft flow',
		'post',
		'/v1/flows/flow_2003/send',
		{ to: TO, bodyText: 'Hi', ctaText: 'Go' },
		400,
		INVALID,
		'Only published flows can be sent',
	],
	[
		'a campaign without an approved template',
		'post',
		'/v1/campaigns',
		campaign({ template: { name: 'feedback_request', language: 'en_US' } }),
		400,
		'template_not_approved',
		'Template feedback_request is not approved (status draft)',
	],
	[
		'a campaign without the values of its template',
		'post',
		'/v1/campaigns',
		campaign({ template: { name: 'order_confirmation', language: 'en_US' } }),
		400,
		'template_variables_mismatch',
		'Template order_confirmation expects 2 variables, but 0 were given',
	],
	[
		'an unknown audience',
		'post',
		'/v1/campaigns',
		campaign({ audience: { kind: 'segment' } }),
		400,
		INVALID,
		'Invalid request: audience.kind must be one of ["tags","all","contacts"]',
	],
	[
		'an audience of unknown contacts',
		'post',
		'/v1/campaigns/audience-preview',
		{ audience: { kind: 'contacts', contactIds: ['x'] } },
		400,
		INVALID,
		'Unknown contact x in the audience',
	],
	[
		'a schedule without its time',
		'post',
		'/v1/campaigns',
		campaign({ schedule: { mode: 'scheduled' } }),
		400,
		INVALID,
		'Invalid request: schedule.at is required',
	],
	['an unknown path', 'get', '/v1/nothing', undefined, 404, 'not_found', 'Not found'],
];

it.each(cases)('refuses %s', async (_what, method, url, data, status, code, message) => {
	const before = await bench.state();
	const answer = await bench.api.request({ method, url, data });
	expect([answer.status, answer.data]).toEqual([status, { error: { code, message } }]);
	expect(await bench.state()).toEqual(before);
});

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
