import {
	CUSTOMER,
	examplesOf,
	expectRefusal,
	objectId,
	openBench,
	type PabblyBench,
	time,
} from './bench';

let bench: PabblyBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

interface Page {
	contacts: Array<Record<string, unknown> & { _id: string; name: string; mobile: string }>;
	next: string | null;
	totalCount: number;
	currentPage: number;
	remainingCount: number;
	count: number;
}

async function page(query = ''): Promise<Page> {
	const { status, data } = await bench.api.get(`/contacts/${query}`);
	expect([status, data.status, data.message]).toEqual([
		200,
		'success',
		'Contacts retrieved successfully',
	]);
	return data.data as Page;
}

const names = async (query: string) => (await page(query)).contacts.map(({ name }) => name).sort();
const sample = (path: string, method: string, name: string) =>
	Object.fromEntries(examplesOf(path, method))[name];
const create = (contacts: object | object[], query = '') =>
	bench.api.post(`/contacts${query}`, [contacts].flat());

async function idOf(mobile: string): Promise<string> {
	return (await page(`?mobile=${mobile}`)).contacts[0]._id;
}

describe('create', () => {
	it('answers as the sample does, and is idempotent in what it keeps', async () => {
		const body = sample('/contacts', 'post', 'pageContacts') as unknown as object[];
		const [contact] = body as Array<Record<string, unknown>>;
		const { data } = await create(body);
		expect(data).toEqual({
			status: 'success',
			message: '1 contact saved successfully',
			data: {
				createdContacts: [{ ...contact, source: 'api', list: ['sups', 'partners', 'testing'] }],
				failedCount: 0,
				failedContacts: [],
			},
		});
		expect((await page(`?mobile=${String(contact.mobile)}`)).totalCount).toBe(1);
	});

	it('skips an existing contact unless asked to overwrite', async () => {
		await create({ mobile: CUSTOMER, name: 'Old', tags: ['indian'] });
		const none = { createdContacts: [], failedCount: 0, failedContacts: [] };
		for (const query of ['', '?onDuplicate=skip']) {
			const skipped = await create({ mobile: CUSTOMER, name: 'New' }, query);
			expect([skipped.data.message, skipped.data.data]).toEqual([
				'0 contact saved successfully',
				none,
			]);
		}
		expect(await names('?name=old')).toEqual(['Old']);
		const { data } = await create({ mobile: CUSTOMER, name: 'New' }, '?onDuplicate=overwrite');
		expect(data.data.createdContacts).toEqual([
			expect.objectContaining({ name: 'New', tags: ['indian'] }),
		]);
		expect(await names(`?mobile=${CUSTOMER}`)).toEqual(['New']);
	});

	it.each([
		['an unknown tag', { tags: ['indian', 'nobody'] }, '', 'Tags do not exist in Settings: nobody'],
		[
			'an unknown attribute',
			{ attributes: [{ name: 'shoe', value: '42' }] },
			'',
			'Attributes do not exist in Settings: shoe',
		],
		['a duplicate that may not be', {}, '?onDuplicate=error', 'Contact already exists'],
	])('fails the contact in a 200 for %s', async (_what, fields, query, error) => {
		const mobile = query === '' ? CUSTOMER : '917697810001';
		const { status, data } = await create({ mobile, ...fields }, query);
		expect([status, data.status, data.data]).toEqual([
			200,
			'success',
			{ createdContacts: [], failedCount: 1, failedContacts: [{ mobile, ...fields, error }] },
		]);
		expect((await page(`?mobile=${CUSTOMER}`)).totalCount).toBe(0);
	});

	it('ignores attributes without value, and takes flags and tags as text', async () => {
		const { data } = await create({
			mobile: CUSTOMER,
			optin: 'false',
			incomingBlocked: 'true',
			tags: 'indian,engineer',
			attributes: [{ name: 'city', value: '' }],
		});
		expect(data.data.createdContacts).toEqual([
			expect.objectContaining({
				optin: false,
				incomingBlocked: true,
				tags: ['indian', 'engineer'],
				attributes: [],
				list: [],
			}),
		]);
	});

	it('takes several, and fails each on its own', async () => {
		const body = [
			{ mobile: CUSTOMER, name: 'New' },
			{ mobile: '917697810001', name: 'There already' },
			{ mobile: '919876543211', tags: ['nobody'] },
			{ mobile: '919876543212' },
		];
		const { data } = await create(body);
		expect(data).toMatchObject({
			status: 'success',
			message: '2 contacts saved successfully',
			data: {
				createdContacts: [{ mobile: CUSTOMER, name: 'New' }, { mobile: '919876543212' }],
				failedCount: 1,
				failedContacts: [
					{ mobile: '919876543211', error: 'Tags do not exist in Settings: nobody' },
				],
			},
		});
	});

	it('refuses a contact that is in no list', async () => {
		expectRefusal(
			await bench.api.post('/contacts', { mobile: CUSTOMER }),
			400,
			/body must be array/,
		);
	});

	it.each<[string, object | object[], string, RegExp]>([
		['no number', [{ name: 'x' }], '', /mobile is required/],
		['a number with a plus', { mobile: `+${CUSTOMER}` }, '', /Invalid phone number/],
		[
			'onDuplicate in the body',
			[{ mobile: CUSTOMER, onDuplicate: 'skip' }],
			'',
			/onDuplicate is not known/,
		],
		['another onDuplicate', { mobile: CUSTOMER }, '?onDuplicate=replace', /onDuplicate/],
		['no contact at all', [], '', /body/],
	])('refuses %s', async (_what, body, query, message) => {
		expectRefusal(await create(body, query), 400, message);
	});
});

