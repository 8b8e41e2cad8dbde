import '../../support/network';
import { SandboxedBadala } from './sandboxed';

let badala: SandboxedBadala;

beforeAll(async () => {
	badala = await SandboxedBadala.start();
});

beforeEach(async () => {
	await badala.reset();
});

afterAll(async () => {
	await badala.close();
});

const phone = (index: number) => `+9656${String(index).padStart(7, '0')}`;
const items = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		json: { phone: phone(index), name: `Contact "${index}", of many` },
	}));
const parameters = { contactPhone: '={{ $json.phone }}', contactName: '={{ $json.name }}' };

test('All items go in one file, and each gets its own result', async () => {
	const { status, outputs, error } = await badala.run('contact.import', parameters, items(1200));
	expect(error?.message).toBeUndefined();
	expect(status).toBe('success');
	const { imports, contacts } = await badala.state();
	expect(imports).toMatchObject([{ fileName: 'contacts.csv', rows: 1200, created: 1200 }]);
	expect(contacts[0].name).toMatch(/^Contact "\d+", of many$/);
	expect(outputs[0].map(({ json }) => json.phone)).toEqual(
		items(1200).map(({ json }) => json.phone),
	);
	expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
		items(1200).map((_, item) => ({ item })),
	);
	expect(new Set(outputs[0].map(({ json }) => json.status))).toEqual(new Set(['created']));
});

test('A second import updates, in files of as many rows as wanted', async () => {
	await badala.run('contact.import', parameters, items(5));
	const again = { ...parameters, options: { rowsPerFile: 2 } };
	const { outputs } = await badala.run('contact.import', again, items(5));
	expect(outputs[0].map(({ json }) => json.status)).toEqual(Array(5).fill('updated'));
	const { imports, contacts } = await badala.state();
	expect(imports.map(({ rows }) => rows)).toEqual([5, 2, 2, 1]);
	expect(contacts).toHaveLength(5);
});

test('Tags, consent and further columns arrive; who has none keeps what there is', async () => {
	const additionalFields = {
		tags: '={{ $json.tags }}',
		marketingConsent: '={{ $json.consent }}',
		additionalColumns: '={{ $json.more }}',
	};
	const form = { contactPhone: phone(1), additionalFields };
	const item = { json: { tags: ['lead', 'vip'], consent: false, more: { company: 'A, B' } } };
	await badala.run('contact.import', form, [item]);
	await badala.run('contact.import', form, [{ json: {} }]);
	expect((await badala.state()).contacts).toMatchObject([
		{ phone: phone(1), tags: ['lead', 'vip'], marketingConsent: false, company: 'A, B' },
	]);
});

test('A file of an item is imported as it is', async () => {
	const csv = Buffer.from('Phone,Name\r\n+96567666156,Yousef\r\n').toString('base64');
	const data = { data: csv, mimeType: 'text/csv', fileName: 'mine.csv' };
	const { outputs } = await badala.run('contact.import', { importSource: 'binary' }, [
		{ json: {}, binary: { data } },
	]);
	expect(outputs[0][0].json).toMatchObject({ created: 1, updated: 0, refused: 0 });
	const { imports, contacts } = await badala.state();
	expect(imports).toMatchObject([{ fileName: 'mine.csv', rows: 1 }]);
	expect(contacts).toMatchObject([{ phone: '+96567666156', name: 'Yousef' }]);
});

test('An import is the first request of a run, too, and waits for the log-in', async () => {
	await badala.control.settings({ tokenRequests: 1 });
	const form = { ...parameters, options: { rowsPerFile: 1 } };
	const { outputs, error } = await badala.run('contact.import', form, items(3));
	expect(error?.message).toBeUndefined();
	expect(outputs[0].map(({ json }) => json.status)).toEqual(['created', 'created', 'created']);
	expect((await badala.state()).imports).toHaveLength(3);
});
