import type { AxiosResponse } from 'axios';

import { type BadalaBench, expectRefusal, openBench, ORG, TO } from './bench';

let bench: BadalaBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

const CONTACTS = `${ORG}/contacts`;
const OTHER = '+96550001111';

async function upload(csv: string, field = 'file', type = 'text/csv'): Promise<AxiosResponse> {
	const form = new FormData();
	form.append(field, new Blob([csv], { type }), 'contacts.csv');
	return await bench.api.post(`${CONTACTS}/import`, form);
}

const lines = (...rows: string[]) => rows.join('\r\n');
const contacts = async () => (await bench.state()).contacts;

it('takes every column, in any order and case, and keeps those it does not know', async () => {
	const answer = await upload(
		lines(
			'Name,PHONE,email,tags,externalId,marketingConsent,company,source,createdAt,Shoe size',
			`"Al-Sabah, ""Yousef""",${TO},y@example.com,"vip, kuwait",crm-1,FALSE,Bricks,fair,2024-02-03,44`,
		),
	);
	const [contact] = await contacts();
	expect([answer.status, answer.data]).toEqual([
		200,
		{
			created: 1,
			updated: 0,
			refused: 0,
			results: [{ row: 1, phone: TO, status: 'created', id: contact.id }],
		},
	]);
	expect(contact).toEqual({
		id: contact.id,
		name: 'Al-Sabah, "Yousef"',
		phone: TO,
		email: 'y@example.com',
		tags: ['vip', 'kuwait'],
		externalId: 'crm-1',
		marketingConsent: false,
		company: 'Bricks',
		source: 'fair',
		createdAt: '2024-02-03T00:00:00.000Z',
		updatedAt: '2024-02-03T00:00:00.000Z',
		'Shoe size': '44',
	});
});

it('changes contacts that are there, and nothing for an empty cell', async () => {
	const before = (
		await bench.api.post(CONTACTS, { phone: TO, name: 'Yousef', marketingConsent: true })
	).data as object;
	const csv = lines('phone,name,tags,marketingConsent', `${TO},,vip,`);
	expect((await upload(csv)).data).toMatchObject({ created: 0, updated: 1, refused: 0 });
	expect(await contacts()).toEqual([
		{ ...before, tags: ['vip'], updatedAt: expect.any(String) as string },
	]);
	expect((await upload(csv)).data).toMatchObject({ created: 0, updated: 1 });
	expect(await contacts()).toHaveLength(1);
});

it('matches by externalId first, so that the phone may change', async () => {
	await bench.api.post(CONTACTS, { phone: TO, externalId: 'crm-1' });
	const { data } = await upload(lines('phone,externalId', `${OTHER},crm-1`));
	expect(data).toMatchObject({ updated: 1, results: [{ status: 'updated' }] });
	expect(await contacts()).toMatchObject([{ phone: OTHER, externalId: 'crm-1' }]);
	const found = await bench.api.post(CONTACTS, { phone: OTHER });
	expect(found.status).toBe(200);
	expect((await upload(lines('externalId,name', 'crm-1,Omar'))).data).toMatchObject({ updated: 1 });
});

it('refuses single rows with a reason, and takes the others', async () => {
	await bench.api.post(CONTACTS, { phone: TO });
	await bench.api.post(CONTACTS, { phone: OTHER, externalId: 'crm-2' });
	const { status, data } = await upload(
		lines(
			'phone,externalId,marketingConsent,createdAt',
			'12,,,',
			'+96550002222,,maybe,',
			'+96550002222,,,yesterday',
			',crm-9,,',
			`${TO},crm-2,,`,
			'96550003333,,true,',
		),
	);
	expect([status, data]).toMatchObject([
		200,
		{
			created: 1,
			updated: 0,
			refused: 5,
			results: [
				{ row: 1, phone: '12', status: 'refused', message: 'Invalid phone number' },
				{ row: 2, status: 'refused', message: 'marketingConsent must be true or false' },
				{ row: 3, status: 'refused', message: 'createdAt must be a date' },
				{ row: 4, phone: null, status: 'refused', message: 'A phone number is required' },
				{ row: 5, status: 'refused', message: 'Another contact has this phone number' },
				{ row: 6, phone: '96550003333', status: 'created' },
			],
		},
	]);
	const phones = (await contacts()).map(({ phone }) => phone);
	expect(phones).toEqual([TO, OTHER, '+96550003333']);
	expect((await bench.state()).imports).toEqual([
		{ fileName: 'contacts.csv', rows: 6, created: 1, updated: 0, refused: 5 },
	]);
});

it('takes thousands of rows', async () => {
	const rows = Array.from({ length: 5000 }, (_, row) => `+9655${String(row).padStart(7, '0')}`);
	expect((await upload(lines('phone', ...rows))).data).toMatchObject({ created: 5000 });
	expect((await bench.state()).contactCount).toBe(5000);
});

it.each([
	['another form field', 'phone\r\n+96567666156', 'contacts', 'A file is required'],
	['an empty file', '', 'file', 'The file is empty, or not CSV'],
	['an open quote', 'phone\r\n"+96567666156', 'file', 'The file is empty, or not CSV'],
	['no useful column', 'name\r\nYousef', 'file', 'The file has neither a column phone'],
])('refuses %s', async (_, csv, field, message) => {
	const { status, data } = await upload(csv, field);
	expect([status, data]).toEqual([400, { message: expect.stringContaining(message) as string }]);
	expect([await contacts(), (await bench.state()).imports]).toEqual([[], []]);
});

it('refuses a body that is no form', async () => {
	expectRefusal(
		await bench.api.post(`${CONTACTS}/import`, { contacts: [{ phone: TO }] }),
		400,
		'A file is required: multipart/form-data with the field file',
	);
});

it('logs the file without its content', async () => {
	await upload(lines('phone', TO));
	const { data } = await bench.platform.get('/requests');
	expect(Object.keys(data.at(-1).files.file as object).sort()).toEqual(
		['filename', 'mimeType', 'sha256', 'size', 'start'].sort(),
	);
	expect(JSON.stringify(data)).not.toContain(TO);
});

it('reads CSV by RFC 4180: a byte order mark, quotes, and line breaks within a cell', async () => {
	await upload('\uFEFFphone,name\n\n+96567666156,"Al ""Sabah"",\r\nYousef"\n');
	expect(await contacts()).toMatchObject([{ phone: TO, name: 'Al "Sabah",\r\nYousef' }]);
});

it.each(['phone\r\na"b', 'phone\r\n"a"b'])('refuses %j, which is not CSV', async (csv) => {
	expectRefusal(await upload(csv), 400, 'The file is empty, or not CSV');
});