describe('get and update', () => {
	it('shows one contact as the sample does', async () => {
		await bench.customerWrites({ from: '917697810001' });
		const { data } = await bench.api.get(`/contacts/${await idOf('917697810001')}`);
		const attribute = (name: string, value: string) => ({ name, value, _id: objectId });
		expect(data).toEqual({
			status: 'success',
			message: 'Contact retrieved successfully.',
			data: {
				_id: objectId,
				name: 'John Maverick',
				settingId: objectId,
				userId: objectId,
				countryCode: '91',
				mobile: '917697810001',
				status: 'active',
				source: 'manual',
				optin: true,
				attributes: [
					attribute('city', 'bhopal'),
					attribute('taxes', '30'),
					attribute('price', '70'),
				],
				incomingBlocked: false,
				broadcastIds: [],
				list: ['sups', 'testing'],
				tags: ['sup'],
				__v: 0,
				createdAt: time,
				updatedAt: time,
				lastActive: time,
			},
		});
	});

	it('changes what it is asked to, as the sample does', async () => {
		const id = await idOf('917989100004');
		const { data } = await bench.api.put(
			`/contacts/${id}`,
			sample('/contacts/{id}', 'put', 'everyField'),
		);
		expect(data).toEqual({
			status: 'success',
			message: 'Contact updated successfully',
			data: {
				_id: id,
				name: 'Alex cron',
				countryCode: '91',
				mobile: '917989012345',
				status: 'active',
				source: 'api',
				optin: true,
				attributes: [
					{ name: 'city', value: 'las vegas', _id: objectId },
					{ name: 'email', value: 'user@example.com', _id: objectId },
				],
				incomingBlocked: false,
				list: ['sups'],
				tags: ['swedish', 'non-vegetarian', 'architect'],
				__v: 1,
				createdAt: time,
				updatedAt: time,
			},
		});
		expect((await page('?mobile=917989100004')).totalCount).toBe(0);
		expect((await page('?mobile=917989012345')).totalCount).toBe(1);
	});

	it('adds and removes single tags, and removes attributes without value', async () => {
		const id = await idOf('917989100004');
		const update = async (body: object) => {
			const { data } = await bench.api.put(`/contacts/${id}`, body);
			return data.data as Record<string, unknown>;
		};
		const changed = await update({ tagsToAdd: 'sup', tagsToRemove: ['indian', 'vegetarian'] });
		expect(changed).toMatchObject({ tags: ['engineer', 'sup'], name: 'Alex cron' });
		const without = await update({ attributes: [{ name: 'city', value: '' }] });
		expect(without.attributes).toEqual([expect.objectContaining({ name: 'email' })]);
		expect(await update({ optin: false })).toMatchObject({ status: 'inactive', list: [] });
	});

	it.each<[string, object, number, RegExp]>([
		['an unknown tag', { tagsToAdd: ['nobody'] }, 400, /Tags do not exist/],
		[
			'an unknown attribute',
			{ attributes: [{ name: 'x', value: '1' }] },
			400,
			/Attributes do not exist/,
		],
		['somebody else’s number', { mobile: '77456030002' }, 400, /Another contact/],
		['a flag as text', { optin: 'true' }, 400, /optin must be boolean/],
	])('refuses %s and changes nothing', async (_what, body, status, message) => {
		const id = await idOf('917989100004');
		expectRefusal(await bench.api.put(`/contacts/${id}`, { name: 'X', ...body }), status, message);
		expect(await names('?mobile=917989100004')).toEqual(['Alex cron']);
	});

	it('knows no other contact', async () => {
		const unknown = '0123456789abcdef01234567';
		expectRefusal(await bench.api.get(`/contacts/${unknown}`), 404, 'Contact not found');
		expectRefusal(await bench.api.put(`/contacts/${unknown}`, {}), 404, 'Contact not found');
		expectRefusal(await bench.api.get('/contacts/42'), 400, 'Invalid id');
	});
});

