import {
	type BadalaBench,
	expectInvalid,
	expectRefusal,
	id,
	openBench,
	ORG,
	time,
	TO,
} from './bench';

let bench: BadalaBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

const CONTACTS = `${ORG}/contacts`;
const phone = (number: number) => `+96550${String(number).padStart(6, '0')}`;

interface Contact {
	id: string;
	phone: string;
	[other: string]: unknown;
}

async function save(body: object): Promise<Contact> {
	const { data } = await bench.api.post(CONTACTS, body);
	return data as Contact;
}
async function list(query = ''): Promise<Contact[]> {
	const { status, data } = await bench.api.get(CONTACTS + query);
	expect(status).toBe(200);
	return data as Contact[];
}
async function saveMany(count: number): Promise<void> {
	for (let number = 1; number <= count; number++) await save({ phone: phone(number) });
}

describe('upsert', () => {
	const yousef = {
		phone: TO,
		name: 'Yousef',
		email: 'yousef@example.com',
		tags: ['vip', 'vip', 'kuwait'],
		externalId: 'crm-1043',
		marketingConsent: true,
	};

	it('makes a contact of everything it is given', async () => {
		const { status, data } = await bench.api.post(CONTACTS, yousef);
		expect([status, data]).toEqual([
			201,
			{ ...yousef, tags: ['vip', 'kuwait'], id: id('ct'), createdAt: time, updatedAt: time },
		]);
	});

	it('leaves empty what it is not given, and consent above all', async () => {
		expect(await save({ phone: TO })).toMatchObject({
			name: null,
			email: null,
			tags: [],
			externalId: null,
			marketingConsent: null,
		});
	});

	it('changes the contact with that phone, and keeps what is left out', async () => {
		const before = await save(yousef);
		const { status, data } = await bench.api.post(CONTACTS, { phone: TO, tags: ['new'] });
		expect([status, data]).toEqual([
			200,
			{ ...before, tags: ['new'], updatedAt: expect.any(String) as string },
		]);
		expect(await list()).toHaveLength(1);
	});

	it('keeps fields of other names, but lets nobody give an id', async () => {
		const saved = await save({ phone: TO, company: 'Bricks', id: 'ct_mine', createdAt: '2020' });
		expect(saved).toMatchObject({ company: 'Bricks', id: id('ct'), createdAt: time });
	});

	it.each([
		['email', { email: 'nobody' }, 'email is not an address'],
		['phone', { phone: '96567666156' }, 'The phone number must be in E.164 form'],
	])('refuses a wrong %s', async (_, changes, message) => {
		const answer = await bench.api.post(CONTACTS, { phone: TO, ...changes });
		expect([answer.status, answer.data.message]).toEqual([
			400,
			expect.stringContaining(message) as string,
		]);
		expect(await list()).toEqual([]);
	});

	it.each([
		['no phone', { name: 'Yousef' }, 'phone', 'phone is required'],
		['tags as a text', { phone: TO, tags: 'vip' }, 'tags', 'must be array'],
		['consent as a text', { phone: TO, marketingConsent: 'yes' }, 'marketingConsent', 'boolean'],
	])('refuses %s, and names the field', async (_, body, field, fault) => {
		expectInvalid(await bench.api.post(CONTACTS, body), field, fault);
		expect(await list()).toEqual([]);
	});
});

