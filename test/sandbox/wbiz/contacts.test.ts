import { openBench, TO, type WbizBench } from './bench';

let bench: WbizBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

const SAMPLE = {
	phone: TO,
	name: 'Gaurav',
	tags: ['lead', 'vip'],
	customFields: { city: 'Ahmedabad' },
	optedIn: true,
};
const time = expect.stringMatching(/^\d{4}-.*Z$/) as string;
const number = (index: number) => `+91${7_000_000_000 + index}`;

async function names(query: string): Promise<Array<string | null>> {
	const { status, data } = await bench.api.get(`/v1/contacts?${query}`);
	expect(status).toBe(200);
	return (data.data as Array<{ name: string | null }>).map(({ name }) => name);
}

describe('one contact', () => {
	it('is created as documented, and then found by its id', async () => {
		const made = await bench.api.post('/v1/contacts', SAMPLE);
		expect(made.status).toBe(201);
		expect(made.data).toEqual({
			id: expect.stringMatching(/^ct_/) as string,
			...SAMPLE,
			email: null,
			createdAt: time,
			updatedAt: time,
		});
		expect((await bench.api.get(`/v1/contacts/${made.data.id}`)).data).toEqual(made.data);
	});

	it('is not made twice for the same phone: what is given is added to the one on file', async () => {
		const first = await bench.api.post('/v1/contacts', SAMPLE);
		const second = await bench.api.post('/v1/contacts', {
			phone: TO,
			email: 'g@example.com',
			tags: ['customer', 'vip'],
			customFields: { age: 30 },
		});
		expect(second.status).toBe(200);
		expect(second.data).toMatchObject({
			id: first.data.id,
			name: 'Gaurav',
			email: 'g@example.com',
			tags: ['lead', 'vip', 'customer'],
			customFields: { city: 'Ahmedabad', age: 30 },
			optedIn: true,
		});
		expect((await bench.state()).contactCount).toBe(1);
	});

	it('is updated as documented; tags are replaced, and null removes a field', async () => {
		const { data } = await bench.api.post('/v1/contacts', { ...SAMPLE, optedIn: false });
		const sample = { tags: ['customer'], optedIn: true };
		const updated = await bench.api.patch(`/v1/contacts/${data.id}`, sample);
		expect([updated.status, updated.data]).toEqual([200, expect.objectContaining(sample)]);
		const removed = await bench.api.patch(`/v1/contacts/${data.id}`, {
			customFields: { city: null },
		});
		expect(removed.data).toMatchObject({ customFields: {}, tags: ['customer'], name: 'Gaurav' });
	});
});

describe('the list', () => {
	beforeEach(async () => {
		await bench.api.post('/v1/contacts', SAMPLE);
		const asha = { phone: number(1), name: 'Asha', tags: ['vip'], email: 'asha@example.com' };
		await bench.api.post('/v1/contacts', asha);
		await bench.api.post('/v1/contacts', { phone: number(2) });
	});

	it.each([
		['search=&tag=&limit=50', [null, 'Asha', 'Gaurav']],
		['search=gau', ['Gaurav']],
		['search=8899', ['Gaurav']],
		['search=example.com', ['Asha']],
		['tag=vip', ['Asha', 'Gaurav']],
		['tag=vi', []],
		['optedIn=true', ['Gaurav']],
		['optedIn=false&tag=vip', ['Asha']],
	])('%s', async (query, expected) => {
		expect(await names(query)).toEqual(expected);
	});

	it('is walked in pages without repeats, also when contacts are added meanwhile', async () => {
		const seen: unknown[] = [];
		let cursor: string | undefined;
		for (let page = 0; page < 10 && cursor !== null; page++) {
			const params = { limit: 1, cursor };
			const { data } = await bench.api.get('/v1/contacts', { params });
			seen.push(...(data.data as Array<{ phone: string }>).map(({ phone }) => phone));
			cursor = data.nextCursor as string | undefined;
			await bench.api.post('/v1/contacts', { phone: number(10 + page) });
		}
		expect(seen).toEqual([number(2), number(1), TO]);
	});
});

