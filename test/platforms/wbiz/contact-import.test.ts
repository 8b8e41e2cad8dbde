import '../../support/network';
import { SandboxedWbiz } from './sandboxed';

let wbiz: SandboxedWbiz;

beforeAll(async () => {
	wbiz = await SandboxedWbiz.start();
});

beforeEach(async () => {
	await wbiz.reset();
});

afterAll(async () => {
	await wbiz.close();
});

const phone = (index: number) => `+91970${String(index).padStart(7, '0')}`;
const items = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		json: { phone: phone(index), name: `Contact ${index}` },
	}));
const parameters = { contactPhone: '={{ $json.phone }}', contactName: '={{ $json.name }}' };

test('All items go in calls of 500, and each gets its own result', async () => {
	const { status, outputs, error } = await wbiz.run('contact', 'import', parameters, items(1234));
	expect(error?.message).toBeUndefined();
	expect(status).toBe('success');
	const calls = await wbiz.requests('/v1/contacts/bulk');
	expect(calls.map(({ body }) => (body as { contacts: unknown[] }).contacts.length)).toEqual([
		500, 500, 234,
	]);
	expect(outputs[0].map(({ json }) => json.phone)).toEqual(
		items(1234).map(({ json }) => json.phone),
	);
	expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
		items(1234).map((_, item) => ({ item })),
	);
	expect(new Set(outputs[0].map(({ json }) => json.status))).toEqual(new Set(['created']));
});

test('A second import says what was updated and what was the same', async () => {
	await wbiz.run('contact', 'import', parameters, items(3));
	const [first, second, third] = items(3);
	second.json.name = 'Renamed';
	const { outputs } = await wbiz.run('contact', 'import', parameters, [first, second, third]);
	expect(outputs[0].map(({ json }) => json.status)).toEqual(['skipped', 'updated', 'skipped']);
});

test('The same contact twice in one import is imported twice, in order', async () => {
	const [first] = items(1);
	const again = { json: { ...first.json, name: 'Renamed' } };
	const { outputs } = await wbiz.run('contact', 'import', parameters, [first, again]);
	expect(outputs[0].map(({ json }) => json.status)).toEqual(['created', 'updated']);
});

test('A contact that the platform refuses fails alone', async () => {
	await wbiz.control.fault({
		path: '/v1/contacts/bulk',
		kind: 'status',
		status: 200,
		body: {
			results: [
				{ index: 0, phone: phone(0), status: 'created' },
				{ index: 1, phone: phone(1), status: 'refused', reason: 'Unknown country' },
				{ index: 2, phone: phone(2), status: 'created' },
			],
		},
	});
	const { status, error } = await wbiz.run('contact', 'import', parameters, items(3));
	expect(status).toBe('error');
	expect(error?.message).toBe('WBIZ refused item 1: Unknown country');
	expect(error?.description).toContain('2 of 3 items had been accepted');
});
