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

const refuses = (request: string, status: number, code: string, rows: RefusalRow[]) =>
	itRefuses(
		() => bench,
		(message) => ({ error: { code, message } }),
		request,
		status,
		rows,
	);

refuses(`POST ${text}`, 400, 'invalid_request', [
	[{ to: '918899332211', body: 'Hi' }, PHONE],
	[{ to: '+91 8899332211', body: 'Hi' }, PHONE],
	[{ to: TO }, 'Invalid request: body is required'],
	[
		{ to: TO, body: 'x'.repeat(4097) },
		'Invalid request: body must NOT have more than 4096 characters',
	],
	[{ to: TO, body: 'Hi', text: 'Hi' }, 'Invalid request: text is not known'],
]);
refuses(`POST ${text}`, 400, 'outside_window', [
	[
		{ to: UNKNOWN_TO, body: 'Hi' },
		`${UNKNOWN_TO} is outside the 24 hour customer-service window: send a template`,
	],
]);
refuses(`POST ${template}`, 400, 'template_variables_mismatch', [
	[
		use('order_confirmation', 'Gaurav'),
		'Template order_confirmation expects 2 variables, but 1 were given',
	],
	[use('diwali_offer', 'Gaurav'), 'Template diwali_offer expects 0 variables, but 1 were given'],
	[
		use('order_tracking', 'Gaurav', 'tomorrow'),
		'Template order_tracking expects 4 variables, but 2 were given',
	],
]);
refuses(`POST ${template}`, 400, 'template_not_approved', [
	[use('spring_sale'), 'Template spring_sale is not approved (status rejected)'],
]);
refuses(`POST ${template}`, 404, 'template_not_found', [
	[use('nobody'), 'Template nobody not found in language en_US'],
	[{ ...use('diwali_offer'), language: 'hi' }, 'Template diwali_offer not found in language hi'],
]);
refuses(`POST ${media}`, 400, 'invalid_request', [
	[{ to: TO, type: 'image' }, 'Either link or mediaId is required, and not both'],
	[
		{ to: TO, type: 'image', link: 'https://x.com/a.jpg', mediaId: 'media_1' },
		'Either link or mediaId is required, and not both',
	],
	[
		{ to: TO, type: 'gif', link: 'https://x.com/a.gif' },
		'Invalid request: type must be one of ["image","video","document","audio","sticker"]',
	],
]);
refuses(`POST ${media}`, 404, 'not_found', [
	[{ to: TO, type: 'image', mediaId: 'media_1' }, 'Media not found'],
]);
refuses(`POST ${interactive}`, 400, 'invalid_request', [
	[
		buttons(button('a'), button('b'), button('c'), button('d')),
		'Up to 3 buttons are allowed, and at least one',
	],
	[buttons(button('a'), button('a')), 'Two buttons or rows have the same id'],
	[
		buttons(button('a', 'x'.repeat(21))),
		'Invalid request: buttons[0].title must NOT have more than 20 characters',
	],
	[
		list({
			sections: [
				{ title: 'A', rows: rows(6) },
				{ title: 'B', rows: rows(5, 's') },
			],
		}),
		'Up to 10 list rows are allowed, not 11',
	],
	[
		list({ sections: [{ rows: rows(1) }, { rows: rows(1, 's') }] }),
		'Every section needs a title when there is more than one',
	],
	[list({}), 'Invalid request: sections is required'],
	[
		list({ sections: [{ rows: rows(1) }], buttons: [button('a')] }),
		'buttons are for the kind buttons only',
	],
]);
refuses('POST /v1/messages/location', 400, 'invalid_request', [
	[{ to: TO, latitude: 91, longitude: 0 }, 'Invalid request: latitude must be <= 90'],
]);

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
