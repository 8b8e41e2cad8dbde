import { join } from 'node:path';

import type { IDataObject, INodeType } from 'n8n-workflow';

import type { CommonEvent } from '../../../nodes/shared/trigger/event';
import { repository } from '../../../scripts/platforms';
import nock from '../../support/network';
import { platforms, type PlatformUnderTest } from '../../support/platforms';
import { arrive, customer, given, message, pause, ProcessedData, texts } from './arriving';

/** Seconds. Longer than n8n and this machine take for anything else here. */
const WAIT = 1;
const options = { waitForMoreMessages: WAIT };

interface Row {
	messageId: string;
	conversationId: string;
	inbound: boolean;
	type: string;
	text: string;
	at: string;
}

/** A conversation in the form of each vendor's page, or as it is assumed. */
const conversations: Record<string, { path: RegExp; body: (rows: Row[]) => unknown }> = {
	'waba-portal': {
		path: /\/conversations\/([^/]+)\/messages/,
		body: (rows) => ({
			data: rows.reverse().map(({ messageId, inbound, type, text, at }) => ({
				id: `uuid of ${messageId}`,
				waMessageId: messageId,
				direction: inbound ? 'inbound' : 'outbound',
				type,
				content: type === 'text' ? { text: { body: text } } : { [type]: { id: 'media-1' } },
				timestamp: at,
			})),
			pagination: { nextCursor: null, hasMore: false },
		}),
	},
	wbiz: {
		path: /\/v1\/conversations\/([^/]+)\/messages/,
		body: (rows) => ({
			data: rows.reverse().map(({ messageId, inbound, type, text, at }) => ({
				...{ id: `id of ${messageId}`, messageId, kind: type, body: text, createdAt: at },
				direction: inbound ? 'inbound' : 'outbound',
			})),
		}),
	},
	badala: {
		path: /\/orgs\/[^/]+\/conversations\/([^/]+)\/messages/,
		body: (rows) =>
			rows.map(({ messageId, inbound, type, text, at }) => ({
				...{ id: messageId, type: type.toUpperCase(), body: text, createdAt: at },
				direction: inbound ? 'INBOUND' : 'OUTBOUND',
			})),
	},
	cloove: {
		path: /\/v1\/messaging\/conversations\/([^/]+)$/,
		body: (rows) => ({
			data: {
				messages: rows.reverse().map(({ messageId, inbound, type, text, at }) => ({
					...{ id: messageId, messageType: type, text, createdAt: at },
					direction: inbound ? 'inbound' : 'outbound',
				})),
			},
		}),
	},
};

const withConversation = platforms.filter(({ id }) => id in conversations);
/** What the platforms have, in the order of writing. */
const written: Row[] = [];
/** Conversations whose messages say something else in the place of a direction. */
const directions = new Map<string, unknown>();
/** Conversations that the platform does not give. */
const broken = new Set<string>();

const processed = new ProcessedData();

beforeAll(() => {
	for (const { id, baseUrl } of withConversation) {
		const { path, body } = conversations[id];
		nock(new URL(baseUrl).origin)
			.persist()
			.get((uri) => path.test(uri.split('?')[0]))
			.reply((uri) => {
				const [, conversation] = path.exec(uri.split('?')[0])!;
				if (broken.has(conversation)) return [403, { error: 'missing_scope' }];
				const rows = written.filter(({ conversationId }) => conversationId === conversation);
				const given = body(rows);
				if (directions.has(conversation)) {
					for (const row of given as IDataObject[]) {
						row.direction = directions.get(conversation) as string;
					}
				}
				return [200, given as nock.Body];
			});
	}
});

afterAll(() => jest.restoreAllMocks());

/** The trigger as another n8n process would load it, with a memory of its own. */
function worker({ folder }: PlatformUnderTest): INodeType {
	let type: INodeType;
	jest.isolateModules(() => {
		const name = `${folder}Trigger`;
		// eslint-disable-next-line @typescript-eslint/no-require-imports -- anew for each process
		const module = require(join(repository, 'nodes', folder, `${name}.node.ts`)) as Record<
			string,
			new () => INodeType
		>;
		type = new module[name]();
	});
	return type!;
}

