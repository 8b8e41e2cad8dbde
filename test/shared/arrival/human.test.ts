import type { INode } from 'n8n-workflow';

import { commonEvent, STATUS, type CommonEvent } from '../../../nodes/shared/trigger/event';
import { arrive, platformOf, written } from '../../support/arrival';
import nock from '../../support/network';

const options = { ignoreWhileHuman: true };
const badala = platformOf('badala');
const cloove = platformOf('cloove');
const org = badala.credentialData().data.orgId as string;

afterEach(() => {
	nock.cleanAll();
});

function answers(platform: typeof badala, path: string, body: object | string, status = 200) {
	const base = new URL(platform.baseUrl);
	return nock(base.origin).get(`${base.pathname}${path}`).reply(status, body);
}

type Parts = Partial<CommonEvent>;

/** The platform, what names the conversation, the path that is asked, and its answer for a person and for nobody. */
const cases = [
	['badala', { contactId: 'ct-1' }, `/orgs/${org}/contacts/ct-1`, { assigneeId: 'u1' }, {}],
	[
		'badala',
		{ contactId: 'ct-1' },
		`/orgs/${org}/contacts/ct-1`,
		{ assignee: { id: 'u1' } },
		{ assignee: null, assigneeId: null },
	],
	['cloove', {}, '/v1/messaging/conversations/cv-1', { mode: 'human' }, { mode: 'ai' }],
	['cloove', {}, '/v1/messaging/conversations/cv-1', { mode: 'HUMAN' }, { mode: 'AI' }],
] as Array<[string, Parts, string, object, object]>;

const bodyOf = (id: string, conversation: object) => {
	const whole = { id: 'cv-1', ...conversation };
	return id === 'cloove'
		? { data: whole }
		: { id: 'ct-1', conversations: [{ id: 'cv-0', assigneeId: 'u2' }, whole] };
};

describe.each(cases)('%s %j', (id, parts, path, withHuman, withNobody) => {
	const platform = platformOf(id);
	const message = written(platform, { text: 'Hi', ...parts });

	test('a message to a person starts nothing, and any other goes on as it was', async () => {
		answers(platform, path, bodyOf(id, withHuman));
		const ignored = await arrive(platform, message, options);
		expect([ignored.status, ignored.items]).toEqual(['success', []]);
		answers(platform, path, bodyOf(id, withNobody));
		expect((await arrive(platform, message, options)).json).toEqual(message);
	});

	test('the platform is not asked without the option, for a status, nor for an opt-out', async () => {
		expect((await arrive(platform, message)).json).toEqual(message);
		const status = commonEvent('x', {}, { event: STATUS, conversationId: 'cv-1', ...parts });
		expect((await arrive(platform, status, options)).json).toEqual(status);
		const stop = written(platform, { text: 'STOP', ...parts });
		const { json } = await arrive(platform, stop, { ...options, optOutWords: 'STOP' });
		expect(json.event).toBe('contact.optedOut');
	});

	test('when it cannot be asked, the execution fails, and Retry asks again', async () => {
		answers(platform, path, { message: 'No', error: 'missing_scope' }, 403);
		const { status, error, items } = await arrive(platform, message, options);
		expect([status, items]).toEqual(['error', []]);
		expect(error?.message).toContain('No');
		answers(platform, path, bodyOf(id, withHuman));
		expect((await arrive(platform, message, options)).items).toEqual([]);
	});

	test('the message goes on, with the reason, where the node continues on errors', async () => {
		answers(platform, path, { message: 'No' }, 403);
		const settings: Partial<INode> = { onError: 'continueRegularOutput' };
		const { json } = await arrive(platform, message, options, { settings });
		expect(json).toMatchObject({ text: 'Hi', humanError: expect.stringContaining('No') });
	});

	test('the message goes on, with the reason, where it can never be known', async () => {
		answers(platform, path, { message: 'Not found' }, 404);
		expect((await arrive(platform, message, options)).json).toMatchObject({
			humanError: 'Not found',
		});
		const nameless = written(platform, { text: 'Hi', conversationId: null });
		expect((await arrive(platform, nameless, options)).json).toMatchObject({
			humanError: expect.stringContaining('the event does not name'),
		});
	});
});

test('Badala: a contact without the conversation of the message says nothing of it', async () => {
	answers(badala, `/orgs/${org}/contacts/ct-1`, { id: 'ct-1', conversations: [{ id: 'cv-0' }] });
	const message = written(badala, { contactId: 'ct-1' });
	expect((await arrive(badala, message, options)).json).toMatchObject({
		humanError: expect.stringContaining('does not come with the conversation'),
	});
});

describe('Cloove', () => {
	const message = written(cloove, { text: 'Hi' });
	const alone = '/v1/messaging/conversations/cv-1';
	const list = '/v1/messaging/conversations?mode=human&search=%2B919876543210';

	test.each([
		[[{ id: 'cv-0' }, { id: 'cv-1' }], 0],
		[[{ id: 'cv-0' }], 1],
		[[], 1],
	])(
		'is asked by the filter of its list where a conversation has no mode: %j',
		async (rows, left) => {
			answers(cloove, alone, { data: { id: 'cv-1' } });
			answers(cloove, list, { data: rows });
			expect((await arrive(cloove, message, options)).items).toHaveLength(left);
			expect(nock.pendingMocks()).toEqual([]);
		},
	);

	test('is asked once where Fetch Conversation has read it already', async () => {
		answers(cloove, alone, { data: { id: 'cv-1', mode: 'human' } });
		const both = { ...options, fetchConversation: true };
		expect((await arrive(cloove, message, both)).items).toEqual([]);
	});

	test('is waited for, where it only wants a pause: the execution need not fail for it', async () => {
		const base = new URL(cloove.baseUrl);
		nock(base.origin).get(`${base.pathname}${alone}`).reply(429, {}, { 'Retry-After': '6' });
		answers(cloove, alone, { data: { id: 'cv-1', mode: 'ai' } });
		const begun = performance.now();
		expect((await arrive(cloove, message, options)).json).toEqual(message);
		// More than a person in front of a list would be made to wait.
		expect(performance.now() - begun).toBeGreaterThan(5_500);
	});
});
