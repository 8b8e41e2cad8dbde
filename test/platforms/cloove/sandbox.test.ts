import type { IDataObject } from 'n8n-workflow';

import { SandboxedCloove } from './sandboxed';

let cloove: SandboxedCloove;

beforeAll(async () => {
	cloove = await SandboxedCloove.start();
});

beforeEach(async () => {
	await cloove.reset();
});

afterAll(async () => {
	await cloove.close();
});

const haste = { messagesPerSecond: 50 };
const rows = (outputs: Array<Array<{ json: IDataObject }>>) =>
	outputs.flat().map(({ json }) => json);

/** Ada, Ben, … Eve: the last is the most recently active. */
const people = ['Ada', 'Ben', 'Cyd', 'Dan', 'Eve'];
const everybody = async () => {
	for (const [index, name] of people.entries()) {
		await cloove.conversation(`234800000000${index}`, name);
	}
};

describe('Conversations', () => {
	const getMany = async (parameters: object) => {
		const result = await cloove.run('conversation.getMany', { ...parameters, options: haste });
		expect(result.error).toBeUndefined();
		return rows(result.outputs).map(({ customerName }) => customerName);
	};

	test('come in one answer where the platform has no pages', async () => {
		await everybody();
		expect(await getMany({ returnAll: true })).toEqual([...people].reverse());
		expect(await cloove.requests()).toHaveLength(1);
	});

	test('come page by page where it has', async () => {
		await everybody();
		await cloove.settings({ pageSize: 2 });
		expect(await getMany({ returnAll: true })).toEqual([...people].reverse());
		expect(await cloove.requests()).toHaveLength(3);
		expect(await getMany({ returnAll: false, limit: 3 })).toEqual(['Eve', 'Dan', 'Cyd']);
		expect(await cloove.requests()).toHaveLength(5);
	});

	test('are filtered by the platform, page by page, too', async () => {
		await everybody();
		await cloove.settings({ pageSize: 1 });
		const search = (text: string) => ({
			returnAll: true,
			filters: { status: 'open', search: text },
		});
		expect(await getMany(search('a'))).toEqual(['Dan', 'Ada']);
		expect(await getMany(search('+2348000000003'))).toEqual(['Dan']);
		expect(await getMany({ returnAll: true, filters: { status: 'closed' } })).toEqual([]);
	});

	test('give their messages, the newest first, as many as the platform gives', async () => {
		const ada = await cloove.conversation();
		await cloove.sendTexts(
			[
				[ada, 'One'],
				[ada, 'Two'],
			],
			{ options: haste },
		);
		const conversationId = { __rl: true, mode: 'id', value: ada };
		const read = async () => {
			const { outputs } = await cloove.run('conversation.getMessages', {
				conversationId,
				returnAll: true,
			});
			return rows(outputs).map(({ text }) => text);
		};
		expect(await read()).toEqual(['Two', 'One', 'Is my order shipped?']);
		await cloove.settings({ messagesPerConversation: 2 });
		expect(await read()).toEqual(['Two', 'One']);
	});
});

describe('The list to pick a conversation from', () => {
	test('shows names, numbers and statuses, and searches on the platform', async () => {
		await everybody();
		const { results, paginationToken } = await cloove.pick('searchConversations', ' cyd ');
		expect(results).toEqual([
			{ name: 'Cyd (+2348000000002, open)', value: expect.stringMatching(/^[0-9a-f-]{36}$/) },
		]);
		expect(paginationToken).toBeUndefined();
	});

	test('goes on page by page', async () => {
		await everybody();
		await cloove.settings({ pageSize: 2 });
		const names: string[] = [];
		let token: string | undefined;
		do {
			const page = await cloove.pick('searchConversations', undefined, token as string | undefined);
			names.push(...page.results.map(({ name }) => name.split(' ')[0]));
			token = page.paginationToken as string | undefined;
		} while (token !== undefined);
		expect(names).toEqual([...people].reverse());
	});

	test('says what is missing', async () => {
		await cloove.settings({ scopes: [] });
		await expect(cloove.pick('searchConversations')).rejects.toThrow(
			'messaging:conversations:read',
		);
	});
});

describe('Refusals', () => {
	const failure = async (id: string, data?: IDataObject) => {
		const setup = data ? { data: { ...cloove.credential, ...data } as never } : {};
		const { error } = await cloove.sendTexts([[id, 'Hi']], { options: haste, ...setup });
		return `${error?.message} ${error?.description}`;
	};

	test('of a text outside of the 24-hour window advise a template', async () => {
		const ada = await cloove.conversation();
		await cloove.control.advanceClock(25 * 3600);
		expect(await failure(ada)).toMatch(/refused the request: .*24-hour window.*approved template/);
	});

	test('of a template name the field', async () => {
		const template = {
			businessWhatsappNumberId: '6f9619ff-8b86-4011-b42d-00c04fc964ff',
			to: '+2348012345678',
			templateName: 'order_shipped',
			templateVariables: { variable: [{ name: 'order_id', value: '1234' }] },
		};
		const { error } = await cloove.run('message.sendTemplate', template);
		expect(error?.message).toMatch(/eta/);
		expect(await cloove.sent()).toEqual([]);
	});

	test.each<[string, Record<string, unknown>, string]>([
		['a missing scope', { scopes: ['messaging:conversations:read'] }, 'messaging:messages:send'],
		['an address that is not allowed', { allowedIp: false }, 'IP allowlist'],
	])('for %s say so', async (_why, settings, words) => {
		const ada = await cloove.conversation();
		await cloove.settings(settings);
		expect(await failure(ada)).toContain(words);
		expect(await cloove.sent()).toEqual([]);
	});

	test('by the firewall name it', async () => {
		const ada = await cloove.conversation();
		expect(await failure(ada, { userAgent: 'axios/1.7.2' })).toContain(
			'the firewall in front of Cloove',
		);
		expect(await cloove.sent()).toEqual([]);
	});

	test('of too many requests are waited for, and end unsent when that takes too long', async () => {
		const ada = await cloove.conversation();
		await cloove.settings({ requestsPerMinute: 1 });
		const { outputs } = await cloove.sendTexts(
			[
				[ada, 'One'],
				[ada, 'Two'],
			],
			{
				options: { ...haste, longestWait: 1 },
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(rows(outputs)).toMatchObject([
			{ messageId: expect.any(String) },
			{ error: expect.stringContaining('rate limit'), details: { mayHaveBeenDelivered: false } },
		]);
		expect(await cloove.sent()).toEqual(['2348012345678 text One']);
	});
});

test('of the vendor’s 120 requests a minute, 30 may leave at once and then two a second', async () => {
	const ada = await cloove.conversation();
	const start = Date.now();
	const texts = Array.from({ length: 33 }, (_, index): [string, string] => [ada, String(index)]);
	await cloove.sendTexts(texts);
	expect(Date.now() - start).toBeGreaterThanOrEqual(1200);
	expect(await cloove.sent()).toHaveLength(33);
});
