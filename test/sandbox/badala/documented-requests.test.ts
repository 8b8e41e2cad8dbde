import { requestExample, requestExamples } from '../support/contract';
import { type BadalaBench, CUSTOMER, openBench, TOKEN } from './bench';

let bench: BadalaBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	await bench.customerWrites();
});
afterAll(() => bench.close());

const logIn = requestExample('badala', 'auth.login');
const { text, media } = requestExamples('badala', 'message.send');
const template = requestExample('badala', 'message.sendTemplate');

/** With the headers of the pages' samples and no others of ours. */
async function asPrinted(method: string, path: string, body?: object): Promise<Response> {
	return await fetch(`${bench.sandbox.url}/badala${path}`, {
		method,
		headers: {
			Authorization: `Bearer ${TOKEN}`,
			'x-org-id': 'org_sandbox',
			...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
		},
		body: body && JSON.stringify(body),
	});
}

const answered = async (response: Response) => [
	response.status,
	(await response.json()) as Record<string, unknown>,
];

async function ids(): Promise<{ conversation: string; contact: string }> {
	const { conversations, contacts } = await bench.state();
	return { conversation: conversations[0].id, contact: contacts[0].id };
}

it('POST /auth/login gives a token and the user, and asks for no header', async () => {
	const answer = await fetch(`${bench.sandbox.url}/badala/auth/login`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(logIn),
	});
	expect(await answered(answer)).toEqual([
		200,
		{
			token: expect.stringMatching(/^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/) as string,
			user: expect.objectContaining({ email: 'owner@sandbox.test' }) as object,
		},
	]);
});

it('POST …/conversations/:conversationId/messages sends a text', async () => {
	const { conversation } = await ids();
	const answer = await asPrinted(
		'POST',
		`/orgs/org_sandbox/conversations/${conversation}/messages`,
		text,
	);
	expect(await answered(answer)).toMatchObject([201, text]);
	expect((await bench.state()).messages.at(-1)).toMatchObject({
		to: CUSTOMER,
		type: 'text',
		content: { text: { body: text.body } },
	});
});

it('POST …/conversations/:conversationId/messages sends media', async () => {
	const { conversation } = await ids();
	const answer = await asPrinted(
		'POST',
		`/orgs/org_sandbox/conversations/${conversation}/messages`,
		media,
	);
	expect(await answered(answer)).toMatchObject([201, media]);
	expect((await bench.state()).messages.at(-1)).toMatchObject({
		type: 'image',
		content: { image: { link: media.mediaUrl, caption: media.caption } },
	});
});

it('POST …/channels/:channelId/templates/send sends a template', async () => {
	const answer = await asPrinted(
		'POST',
		'/orgs/org_sandbox/channels/ch_sandbox/templates/send',
		template,
	);
	expect(await answered(answer)).toMatchObject([201, { direction: 'OUTBOUND', status: 'SENT' }]);
	expect((await bench.state()).messages.at(-1)).toMatchObject({
		to: CUSTOMER,
		type: 'template',
		content: {
			template: {
				name: 'appointment_reminder',
				language: 'en',
				variables: ['Yousef', 'May 9 at 4pm'],
				text: 'Hello Yousef, we look forward to seeing you on May 9 at 4pm.',
			},
		},
	});
});

it.each(['/contacts?search=you&take=10&skip=0', '/contacts', '/conversations'])(
	'GET /orgs/:orgId%s',
	async (path) => {
		const answer = await asPrinted('GET', `/orgs/org_sandbox${path}`);
		expect(await answered(answer)).toMatchObject([200, [{ id: expect.any(String) as string }]]);
	},
);

it('GET …/contacts/:contactId gives the contact with its conversations', async () => {
	const { conversation, contact } = await ids();
	const answer = await asPrinted('GET', `/orgs/org_sandbox/contacts/${contact}`);
	expect(await answered(answer)).toMatchObject([
		200,
		{ id: contact, conversations: [{ id: conversation }] },
	]);
});

it('GET …/conversations/:id/messages gives the history', async () => {
	const { conversation } = await ids();
	const answer = await asPrinted('GET', `/orgs/org_sandbox/conversations/${conversation}/messages`);
	expect(await answered(answer)).toMatchObject([200, [{ direction: 'INBOUND', body: 'Hello' }]]);
});
