import {
	CUSTOMER,
	examplesOf,
	expectRefusal,
	objectId,
	openBench,
	type PabblyBench,
	TO,
	wamid,
} from './bench';

let bench: PabblyBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	await bench.settings({ autoStatuses: false });
});
afterAll(() => bench.close());

const send = (body: object) => bench.api.post('/messages', { to: TO, ...body });
// The example bodies of the pages of single endpoints name a template and a catalog of another account.
const examples = examplesOf('/messages', 'post').filter(([name]) => !name.startsWith('page'));

const FLAGGED = ['singleProduct', 'productList'];
const WITH_WORD = ['buttonsTemplate', 'carouselTemplate', 'limitedTimeOfferTemplate'];

describe('every documented message', () => {
	it.each(examples)('%s is answered as its sample is', async (name, body) => {
		await bench.customerWrites();
		const { status, data } = await bench.api.post('/messages', body);
		const word = WITH_WORD.includes(name) ? { message_status: 'accepted' } : {};
		expect(status).toBe(200);
		expect(data).toEqual({
			...(FLAGGED.includes(name) ? { success: true } : { status: 'success' }),
			message: 'Message sent',
			data: {
				to: CUSTOMER,
				chatId: objectId,
				metaResponse: {
					messaging_product: 'whatsapp',
					contacts: [{ input: CUSTOMER, wa_id: CUSTOMER }],
					messages: [{ id: wamid, ...word }],
					status: 200,
				},
			},
		});
		const [message] = await bench.sent();
		const { messages } = data.data.metaResponse as { messages: Array<{ id: string }> };
		expect(message).toMatchObject({
			waMessageId: messages[0].id,
			to: CUSTOMER,
			type: body.type,
			status: 'accepted',
		});
	});

	it('keeps the chat of a number, and gives each number its own', async () => {
		const chat = async (to: number) => {
			const { data } = await bench.api.post('/messages', {
				to,
				type: 'template',
				templateName: 'market_bros',
				link: 'https://example.com/a.jpg',
			});
			return data.data.chatId as string;
		};
		const first = await chat(TO);
		expect(await chat(TO)).toBe(first);
		expect(await chat(TO + 1)).not.toBe(first);
	});
});

describe('the 24-hour window', () => {
	const free = examples.filter(([, { type }]) => type !== 'template');

	it.each(free)('%s is refused without it', async (_name, body) => {
		expectRefusal(await bench.api.post('/messages', body), 400, /24 hours .*131047/);
		expect(await bench.sent()).toEqual([]);
	});

	it('closes 24 hours after the customer wrote', async () => {
		await bench.customerWrites();
		await bench.client.advanceClock(86_390);
		expect((await send({ type: 'text', message: 'Hi' })).status).toBe(200);
		await bench.client.advanceClock(20);
		expectRefusal(await send({ type: 'text', message: 'Hi' }), 400, /24 hours/);
	});
});

