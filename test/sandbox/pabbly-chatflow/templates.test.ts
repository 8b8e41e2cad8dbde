import { expectRefusal, openBench, type PabblyBench, TO } from './bench';

let bench: PabblyBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	await bench.settings({ autoStatuses: false });
});
afterAll(() => bench.close());

interface Listed {
	_id: string;
	name: string;
	language: string;
	status: string;
}

async function list(query: string): Promise<{ templates: Listed[]; pagination: object }> {
	const { status, data } = await bench.api.get(`/templates${query}`);
	expect([status, data.status, data.message]).toEqual([
		200,
		'success',
		'Templates fetched successfully',
	]);
	return data.data as { templates: Listed[]; pagination: object };
}

const send = (templateName: string, values: object) =>
	bench.api.post('/messages', { to: TO, type: 'template', templateName, ...values });

describe('the list', () => {
	it('is paged, with the page’s names', async () => {
		const all = await list('');
		const total = all.templates.length;
		const common = { totalTemplates: total, hasPrevPage: false };
		expect(all.pagination).toEqual({
			...common,
			totalPages: 1,
			currentPage: 1,
			limit: 50,
			hasNextPage: false,
		});
		const first = await list('?limit=10&page=1');
		expect(first.pagination).toEqual({
			...common,
			totalPages: 2,
			currentPage: 1,
			limit: 10,
			hasNextPage: true,
		});
		const second = await list('?limit=10&page=2');
		expect(second.pagination).toMatchObject({ hasNextPage: false, hasPrevPage: true });
		expect([...first.templates, ...second.templates]).toEqual(all.templates);
		expect((await list('?all=true&limit=1')).templates).toEqual(all.templates);
	});

	it('has names in several languages, and what is not approved', async () => {
		const { templates } = await list('?all=1');
		const named = templates.filter(({ name }) => name === 'order_update');
		expect(named.map(({ language }) => language)).toEqual(['en', 'hi']);
		expect(new Set(templates.map(({ status }) => status))).toEqual(
			new Set(['APPROVED', 'PENDING', 'REJECTED']),
		);
	});
});

describe('one template', () => {
	const got = async (identifier: string) => {
		const { status, data } = await bench.api.get(`/templates/${identifier}`);
		expect([status, data.message]).toEqual([200, 'Template fetched successfully']);
		return data.data as { template: Listed; customFields: Record<string, object[]> };
	};

	it('has the custom fields of the page’s sample', async () => {
		const { template, customFields } = await got('interactive_marketing');
		expect(template).toMatchObject({ language: 'en_GB', category: 'MARKETING' });
		const field = (where: string, key: string, value: string) => ({
			key,
			value,
			helpText: `Enter the ${where} Parameter ${key} e.g. ${value}`,
		});
		expect(customFields).toEqual({
			headerParams: [field('Header', '{{1}}', 'Sir')],
			bodyParams: [
				field('Body', '{{1}}', 'doing well'),
				field('Body', '{{2}}', 'product'),
				field('Body', '{{3}}', 'Shalimar'),
				field('Body', '{{4}}', 'Shalimar'),
			],
			link: [],
			copyCodeParam: [],
		});
	});

	it.each([
		['demo_text', { bodyParams: ['{{1}}'] }],
		['order_update', { bodyParams: ['{{customer_name}}', '{{order_id}}', '{{day}}'] }],
		['link_docs', { bodyParams: ['{{1}}'], link: ['link'] }],
		['verification_code', { copyCodeParam: ['{{1}}'] }],
		['festive_offer', {}],
		['new_arrivals', { bodyParams: ['{{1}}'] }],
		['flash_sale', { bodyParams: ['{{1}}', '{{2}}'], link: ['link'] }],
	])('%s wants its variables', async (name, wanted) => {
		const { customFields } = await got(name);
		const keys = Object.entries(customFields).map(([where, fields]) => [
			where,
			fields.map((field) => (field as { key: string }).key),
		]);
		const none = { headerParams: [], bodyParams: [], link: [], copyCodeParam: [] };
		expect(Object.fromEntries(keys)).toEqual({ ...none, ...wanted });
	});

	it('gives named variables their samples by name', async () => {
		const { customFields } = await got('order_update');
		expect(customFields.bodyParams).toEqual([
			expect.objectContaining({ key: '{{customer_name}}', value: 'John' }),
			expect.objectContaining({ key: '{{order_id}}', value: '#1043' }),
			expect.objectContaining({ key: '{{day}}', value: 'tomorrow' }),
		]);
	});

	it('is found by id only when `by` says so', async () => {
		const { templates } = await list('');
		const [{ _id, name }] = templates;
		const byId = await bench.api.get(`/templates/${_id}?by=id`);
		expect(byId.data.data.template.name).toBe(name);
		expectRefusal(await bench.api.get(`/templates/${_id}`), 404, 'Template not found');
		expectRefusal(await bench.api.get(`/templates/${name}?by=id`), 404, 'Template not found');
	});
});

