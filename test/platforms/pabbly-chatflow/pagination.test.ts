import { runNode } from '../../support/harness';
import nock from '../../support/network';
import { host, setup } from './setup';

const CONTACTS = 10_000;
const PAGE = 25;

afterEach(() => {
	nock.cleanAll();
});

test('10,000 contacts come page by page, and no page is asked for twice', async () => {
	const asked: number[] = [];
	nock(host)
		.persist()
		.get('/api/v1/contacts')
		.query(true)
		.reply((uri) => {
			const query = new URL(uri, host).searchParams;
			const [page, limit] = [Number(query.get('page')), Number(query.get('limit'))];
			asked.push(page);
			const start = (page - 1) * limit;
			const contacts = Array.from({ length: Math.min(limit, CONTACTS - start) }, (_, index) => ({
				_id: String(start + index),
			}));
			const remainingCount = CONTACTS - start - contacts.length;
			return [200, { status: 'success', data: { contacts, remainingCount } }];
		});
	const { outputs, status } = await runNode({
		...setup,
		parameters: { resource: 'contact', operation: 'getMany', returnAll: true },
	});
	expect(status).toBe('success');
	expect(asked).toEqual(Array.from({ length: CONTACTS / PAGE }, (_, index) => index + 1));
	const ids = outputs[0].map(({ json }) => json._id);
	expect(ids).toHaveLength(CONTACTS);
	expect(new Set(ids).size).toBe(CONTACTS);
	expect(outputs[0][CONTACTS - 1].pairedItem).toEqual({ item: 0 });
});