describe('what is refused', () => {
	const product = (count: number) =>
		Array.from({ length: count }, (_, index) => ({
			productRetailerId: `SKU-FASHION-${String(index + 1).padStart(3, '0')}`,
		}));
	const rows = (count: number, id?: string) =>
		Array.from({ length: count }, (_, index) => ({ title: `Row ${index}`, ...(id ? { id } : {}) }));
	const list = (sections: unknown, more: object = {}) => ({
		type: 'interactive',
		interactiveType: 'list',
		bodyText: 'Choose',
		buttonText: 'Open',
		sections,
		...more,
	});
	const products = (sections: unknown, more: object = {}) => ({
		type: 'interactive',
		interactiveType: 'product_list',
		header: 'Shirts',
		body: 'Choose',
		action: { catalogId: '123456789012001' },
		sections,
		...more,
	});
	const cta = (more: object) => ({
		type: 'interactive',
		interactiveType: 'cta_url',
		message: 'Look',
		buttons: [{ title: 'Open', url: 'https://example.com' }],
		...more,
	});
	const sections = (count: number, inside: object) =>
		Array.from({ length: count }, (_, index) => ({ title: `Section ${index}`, ...inside }));
	const interactive = (interactiveType: string, more: object) => ({
		type: 'interactive',
		interactiveType,
		...more,
	});

	it.each<[string, object, RegExp]>([
		['a number as a string', { to: CUSTOMER, type: 'text', message: 'Hi' }, /to must be integer/],
		['a number that is too short', { to: 12345, type: 'text', message: 'Hi' }, /to must be >=/],
		['no type', { message: 'Hi' }, /type is required/],
		['another type', { type: 'sticker', link: 'https://example.com/a.webp' }, /type/],
		['an empty text', { type: 'text', message: '' }, /message/],
		['a text without a message', { type: 'text' }, /message is required/],
		['a field of another message', { type: 'text', message: 'Hi', link: 'x' }, /link is not known/],
		['an image without link', { type: 'image' }, /link is required/],
		['a link that is none', { type: 'image', link: 'cat.jpg' }, /link must be a valid URL/],
		[
			'a caption on audio',
			{ type: 'audio', link: 'https://example.com/a.mp3', caption: 'x' },
			/caption is not known/,
		],
		['no interactive type', { type: 'interactive', bodyText: 'x' }, /interactiveType/],
		['11 sections', list(sections(11, { rows: rows(1) })), /sections must NOT have more than 10/],
		['11 rows in all', list(sections(2, { rows: rows(6) })), /up to 10 rows in all, not 12/],
		['no rows', list(sections(1, { rows: [] })), /rows/],
		['two rows with one id', list(sections(1, { rows: rows(2, 'a') })), /same id/],
		['a long row title', list([{ title: 'A', rows: [{ title: 'x'.repeat(25) }] }]), /title/],
		[
			'a long row description',
			list([{ title: 'A', rows: [{ title: 'x', description: 'x'.repeat(73) }] }]),
			/description/,
		],
		[
			'a long button text',
			list(sections(1, { rows: rows(1) }), { buttonText: 'x'.repeat(21) }),
			/buttonText/,
		],
		[
			'a long list header',
			list(sections(1, { rows: rows(1) }), { headerText: 'x'.repeat(61) }),
			/headerText/,
		],
		[
			'a long body',
			list(sections(1, { rows: rows(1) }), { bodyText: 'x'.repeat(1025) }),
			/bodyText/,
		],
		['11 product sections', products(sections(11, { products: product(1) })), /sections/],
		[
			'31 products in all',
			products(sections(1, { products: product(31) })),
			/up to 30 products in all, not 31/,
		],
		[
			'a long product header',
			products(sections(1, { products: product(1) }), { header: 'x'.repeat(61) }),
			/header/,
		],
		['a long section title', products([{ title: 'x'.repeat(25), products: product(1) }]), /title/],
		[
			'a catalog without id',
			products(sections(1, { products: product(1) }), { action: {} }),
			/catalogId is required/,
		],
		[
			'two buttons',
			cta({ buttons: [1, 2].map(() => ({ title: 'a', url: 'https://e.com' })) }),
			/buttons/,
		],
		['a long button', cta({ buttons: [{ title: 'x'.repeat(21), url: 'https://e.com' }] }), /title/],
		['a header without link', cta({ header: { type: 'image' } }), /link is required/],
		[
			'a document header without filename',
			cta({ header: { type: 'document', link: 'https://example.com/a.pdf' } }),
			/filename is required/,
		],
		['another header', cta({ header: { type: 'audio', link: 'https://e.com/a' } }), /header/],
		[
			'a long country code',
			interactive('address_message', { bodyText: 'x', isoCountryCode: 'IND' }),
			/isoCountryCode must be 2/,
		],
		[
			'an address without country',
			interactive('address_message', { bodyText: 'x' }),
			/isoCountryCode is required/,
		],
		[
			'a product without id',
			interactive('single_product', { bodyText: 'x', action: { catalogId: '1' } }),
			/productRetailerId is required/,
		],
	])('%s', async (_what, body, message) => {
		await bench.customerWrites();
		expectRefusal(await send(body), 400, message);
		expect(await bench.sent()).toEqual([]);
	});

	it.each<[string, object]>([
		['a catalog', { catalogId: '1', productRetailerId: 'SKU-TSHIRT-001' }],
		['a product', { catalogId: '123456789012001', productRetailerId: 'SKU-NONE' }],
	])('%s that does not exist', async (_what, action) => {
		await bench.customerWrites();
		const body = interactive('single_product', { bodyText: 'x', action });
		expectRefusal(await send(body), 404, /not found/);
	});

	it('just within the limits is fine', async () => {
		await bench.customerWrites();
		const widest = [
			list(sections(10, { rows: rows(1) }), { bodyText: 'x'.repeat(1024) }),
			products(sections(10, { products: product(3) })),
		];
		for (const body of widest) expect((await send(body)).status).toBe(200);
		const [{ content }] = await bench.sent();
		const kept = content.interactive.sections as Array<{ rows: Array<{ id: string }> }>;
		expect(kept.map((section) => section.rows[0].id)).toContain('row_10');
	});
});