describe('a send', () => {
	const cards = (...bodies: object[]) => ({
		bodyParams: ['John'],
		carouselBodies: bodies.map((bodyParams) => ({ bodyParams })),
		carouselFileData: bodies.map(() => ({ fileUrl: 'https://example.com/a.jpg' })),
		urlVariables: bodies.map(() => 'a'),
	});
	const card = { '{{1}}': 'Blue shirt', '{{2}}': '2499' };
	const offer = {
		link: 'https://example.com/a.jpg',
		bodyParams: ['John', '50%'],
		copyCodeParam: 'A',
		urlVariables: ['a'],
	};
	const inAnHour = { unixTimestamp: Date.now() + 3_600_000 };

	it.each<[string, object, string]>([
		[
			'summer_time',
			{ headerParams: ['Hi'], bodyParams: ['Summer', '25%'] },
			'Hi!\nSummer is here: 25% off everything.',
		],
		[
			'order_update',
			{ bodyParams: ['Asha', '#7', 'today'] },
			'Hi Asha, your order #7 arrives today.',
		],
		['verification_code', { copyCodeParam: '482913' }, '*482913* is your verification code.'],
		['market_bros', { link: 'https://example.com/a.jpg' }, 'Some caption for marketing image'],
		['new_arrivals', cards(card, card), 'Hi John, look what has arrived!'],
		['flash_sale', { ...offer, ltoFields: inAnHour }, 'Hi John, 50% off until midnight.'],
	])('%s with its values reads as it should', async (name, values, message) => {
		expect((await send(name, values)).status).toBe(200);
		const [{ content }] = await bench.sent();
		expect(content.template).toMatchObject({ name, text: message, ...values });
	});

	it.each<[string, string, object, RegExp]>([
		[
			'a header value too few',
			'summer_time',
			{ bodyParams: ['a', 'b'] },
			/headerParams expects 1, but 0/,
		],
		[
			'a body value too few',
			'summer_time',
			{ headerParams: ['a'], bodyParams: ['b'] },
			/number of parameters.*bodyParams expects 2, but 1/,
		],
		[
			'a body value too many',
			'demo_text',
			{ bodyParams: ['a', 'b'] },
			/bodyParams expects 1, but 2/,
		],
		[
			'a named value too few',
			'order_update',
			{ bodyParams: ['a', 'b'] },
			/bodyParams expects 3, but 2/,
		],
		[
			'a body value for the code',
			'verification_code',
			{ bodyParams: ['1'], copyCodeParam: '1' },
			/bodyParams expects 0/,
		],
		['no code', 'verification_code', {}, /copyCodeParam is required/],
		[
			'a code that nothing shows',
			'demo_text',
			{ bodyParams: ['a'], copyCodeParam: 'x' },
			/it takes no copyCodeParam/,
		],
		['no file', 'market_bros', {}, /link is required/],
		[
			'a file that nothing shows',
			'demo_text',
			{ bodyParams: ['a'], link: 'https://e.com/a' },
			/it takes no link/,
		],
		['no URL value', 'festive_offer', { copyCodeParam: 'A' }, /urlVariables expects 1, but 0/],
		[
			'too many quick replies',
			'festive_offer',
			{ urlVariables: ['a'], copyCodeParam: 'A', quickReplies: 'a,b,c' },
			/2 quick reply buttons, but 3/,
		],
		[
			'one card of two',
			'new_arrivals',
			{ ...cards(card, card), carouselBodies: [{}, {}, {}] },
			/2 cards, but carouselBodies has 3/,
		],
		[
			'a card without value',
			'new_arrivals',
			cards(card, { '{{1}}': 'a' }),
			/card 2 expects \{\{1\}\}, \{\{2\}\}, but has \{\{1\}\}/,
		],
		[
			'no cards at all',
			'new_arrivals',
			{ bodyParams: ['John'], urlVariables: ['a', 'b'] },
			/2 cards/,
		],
		['no expiry', 'flash_sale', offer, /unixTimestamp is required/],
		[
			'an expiry in seconds',
			'flash_sale',
			{ ...offer, ltoFields: { unixTimestamp: Math.floor(inAnHour.unixTimestamp / 1000) } },
			/in the past/,
		],
		[
			'an expiry that nothing shows',
			'demo_text',
			{ bodyParams: ['a'], ltoFields: inAnHour },
			/it takes no ltoFields/,
		],
		[
			'a language for a text',
			'demo_text',
			{ bodyParams: ['a'], languageCode: 'en' },
			/languageCode is only for/,
		],
		[
			'a template that waits',
			'payment_reminder',
			{ bodyParams: ['a'] },
			/not approved \(status PENDING\)/,
		],
	])('%s is refused', async (_what, name, values, message) => {
		expectRefusal(await send(name, values), 400, message);
		expect(await bench.sent()).toEqual([]);
	});

	it('of an unknown template or language is refused', async () => {
		expectRefusal(await send('nothing', {}), 404, /Template nothing not found/);
		const inHindi = { ...offer, ltoFields: inAnHour, languageCode: 'hi' };
		expectRefusal(await send('flash_sale', inHindi), 404, /not found in language hi/);
	});

	it('needs no open window', async () => {
		expect((await send('demo_text', { bodyParams: ['a'] })).status).toBe(200);
	});
});
