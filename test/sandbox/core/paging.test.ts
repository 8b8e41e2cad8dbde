import { type WabaPortalBench, CUSTOMER, openBench } from '../waba-portal/bench';

let bench: WabaPortalBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

interface Walk {
	pages: number[];
	rows: Array<Record<string, unknown>>;
}

/** Follows nextCursor until hasMore is false. */
async function walk(path: string, limit?: number, between?: () => Promise<unknown>): Promise<Walk> {
	const seen: Walk = { pages: [], rows: [] };
	let cursor: string | undefined;
	do {
		const { data } = await bench.api.get(path, { params: { limit, cursor } });
		seen.pages.push(data.data.length as number);
		seen.rows.push(...(data.data as Walk['rows']));
		expect(data.pagination.hasMore).toBe(data.pagination.nextCursor !== null);
		cursor = (data.pagination.nextCursor as string | null) ?? undefined;
		await between?.();
	} while (cursor !== undefined);
	return seen;
}

const number = (index: number) => String(910000000000 + index);

async function contactsWrite(count: number): Promise<void> {
	for (let index = 0; index < count; index++) await bench.customerWrites({ from: number(index) });
}

async function customerWritesTimes(count: number): Promise<void> {
	for (let index = 0; index < count; index++) await bench.customerWrites({ text: `No. ${index}` });
}

const texts = ({ rows }: Walk) =>
	rows.map(({ content }) => (content as { text: { body: string } }).text.body);

it('walks all conversations in pages of 20 by default, newest first, without repeats', async () => {
	await contactsWrite(45);
	const { pages, rows } = await walk('/conversations');
	expect(pages).toEqual([20, 20, 5]);
	const newestFirst = Array.from({ length: 45 }, (_, index) => number(44 - index));
	expect(rows.map(({ phoneNumber }) => phoneNumber)).toEqual(newestFirst);
});

it('walks all messages in pages of 30 by default, newest first, without repeats', async () => {
	await customerWritesTimes(65);
	const seen = await walk(`/conversations/${CUSTOMER}/messages`);
	expect(seen.pages).toEqual([30, 30, 5]);
	expect(texts(seen)).toEqual(Array.from({ length: 65 }, (_, index) => `No. ${64 - index}`));
});

it('says that there is no more when the last page is full', async () => {
	await contactsWrite(4);
	expect((await walk('/conversations', 2)).pages).toEqual([2, 2]);
});

it('takes the largest limits of the page', async () => {
	await customerWritesTimes(3);
	expect((await walk('/conversations', 50)).pages).toEqual([1]);
	expect((await walk(`/conversations/${CUSTOMER}/messages`, 100)).pages).toEqual([3]);
});

it('neither repeats nor loses a message when new ones arrive between two pages', async () => {
	await customerWritesTimes(6);
	let arrived = 0;
	const between = () => bench.customerWrites({ text: `Late ${arrived++}` });
	const seen = await walk(`/conversations/${CUSTOMER}/messages`, 2, between);
	expect(texts(seen)).toEqual(['No. 5', 'No. 4', 'No. 3', 'No. 2', 'No. 1', 'No. 0']);
});
