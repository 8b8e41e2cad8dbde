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

const UNKNOWN_TO = '+919123456789';
const PHONE = 'Invalid phone number: E.164 with a plus is expected, such as +918899332211';
const text = '/v1/messages/text';
const template = '/v1/messages/template';
const media = '/v1/messages/media';
const interactive = '/v1/messages/interactive';

const button = (id: string, title = 'Yes') => ({ id, title });
const buttons = (...all: unknown[]) => ({ to: TO, kind: 'buttons', body: 'Well?', buttons: all });
const list = (fields: Record<string, unknown>) => ({
	to: TO,
	kind: 'list',
	body: 'Well?',
	buttonText: 'Choose',
	...fields,
});
const rows = (count: number, prefix = 'r') =>
	Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}`, title: 'Row' }));
const use = (name: string, ...variables: string[]) => ({
	to: TO,
	template: name,
	language: 'en_US',
	variables,
});

type Case = [string, string, string, unknown, number, string, string];

const INVALID = 'invalid_request';
const cases: Case[] = [
	[
		'a number without a plus',
		'post',
		text,
		{ to: '918899332211', body: 'Hi' },
		400,
		INVALID,
		PHONE,
	],
	['a number with spaces', 'post', text, { to: '+91 8899332211', body: 'Hi' }, 400, INVALID, PHONE],
	['no text', 'post', text, { to: TO }, 400, INVALID, 'Invalid request: body is required'],
	[
		'4,097 characters',
		'post',
		text,
		{ to: TO, body: 'x'.repeat(4097) },
		400,
		INVALID,
		'Invalid request: body must NOT have more than 4096 characters',
	],
	[
		'an unknown field',
		'post',
		text,
		{ to: TO, body: 'Hi', text: 'Hi' },
		400,
		INVALID,
		'Invalid request: text is not known',
	],
	[
		'a contact who never wrote',
		'post',
		text,
		{ to: UNKNOWN_TO, body: 'Hi' },
		400,
		'outside_window',
		`${UNKNOWN_TO} is outside the 24 hour customer-service window: send a template`,
	],
	[
		'too few variables',
		'post',
		template,
		use('order_confirmation', 'Gaurav'),
		400,
		'template_variables_mismatch',
		'Template order_confirmation expects 2 variables, but 1 were given',
	],
	[
		'too many variables',
		'post',
		template,
		use('diwali_offer', 'Gaurav'),
		400,
		'template_variables_mismatch',
		'Template diwali_offer expects 0 variables, but 1 were given',
	],
	[
		'only the body variables of a template with more',
		'post',
		template,
		use('order_tracking', 'Gaurav', 'tomorrow'),
		400,
		'template_variables_mismatch',
		'Template order_tracking expects 4 variables, but 2 were given',
	],
	[
		'a rejected template',
		'post',
		template,
		use('spring_sale'),
		400,
		'template_not_approved',
		'Template spring_sale is not approved (status rejected)',
	],
	[
		'an unknown template',
		'post',
		template,
		use('nobody'),
		404,
		'template_not_found',
		'Template nobody not found in language en_US',
	],
	[
		'a template in another language',
		'post',
		template,
		{ ...use('diwali_offer'), language: 'hi' },
		404,
		'template_not_found',
		'Template diwali_offer not found in language hi',
	],
	[
		'media without a source',
		'post',
		media,
		{ to: TO, type: 'image' },
		400,
		INVALID,
		'Either link or mediaId is required, and not both',
	],
	[
		'media with two sources',
		'post',
		media,
		{ to: TO, type: 'image', link: 'https://x.com/a.jpg', mediaId: 'media_1' },
		400,
		INVALID,
		'Either link or mediaId is required, and not both',
	],
	[
		'unknown media',
		'post',
		media,
		{ to: TO, type: 'image', mediaId: 'media_1' },
		404,
		'not_found',
		'Media not found',
	],
	[
		'an unknown media type',
		'post',
		media,
		{ to: TO, type: 'gif', link: 'https://x.com/a.gif' },
		400,
		INVALID,
		'Invalid request: type must be one of ["image","video","document","audio","sticker"]',
	],
	[
		'four buttons',
		'post',
		interactive,
		buttons(button('a'), button('b'), button('c'), button('d')),
		400,
		INVALID,
		'Up to 3 buttons are allowed, and at least one',
	],
	[
		'two buttons of the same id',
		'post',
		interactive,
		buttons(button('a'), button('a')),
		400,
		INVALID,
		'Two buttons or rows have the same id',
	],
	[
		'a long button title',
		'post',
		interactive,
		buttons(button('a', 'x'.repeat(21))),
		400,
		INVALID,
		'Invalid request: buttons[0].title must NOT have more than 20 characters',
	],
	[
		'eleven list rows',
		'post',
		interactive,
		list({
			sections: [
				{ title: 'A', rows: rows(6) },
				{ title: 'B', rows: rows(5, 's') },
			],
		}),
		400,
		INVALID,
		'Up to 10 list rows are allowed, not 11',
	],
	[
		'two sections without titles',
		'post',
		interactive,
		list({ sections: [{ rows: rows(1) }, { rows: rows(1, 's') }] }),
		400,
		INVALID,
		'Every section needs a title when there is more than one',
	],
	[
		'a list without sections',
		'post',
		interactive,
		list({}),
		400,
		INVALID,
		'Invalid request: sections is required',
	],
	[
		'a list with buttons',
		'post',
		interactive,
		list({ sections: [{ rows: rows(1) }], buttons: [button('a')] }),
		400,
		INVALID,
		'buttons are for the kind buttons only',
	],
	[
		'a latitude beyond the pole',
		'post',
		'/v1/messages/location',
		{ to: TO, latitude: 91, longitude: 0 },
		400,
		INVALID,
		'Invalid request: latitude must be <= 90',
	],
];

it.each(cases)('refuses %s', async (_what, method, url, data, status, code, message) => {
	const before = await bench.state();
	const answer = await bench.api.request({ method, url, data });
	expect([answer.status, answer.data]).toEqual([status, { error: { code, message } }]);
	expect(await bench.state()).toEqual(before);
});

it('closes the window for every send that is not a template', async () => {
	const preset = await bench.api.post('/v1/interactive', {
		kind: 'buttons',
		body: 'Well?',
		buttons: [button('a')],
	});
	await bench.client.advanceClock(24 * 3600 + 1);
	const sends: Array<[string, unknown]> = [
		[text, { to: TO, body: 'Hi' }],
		[media, { to: TO, type: 'image', link: 'https://example.com/a.jpg' }],
		[interactive, buttons(button('a'))],
		['/v1/messages/location', { to: TO, latitude: 1, longitude: 2 }],
		[`/v1/interactive/${preset.data.id}/send`, { to: TO }],
		['/v1/flows/flow_2001/send', { to: TO, bodyText: 'Hi', ctaText: 'Go' }],
	];
	for (const [path, body] of sends) {
		const { status, data } = await bench.api.post(path, body);
		expect([path, status, data.error.code]).toEqual([path, 400, 'outside_window']);
	}
	expect((await bench.api.post(template, use('diwali_offer'))).status).toBe(200);
	await bench.customerWrites();
	for (const [path, body] of sends) expect((await bench.api.post(path, body)).status).toBe(200);
});

it('takes the largest allowed list, and the vendor’s 3 buttons', async () => {
	const sections = [
		{ title: 'A', rows: rows(5) },
		{ title: 'B', rows: rows(5, 's') },
	];
	expect((await bench.api.post(interactive, list({ sections }))).status).toBe(200);
	const three = buttons(button('a'), button('b'), button('c'));
	expect((await bench.api.post(interactive, three)).status).toBe(200);
});