/** What the customer writes now; so that the platform has it, and its webhook brings it. */
function write(
	platform: PlatformUnderTest,
	from: string,
	text: string,
	type = 'text',
	inbound = true,
): CommonEvent {
	const event = message(platform, from, text, Date.now() - Date.UTC(2026, 0, 1), { type });
	written.push({
		...{ messageId: event.messageId!, conversationId: from, inbound, type, text },
		at: event.occurredAt!,
	});
	return event;
}

async function writeThree(platform: PlatformUnderTest, from: string): Promise<CommonEvent[]> {
	const events: CommonEvent[] = [];
	for (const text of ['One', 'Two', 'Three']) {
		events.push(write(platform, from, text));
		await pause(5);
	}
	return events;
}

/** Side by side, as each of them waits for seconds. */
async function onEach(scenario: (platform: PlatformUnderTest) => Promise<void>): Promise<void> {
	await Promise.all(withConversation.map(scenario));
}

describe('Wait for More Messages, with several workers', () => {
	test('two workers with three messages of one customer give them once, in order', async () => {
		await onEach(async (platform) => {
			const from = customer();
			const workers = [worker(platform), worker(platform)];
			const runs: Array<ReturnType<typeof arrive>> = [];
			for (const [text, index] of [
				['One', 0],
				['Two', 1],
				['Three', 0],
			] as const) {
				const event = write(platform, from, text);
				runs.push(arrive(platform, [event], { type: workers[index], options, isWorker: true }));
				await pause(200);
				write(platform, from, 'An answer of ours', 'text', false);
			}
			const results = await Promise.all(runs);
			expect([
				platform.name,
				results.map((result) => given(result).map(({ text }) => text)),
			]).toEqual([platform.name, [[], [], ['One\nTwo\nThree']]]);
			expect(given(results[2])[0].messages).toHaveLength(3);
		});
	});

	test('where the newest one’s run does not come, an earlier one takes it with it, and a late one then finds nothing', async () => {
		await onEach(async (platform) => {
			const from = customer();
			const run = arrive(platform, [write(platform, from, 'One')], {
				...{ type: worker(platform), options, isWorker: true },
			});
			await pause(200);
			const newest = write(platform, from, 'Two');
			const [result] = given(await run);
			expect([platform.name, result.text]).toEqual([platform.name, 'One\nTwo']);
			expect(result).toMatchObject({ messageId: newest.messageId, sessionId: newest.sessionId });
			const late = { type: worker(platform), options, isWorker: true };
			expect(texts([await arrive(platform, [newest], late)])).toEqual([]);
		});
	});

	test('where the conversation cannot be read, each worker gives what it has', async () => {
		await onEach(async (platform) => {
			const from = customer();
			broken.add(from);
			const runs = await Promise.all(
				['One', 'Two'].map(async (text) => {
					const event = write(platform, from, text);
					const setup = { type: worker(platform), options, isWorker: true };
					return await arrive(platform, [event], setup);
				}),
			);
			expect([platform.name, texts(runs).sort()]).toEqual([platform.name, ['One', 'Two']]);
			expect(runs[0].logs.join()).toContain('could not read the conversation');
			expect(runs[0].logs.join()).not.toContain('key-that-nobody-may-see');
		});
	});

	test('an image between two texts, on another worker, keeps them apart', async () => {
		await onEach(async (platform) => {
			const from = customer();
			const one = arrive(platform, [write(platform, from, 'One')], {
				...{ type: worker(platform), options, isWorker: true },
			});
			await pause(100);
			write(platform, from, '', 'image');
			const two = arrive(platform, [write(platform, from, 'Two')], {
				...{ type: worker(platform), options, isWorker: true },
			});
			const both = texts(await Promise.all([one, two]));
			expect([platform.name, both]).toEqual([platform.name, ['One', 'Two']]);
		});
	});

	test('an opt-out, on another worker, goes on by itself, and nothing waits for it', async () => {
		await onEach(async (platform) => {
			const from = customer();
			const setup = () => ({
				type: worker(platform),
				options: { ...options, optOutWords: 'STOP' },
				isWorker: true,
			});
			const one = arrive(platform, [write(platform, from, 'One')], setup());
			await pause(100);
			const begun = performance.now();
			const stop = arrive(platform, [write(platform, from, 'Stop')], setup());
			await one;
			// It does not wait for the opt-out either, as it would for a newer text.
			expect(performance.now() - begun).toBeLessThan(4_500 * WAIT);
			expect([platform.name, texts(await Promise.all([one, stop]))]).toEqual([
				platform.name,
				['One', 'Stop'],
			]);
		});
	});

	test('what another worker overwrites in n8n’s store is written again', async () => {
		const [platform] = withConversation;
		const from = customer();
		const event = write(platform, from, 'One');
		processed.loseNext(1);
		await arrive(platform, [event], { type: worker(platform), options, isWorker: true });
		expect([...processed.entries]).toContain(`given ${event.messageId}`);
	});

	test('what does not say that the customer has written it is not joined', async () => {
		const platform = withConversation.find(({ id }) => id === 'badala')!;
		const from = customer();
		write(platform, from, 'Our answer');
		const event = write(platform, from, 'Thanks');
		for (const direction of [undefined, null, '', 'unknown', 7]) {
			directions.set(from, direction);
			const result = await arrive(platform, [event], {
				type: worker(platform),
				options,
				isWorker: true,
			});
			expect([direction, texts([result])]).toEqual([direction, ['Thanks']]);
			processed.entries.clear();
		}
	});

	test('messages without an id are each given: none is taken for another', async () => {
		const [platform] = withConversation;
		const from = customer();
		for (const text of ['First', 'Second']) {
			const event = { ...write(platform, from, text), messageId: null, eventId: null };
			const result = await arrive(platform, [event], { options, isWorker: true });
			expect(texts([result])).toEqual([text]);
		}
	});

	test('without n8n’s store a message goes on rather than not', async () => {
		const [platform] = withConversation;
		const event = write(platform, customer(), 'One');
		processed.failNext(2);
		const run = await arrive(platform, [event], {
			type: worker(platform),
			options,
			isWorker: true,
		});
		expect(texts([run])).toEqual(['One']);
		expect(run.logs.join()).toContain('could not note in the database');
	});

	describe('and Retry', () => {
		const retry = (platform: PlatformUnderTest, event: CommonEvent, resumeToken: string) =>
			arrive(platform, [event], {
				...{ type: worker(platform), options, isWorker: true, mode: 'retry', resumeToken },
			});

		test('the last one of a crashed n8n gathers the others, at once; theirs then give nothing twice', async () => {
			await onEach(async (platform) => {
				const from = customer();
				const events = await writeThree(platform, from);
				const start = performance.now();
				const last = await retry(platform, events[2], `${from} last`);
				expect([platform.name, texts([last])]).toEqual([platform.name, ['One\nTwo\nThree']]);
				expect(performance.now() - start).toBeLessThan(WAIT * 1000);
				expect(texts([await retry(platform, events[0], `${from} first`)])).toEqual([]);
				// Its own run may have failed behind the trigger: once more, all of it.
				const again = await retry(platform, events[2], `${from} last`);
				expect(texts([again])).toEqual(['One\nTwo\nThree']);
			});
		});

		test('an earlier one gives its own message, and the last one then the rest', async () => {
			await onEach(async (platform) => {
				const from = customer();
				const events = await writeThree(platform, from);
				const first = await retry(platform, events[0], `${from} first`);
				const last = await retry(platform, events[2], `${from} last`);
				expect([platform.name, texts([first, last])]).toEqual([
					platform.name,
					['One', 'Two\nThree'],
				]);
			});
		});
	});
});