describe('the contact of a send', () => {
	it('is made or changed with it', async () => {
		const contact = {
			name: 'John',
			optin: 'false',
			tags: 'indian, engineer',
			attributes: [{ name: 'city', value: 'bhopal' }],
		};
		const template = { type: 'template', templateName: 'demo_text', bodyParams: ['x'] };
		expect((await send({ ...template, contact })).status).toBe(200);
		const made = (await bench.state()).contacts.find(({ mobile }) => mobile === CUSTOMER);
		expect(made).toMatchObject({
			name: 'John',
			optin: false,
			source: 'api',
			tags: ['indian', 'engineer'],
			attributes: [{ name: 'city', value: 'bhopal' }],
		});
		await send({ ...template, contact: { name: 'Johnny' } });
		const after = (await bench.state()).contacts.filter(({ mobile }) => mobile === CUSTOMER);
		expect(after).toEqual([expect.objectContaining({ name: 'Johnny', tags: made?.tags })]);
	});

	it('with an unknown tag stops the message', async () => {
		const template = { type: 'template', templateName: 'demo_text', bodyParams: ['x'] };
		const answer = await send({ ...template, contact: { tags: ['nobody'] } });
		expectRefusal(answer, 400, /Tags do not exist in Settings: nobody/);
		expect(await bench.sent()).toEqual([]);
	});
});

describe('failures', () => {
	it('refuses a wrong key', async () => {
		const headers = { Authorization: 'Bearer wrong' };
		const answer = await bench.api.post('/messages', {}, { headers });
		expectRefusal(answer, 401, 'Missing or invalid API key');
	});

	it('can say in a 200 that nothing was sent', async () => {
		const body = {
			status: 'success',
			message: 'Message sent',
			data: { to: CUSTOMER, metaResponse: { error: { code: 131047 }, status: 400 } },
		};
		const fault = { kind: 'status', status: 200, to: CUSTOMER, body };
		expect((await bench.platform.post('/faults', fault)).status).toBe(200);
		await bench.customerWrites();
		const raw = await bench.control.request({
			method: 'post',
			baseURL: `${bench.sandbox.url}/pabbly-chatflow/api/v1`,
			url: '/messages',
			headers: { Authorization: 'Bearer sandbox-pabbly-key' },
			data: { to: TO, type: 'text', message: 'Hi' },
		});
		expect([raw.status, raw.data]).toEqual([200, body]);
		expect(await bench.sent()).toEqual([]);
		expect((await send({ type: 'text', message: 'Hi' })).status).toBe(200);
	});

	it('limits the pace of sends, with headers when asked for', async () => {
		await bench.settings({
			rateLimit: { kind: 'sliding', limit: 1, seconds: 1, announce: ['retryAfter', 'headers'] },
		});
		const template = { type: 'template', templateName: 'demo_text', bodyParams: ['x'] };
		expect((await send(template)).status).toBe(200);
		const second = await send(template);
		expectRefusal(second, 429, /Too many requests/);
		expect(second.headers['retry-after']).toBe('1');
		expect((await bench.api.get('/settings/tags')).status).toBe(200);
	});
});
