import '../../support/network';
import { searchList } from '../../support/harness';
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

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

test.each([7, 30])(
	'A token that is good for %d requests expires in the middle of 100 messages: each is sent once',
	async (tokenRequests) => {
		const conversations = await badala.hearFrom(100);
		await badala.control.settings({ tokenRequests });
		const { status, outputs, error } = await badala.run(
			'message.sendText',
			{ conversationId: byId('={{ $json.id }}'), text: '={{ $json.id }}' },
			conversations.map((id) => ({ json: { id } })),
		);
		expect(error?.message).toBeUndefined();
		expect(status).toBe('success');
		expect(outputs[0].map(({ json }) => json.conversationId)).toEqual(conversations);
		expect(new Set(outputs[0].map(({ json }) => json.messageId)).size).toBe(100);
		const { messages, logIns } = await badala.state();
		expect(messages.filter(({ direction }) => direction === 'outbound')).toHaveLength(100);
		expect(logIns).toBe(Math.ceil(100 / tokenRequests));
	},
);

test('A second run uses the token of the first', async () => {
	await badala.run('contact.getMany', { returnAll: true });
	await badala.run('contact.getMany', { returnAll: true });
	expect((await badala.state()).logIns).toBe(1);
});

test('A message’s id is the one by which its statuses are told', async () => {
	const [id] = await badala.hearFrom(1);
	const { outputs } = await badala.run('message.sendText', {
		conversationId: byId(id),
		text: 'Hi',
	});
	const { messages } = await badala.state();
	expect(outputs[0][0].json.messageId).toBe(messages.at(-1)?.id);
});

test('After the 24 hours the message may not be sent, and the advice is a template', async () => {
	const [id] = await badala.hearFrom(1);
	await badala.control.advanceClock(25 * 3600);
	const { error } = await badala.run('message.sendText', { conversationId: byId(id), text: 'Hi' });
	expect(error?.message).toMatch(/Badala refused the request: Meta: \(#131047\)/);
	expect(error?.description).toContain('approved template');
});

test.each(['array', 'data', 'items'])('Lists are read in the form "%s"', async (listShape) => {
	const ids = await badala.hearFrom(3);
	await badala.control.settings({ listShape });
	const all = { returnAll: true };
	expect((await badala.run('contact.getMany', all)).outputs[0]).toHaveLength(3);
	expect((await badala.run('conversation.getMany', all)).outputs[0]).toHaveLength(3);
	const form = { ...all, conversationId: byId(ids[0]) };
	expect((await badala.run('conversation.getMessages', form)).outputs[0]).toHaveLength(1);
});

test('All contacts come, though the platform gives fewer in a page than asked for', async () => {
	await badala.hearFrom(45);
	await badala.control.settings({ maxTake: 20 });
	const { outputs } = await badala.run('contact.getMany', { returnAll: true });
	expect(new Set(outputs[0].map(({ json }) => json.phone)).size).toBe(45);
});

test('A conversation is closed, assigned and taken back', async () => {
	const [id] = await badala.hearFrom(1);
	const conversationId = byId(id);
	const change = async (operation: string, parameters: Record<string, string | boolean>) =>
		(await badala.run(operation, { conversationId, ...parameters })).outputs[0][0].json;
	expect(await change('conversation.setStatus', { status: 'closed' })).toMatchObject({
		status: 'CLOSED',
	});
	expect(await change('conversation.assign', { assigneeId: 'usr_omar' })).toMatchObject({
		assigneeId: 'usr_omar',
	});
	expect(await change('conversation.assign', { unassign: true })).toMatchObject({
		assigneeId: null,
	});
});

test('A filter lets through what it names', async () => {
	const [first] = await badala.hearFrom(2);
	await badala.run('conversation.assign', { conversationId: byId(first), assigneeId: 'usr_amira' });
	const form = { returnAll: true, filters: { assigneeId: 'usr_amira', status: 'OPEN' } };
	const { outputs } = await badala.run('conversation.getMany', form);
	expect(outputs[0].map(({ json }) => json.id)).toEqual([first]);
});

describe('The pickers', () => {
	test('find conversations by the contact’s name and number', async () => {
		await badala.control.inbound({
			from: '96567666156',
			name: 'Yousef',
			text: 'Hi',
			deliver: false,
		});
		await badala.hearFrom(1);
		for (const filter of ['YOUS', '67666']) {
			const { results } = await searchList(badala.setup, 'searchConversations', filter);
			expect(results).toEqual([
				{ name: 'Yousef (+96567666156, OPEN)', value: expect.stringMatching(/^cv_/) },
			]);
		}
	});

	test('find contacts, and go on to the end', async () => {
		await badala.hearFrom(120);
		const first = await searchList(badala.setup, 'searchContacts');
		const second = await searchList(
			badala.setup,
			'searchContacts',
			'',
			first.paginationToken as string,
		);
		const end = await searchList(
			badala.setup,
			'searchContacts',
			'',
			second.paginationToken as string,
		);
		expect([first, second, end].map(({ results }) => results.length)).toEqual([100, 20, 0]);
		expect(end.paginationToken).toBeUndefined();
		const { results } = await searchList(badala.setup, 'searchContacts', '60000007');
		expect(results).toMatchObject([{ name: expect.stringContaining('+96560000007') }]);
	});
});