describe('the list', () => {
	it.each([
		['?name=name', ['Name 36804', 'Name 36805']],
		['?mobile=7745', ['Name 36804', 'Name 36805']],
		['?tags=sup,vegetarian', ['Alex cron', 'John Maverick']],
		['?optin=false', ['Name 36804']],
		['?incomingBlocked=true', []],
		['?source=manual', ['John Maverick']],
		['?attributes[0][name]=city&attributes[0][value]=bhopal', ['Alex cron', 'John Maverick']],
		[
			'?attributes[0][name]=city&attributes[0][value]=bhopal&attributes[1][name]=email&attributes[1][value]=user@example.com',
			['Alex cron'],
		],
		['?attributes%5B0%5D%5Bname%5D=city&attributes%5B0%5D%5Bvalue%5D=delhi', []],
		['?tags=engineer&source=csv', ['Name 36805']],
	])('finds by %s', async (query, wanted) => {
		expect(await names(query)).toEqual(wanted.sort());
	});

	it('orders by age, newest first without being asked', async () => {
		const ordered = async (query: string) => (await page(query)).contacts.map(({ name }) => name);
		const oldestFirst = await ordered('?order=1');
		expect(oldestFirst[0]).toBe('John Maverick');
		expect(await ordered('?order=-1')).toEqual([...oldestFirst].reverse());
		expect(await ordered('')).toEqual([...oldestFirst].reverse());
	});

	it('gives at most 25 and says what is left, with and without the slash', async () => {
		await bench.settings({ importedContacts: 56 });
		const first = await page('?limit=100');
		expect(first).toMatchObject({ totalCount: 60, currentPage: 1, remainingCount: 35, count: 25 });
		const base = `${bench.sandbox.url}/pabbly-chatflow/api/v1`;
		expect(first.next).toBe(`${base}/contacts?limit=25&page=2`);
		const last = await page('?page=3');
		expect(last).toMatchObject({ remainingCount: 0, count: 10, next: null });
		const beyond = await page('?page=4');
		expect(beyond).toMatchObject({ remainingCount: 0, count: 0, next: null });
		const { data } = await bench.api.get('/contacts?page=3');
		expect(data.data).toEqual(last);
	});

	it('can be walked along `next`, filters included, each contact once', async () => {
		await bench.settings({ importedContacts: 100 });
		const path = '?limit=20&source=csv';
		const seen: string[] = [];
		let next: string | null = `/contacts${path}`;
		while (next !== null) {
			const answer: { data: { data: Page } } = await bench.api.get(next);
			seen.push(...answer.data.data.contacts.map(({ mobile }) => mobile));
			next = answer.data.data.next;
		}
		expect([seen.length, new Set(seen).size]).toEqual([102, 102]);
	});

	it('keeps the attributes in `next`', async () => {
		const query = '?limit=1&attributes[0][name]=city&attributes[0][value]=bhopal';
		const { next, totalCount } = await page(query);
		expect(totalCount).toBe(2);
		const { data } = await bench.api.get(String(next));
		expect(data.data).toMatchObject({ totalCount: 2, count: 1, remainingCount: 0 });
	});

	it.each(['?attributes[0][name]=city', '?attributes=city', '?page=0', '?source=x', '?skip=25'])(
		'refuses %s',
		async (query) => {
			expect((await bench.api.get(`/contacts${query}`)).status).toBe(400);
		},
	);

	it('can hold 10,000, of which no page repeats another', async () => {
		await bench.settings({ importedContacts: 9_996 });
		const pages = await Promise.all([1, 2, 399, 400].map((number) => page(`?page=${number}`)));
		expect(pages.map(({ totalCount, remainingCount }) => [totalCount, remainingCount])).toEqual([
			[10_000, 9_975],
			[10_000, 9_950],
			[10_000, 25],
			[10_000, 0],
		]);
		const mobiles = pages.flatMap(({ contacts }) => contacts.map(({ mobile }) => mobile));
		expect(new Set(mobiles).size).toBe(100);
	});
});

describe('the vocabulary', () => {
	it('lists the lists', async () => {
		const { data } = await bench.api.get('/contacts/lists');
		expect(data).toMatchObject({
			status: 'success',
			message: 'Lists retrieved successfully.',
			data: { total: 3 },
		});
		expect(data.data.lists[0]).toEqual({
			_id: objectId,
			name: 'sups',
			createdAt: '2025-02-03T12:26:29.843Z',
			incomingBlocked: false,
			tags: [],
			optin: true,
			attributes: [],
		});
	});

	it('lists the tags', async () => {
		const { data } = await bench.api.get('/settings/tags');
		expect(data).toMatchObject({
			status: 'success',
			message: 'Tags retrieved successfully.',
			data: { total: 7 },
		});
		const [first] = data.data.tags as object[];
		expect(first).toEqual({
			_id: objectId,
			name: 'engineer',
			createdAt: time,
			firstMessage: false,
			keywords: [],
		});
	});
});