describe('get and update', () => {
	it('gives the contact, with a conversation once there is one', async () => {
		const contact = await save({ phone: TO, name: 'Yousef' });
		const path = `${CONTACTS}/${contact.id}`;
		expect((await bench.api.get(path)).data).toEqual({ ...contact, conversations: [] });
		await bench.customerWrites();
		const [conversation] = (await bench.api.get(`${ORG}/conversations`)).data as unknown[];
		expect((await bench.api.get(path)).data.conversations).toEqual([conversation]);
	});

	it('changes what is given', async () => {
		const contact = await save({ phone: TO, name: 'Yousef', tags: ['vip'], externalId: 'crm-1' });
		const { status, data } = await bench.api.patch(`${CONTACTS}/${contact.id}`, {
			name: 'Yousef Al-Sabah',
			externalId: null,
			marketingConsent: false,
		});
		expect([status, data]).toMatchObject([
			200,
			{ name: 'Yousef Al-Sabah', tags: ['vip'], externalId: null, marketingConsent: false },
		]);
		expect((await bench.state()).contacts).toEqual([data]);
	});

	it('refuses nothing at all, another phone, and a contact that does not exist', async () => {
		const { id: known } = await save({ phone: TO });
		expectInvalid(
			await bench.api.patch(`${CONTACTS}/${known}`, {}),
			'body',
			'NOT have fewer than 1',
		);
		expectInvalid(
			await bench.api.patch(`${CONTACTS}/${known}`, { phone: phone(1) }),
			'phone',
			'phone cannot be changed',
		);
		for (const answer of [
			await bench.api.patch(`${CONTACTS}/ct_0`, { name: 'x' }),
			await bench.api.get(`${CONTACTS}/ct_0`),
		]) {
			expectRefusal(answer, 404, 'Contact not found');
		}
	});
});

describe('the list', () => {
	it('gives the newest first, 50 without take, and each once when paged through', async () => {
		await saveMany(53);
		expect((await list()).map((contact) => contact.phone)).toEqual(
			Array.from({ length: 50 }, (_, index) => phone(53 - index)),
		);
		const pages = [
			await list('?take=20'),
			await list('?take=20&skip=20'),
			await list('?take=20&skip=40'),
		];
		expect(pages.map(({ length }) => length)).toEqual([20, 20, 13]);
		expect(new Set(pages.flat().map((contact) => contact.id)).size).toBe(53);
		expect(await list('?take=20&skip=60')).toEqual([]);
	});

	it('gives no more than maxTake, without a word', async () => {
		await saveMany(12);
		await bench.settings({ maxTake: 5 });
		expect(await list('?take=10')).toHaveLength(5);
		expect(await list('?take=10&skip=10')).toHaveLength(2);
		expect(await list()).toHaveLength(5);
	});

	it('gives at most 100 from the start', async () => {
		await saveMany(102);
		expect(await list('?take=1000')).toHaveLength(100);
	});

	it.each(['YOUSEF', 'sef', '67666', encodeURIComponent(TO), 'example.com', 'crm-1'])(
		'finds %s',
		async (search) => {
			const wanted = await save({
				phone: TO,
				name: 'Yousef',
				email: 'y@example.com',
				externalId: 'crm-1',
			});
			await save({ phone: phone(1), name: 'Omar' });
			expect(await list(`?search=${search}`)).toEqual([wanted]);
			expect(await list(`?search=${search}&skip=1`)).toEqual([]);
		},
	);

	it.each(['data', 'items'])('can be in %s', async (listShape) => {
		await bench.settings({ listShape });
		const contact = await save({ phone: TO });
		expect((await bench.api.get(CONTACTS)).data).toEqual({ [listShape]: [contact] });
		await bench.customerWrites();
		const conversations = (await bench.api.get(`${ORG}/conversations`)).data as Record<
			string,
			Contact[]
		>;
		expect(conversations[listShape]).toHaveLength(1);
		const [conversation] = conversations[listShape];
		const messages = await bench.api.get(`${ORG}/conversations/${conversation.id}/messages`);
		expect(messages.data[listShape]).toHaveLength(1);
	});

	it.each(['take=0', 'take=ten', 'skip=-1', 'page=2'])('refuses %s', async (query) => {
		const { status, data } = await bench.api.get(`${CONTACTS}?${query}`);
		expect([status, data.message]).toEqual([
			400,
			expect.stringContaining(query.split('=')[0]) as string,
		]);
	});
});