describe('the import', () => {
	const upload = async (body: unknown) => await bench.api.post('/v1/contacts/bulk', body);

	it('takes the documented call', async () => {
		const { status, data } = await upload({
			contacts: [{ phone: TO, name: 'Gaurav', tags: ['customer'] }],
			defaultTags: ['imported'],
			defaultOptedIn: false,
		});
		expect(status).toBe(200);
		const [contact] = (await bench.state()).contacts;
		expect(contact).toMatchObject({
			phone: TO,
			name: 'Gaurav',
			tags: ['customer', 'imported'],
			optedIn: false,
		});
		expect(data).toEqual({
			results: [{ index: 0, phone: TO, status: 'created', id: contact.id }],
			created: 1,
			updated: 0,
			skipped: 0,
			refused: 0,
		});
	});

	it('says of each row what became of it', async () => {
		await bench.api.post('/v1/contacts', SAMPLE);
		const { data } = await upload({
			contacts: [
				{ phone: TO, name: 'Gaurav', tags: ['vip'] },
				{ phone: number(1) },
				{ phone: '8899' },
				{ phone: TO, name: 'Gaurav Shah' },
				{ phone: 918899332211 },
				{ name: 'Nobody' },
				{ phone: number(1) },
			],
			defaultOptedIn: true,
		});
		const rows = data.results as Array<Record<string, unknown>>;
		expect(rows.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6]);
		expect(rows.map(({ status }) => status)).toEqual([
			'skipped',
			'created',
			'refused',
			'updated',
			'refused',
			'refused',
			'skipped',
		]);
		expect(rows[2]).toEqual({
			index: 2,
			phone: '8899',
			status: 'refused',
			reason: 'Invalid phone number',
		});
		expect(data).toMatchObject({ created: 1, updated: 1, skipped: 2, refused: 3 });
	});

	it('opts nobody out by its default', async () => {
		await bench.api.post('/v1/contacts', SAMPLE);
		await upload({ contacts: [{ phone: TO }], defaultOptedIn: false });
		expect((await bench.state()).contacts[0].optedIn).toBe(true);
	});

	it('takes 500 rows and refuses 501, and keeps not one of them', async () => {
		const contacts = Array.from({ length: 501 }, (_, index) => ({ phone: number(index) }));
		const refused = await upload({ contacts });
		expect([refused.status, refused.data.error]).toEqual([
			400,
			{ code: 'invalid_request', message: 'Up to 500 contacts can be imported in one call' },
		]);
		expect((await bench.state()).contactCount).toBe(0);
		expect((await upload({ contacts: contacts.slice(1) })).data).toMatchObject({ created: 500 });
	});

	it('takes 100,000 contacts in 200 calls within seconds', async () => {
		const started = Date.now();
		for (let call = 0; call < 200; call++) {
			const contacts = Array.from({ length: 500 }, (_, row) => ({
				phone: number(call * 500 + row),
				name: `Contact ${call}.${row}`,
				tags: ['customer'],
			}));
			expect((await upload({ contacts, defaultTags: ['imported'] })).data.created).toBe(500);
		}
		expect(Date.now() - started).toBeLessThan(60_000);
		expect((await bench.state()).contactCount).toBe(100_000);
		expect(await names('search=Contact 199.499')).toEqual(['Contact 199.499']);
		expect((await bench.api.get('/v1/tags')).data.data).toContainEqual({
			name: 'imported',
			contactCount: 100_000,
		});
	}, 120_000);
});

it('forgets the oldest requests rather than keep more than 20 MB of them', async () => {
	await bench.settings({ scopes: [] });
	const contacts = [{ phone: TO, name: 'x'.repeat(4_000_000) }];
	for (let call = 0; call < 8; call++) await bench.api.post('/v1/contacts/bulk', { contacts });
	await bench.customerWrites();
	await bench.api.get('/v1/me');
	const log = (await bench.platform.get('/requests', { maxContentLength: 1e9 })).data as Array<{
		path: string;
	}>;
	expect(log.length).toBeLessThan(8);
	expect(log.at(-1)?.path).toBe('/v1/me');
});
