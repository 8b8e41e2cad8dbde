import {
	type BadalaBench,
	expectInvalid,
	expectRefusal,
	openBench,
	openConversation,
	ORG,
	OWNER,
	TOKEN,
} from './bench';

let bench: BadalaBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

const CONTACTS = `${ORG}/contacts`;

async function logIn(): Promise<string> {
	const { status, data } = await bench.stranger.post('/auth/login', OWNER);
	expect(status).toBe(200);
	return (data as { token: string }).token;
}

const headers = (token: string, org = 'org_sandbox') => ({
	headers: { Authorization: `Bearer ${token}`, 'x-org-id': org },
});
const list = (token: string) => bench.stranger.get(CONTACTS, headers(token));

describe('the log-in', () => {
	it('gives another token each time, and each of them works', async () => {
		const tokens = [await logIn(), await logIn()];
		expect(new Set(tokens).size).toBe(2);
		for (const token of tokens) expect((await list(token)).status).toBe(200);
		expect((await bench.state()).logIns).toBe(2);
	});

	it.each([
		['password', { ...OWNER, password: 'sandbox-badala-passwort' }],
		['e-mail', { ...OWNER, email: 'somebody@sandbox.test' }],
	])('refuses a wrong %s, and does not say which is wrong', async (_, body) => {
		expectRefusal(await bench.stranger.post('/auth/login', body), 401, 'Invalid email or password');
		expect((await bench.state()).logIns).toBe(0);
	});

	it('names what is missing', async () => {
		const answer = await bench.stranger.post('/auth/login', { email: OWNER.email });
		expectInvalid(answer, 'password', 'password is required');
	});
});

describe('the token', () => {
	it.each([
		['no token', undefined],
		['an unknown one', 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl'],
		['one without Bearer', TOKEN],
		['a part of the right one', `Bearer ${TOKEN.slice(0, -1)}`],
	])('%s: is refused before anything else is looked at', async (_, Authorization) => {
		const answer = await bench.stranger.post(
			CONTACTS,
			{ nonsense: true },
			{
				headers: { Authorization, 'x-org-id': 'org_other' },
			},
		);
		expectRefusal(answer, 401, 'Invalid or expired token');
	});

	it('of a log-in without the word Bearer is refused too', async () => {
		const Authorization = await logIn();
		const answer = await bench.stranger.get(CONTACTS, {
			headers: { Authorization, 'x-org-id': 'org_sandbox' },
		});
		expectRefusal(answer, 401, 'Invalid or expired token');
	});

	it('expires after as many requests as the settings say; another log-in helps', async () => {
		await bench.settings({ tokenRequests: 3 });
		const token = await logIn();
		const statuses: number[] = [];
		for (let request = 0; request < 5; request++) statuses.push((await list(token)).status);
		expect(statuses).toEqual([200, 200, 200, 401, 401]);
		expect((await list(await logIn())).status).toBe(200);
	});

	it('takes nothing when it has expired', async () => {
		const conversation = await openConversation(bench);
		const token = await logIn();
		await bench.settings({ tokenRequests: 0 });
		const answer = await bench.stranger.post(
			`${ORG}/conversations/${conversation}/messages`,
			{ type: 'TEXT', body: 'Hello' },
			headers(token),
		);
		expectRefusal(answer, 401, 'Invalid or expired token');
		expect(await bench.sent()).toEqual([]);
	});

	it('of the settings never expires, and can be changed', async () => {
		await bench.settings({ tokenRequests: 0 });
		expect((await bench.api.get(CONTACTS)).status).toBe(200);
		await bench.settings({ apiKey: 'another-token' });
		expectRefusal(await bench.api.get(CONTACTS), 401, 'Invalid or expired token');
		expect((await list('another-token')).status).toBe(200);
	});

	it('does not outlive a reset', async () => {
		const token = await logIn();
		await bench.reset();
		expectRefusal(await list(token), 401, 'Invalid or expired token');
	});
});

describe('the organization', () => {
	it.each([
		['no header', undefined, ORG],
		['another one in the header', 'org_other', ORG],
		['another one in the path', 'org_sandbox', '/orgs/org_other'],
		['another one in both', 'org_other', '/orgs/org_other'],
	])('%s: is refused', async (_, org, path) => {
		await bench.customerWrites();
		const answer = await bench.stranger.get(`${path}/contacts`, {
			headers: { Authorization: `Bearer ${TOKEN}`, 'x-org-id': org },
		});
		expectRefusal(answer, 403, 'Not a member of this organization');
	});
});

it('answers an unknown path with 404', async () => {
	expectRefusal(await bench.api.get(`${ORG}/channels`), 404, 'Not found');
});
