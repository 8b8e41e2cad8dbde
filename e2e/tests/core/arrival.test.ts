import { createHash } from 'node:crypto';

import axios from 'axios';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { BadalaState } from '../badala/host';
import { BadalaHost } from '../badala/host';
import type { ClooveHost } from '../cloove/host';
import type { PabblyState } from '../pabbly-chatflow/host';
import type { WbizState } from '../wbiz/host';
import { errorOf, outputOf, type Execution } from '../../n8n/executions';
import { node, workflow } from '../../support/workflow';
import { onEach, type TestedPlatform, usePlatforms } from './platforms';

const ASHA = '919876543210';
const RAHUL = '919123456789';
const WORDS = { optOutWords: 'STOP, UNSUBSCRIBE', optInWords: 'START' };

/** Where the platform keeps whether a customer may be written to: the path of its calls, and what it has now. */
const CONTACTS: Record<string, { path: string; mayWrite(state: object): unknown }> = {
	Badala: {
		path: '/orgs/org_sandbox/contacts',
		mayWrite: (state) =>
			(state as BadalaState).contacts.find(({ phone }) => phone === `+${ASHA}`)?.marketingConsent,
	},
	'Pabbly Chatflow': {
		path: '/contacts',
		mayWrite: (state) =>
			(state as PabblyState).contacts.find(({ mobile }) => mobile === ASHA)?.optin,
	},
	WBIZ: {
		path: '/v1/contacts',
		mayWrite: (state) =>
			(state as WbizState).contacts.find(({ phone }) => phone === `+${ASHA}`)?.optedIn,
	},
};

const after = () => node('After', 'n8n-nodes-base.noOp', {});
const eventsOf = (execution: Execution, of = 'After') =>
	outputOf(execution, of).map(({ json }) => json);

describe('what an event goes through before the workflow', () => {
	const platforms = usePlatforms();
	const withContacts = platforms.filter(({ name }) => name in CONTACTS);
	const named = (...names: string[]) => platforms.filter(({ name }) => names.includes(name));

	async function publish(platform: TestedPlatform, options: INodeParameters): Promise<string> {
		const parameters = { events: ['message.received'], options };
		const { id } = await platform.publish(
			workflow('Arrival', [platform.trigger(parameters), after()]),
		);
		return id;
	}

	/** A customer writes; gives the execution of it. */
	async function write(
		{ host }: TestedPlatform,
		id: string,
		text: string,
		message: IDataObject = {},
	): Promise<Execution> {
		const before = (await host.n8n.executions.list(id)).length;
		await host.sandbox.inboundDelivered({ from: ASHA, name: 'Asha', text, ...message });
		const [latest] = await host.n8n.executions.waitForCount(id, before + 1);
		return latest;
	}

	test('a word of the lists starts the workflow as an event of its own, where only messages are chosen', async () => {
		await onEach(platforms, async (platform) => {
			const id = await publish(platform, WORDS);
			const [stop] = eventsOf(await write(platform, id, ' Stop! '));
			expect(stop).toMatchObject({ event: 'contact.optedOut', text: ' Stop! ', chatInput: null });
			expect(stop.phone).toBe(`+${ASHA}`);
			const [start] = eventsOf(await write(platform, id, 'start'));
			expect(start).toMatchObject({ event: 'contact.optedIn', text: 'start' });
			const [hello] = eventsOf(await write(platform, id, 'Do not stop'));
			expect(hello).toMatchObject({ event: 'message.received', chatInput: 'Do not stop' });
		});
	});

	test('STOP does not wait, and does not take along what was held', async () => {
		await onEach(platforms, async (platform) => {
			const { host } = platform;
			const id = await publish(platform, { ...WORDS, waitForMoreMessages: 3 });
			await host.sandbox.inboundDelivered({ from: ASHA, text: 'Hello' });
			await host.sandbox.inboundDelivered({ from: ASHA, text: 'STOP' });
			const events = (await host.n8n.executions.waitForCount(id, 2)).flatMap((execution) =>
				eventsOf(execution),
			);
			expect(events.map(({ event, text }) => [event, text]).sort()).toEqual([
				['contact.optedOut', 'STOP'],
				['message.received', 'Hello'],
			]);
		});
	});

	test('Update Contact notes the choice at the platform', async () => {
		await onEach(withContacts, async (platform) => {
			const { mayWrite } = CONTACTS[platform.name];
			const id = await publish(platform, { ...WORDS, updateContact: true });
			for (const [word, expected] of [
				['STOP', false],
				['START', true],
				['unsubscribe', false],
			] as const) {
				const [event] = eventsOf(await write(platform, id, word));
				expect(event).toMatchObject({ contactUpdated: true });
				expect([word, mayWrite(await platform.host.sandbox.state())]).toEqual([word, expected]);
			}
		});
	});

	test('an opt-out that cannot be noted fails the execution, and Retry notes it', async () => {
		await onEach(withContacts, async (platform) => {
			const { host, name } = platform;
			const { path, mayWrite } = CONTACTS[name];
			const id = await publish(platform, { ...WORDS, updateContact: true });
			await host.sandbox.fault({ kind: 'status', status: 403, path, times: 10 });
			const failed = await write(platform, id, 'STOP');
			expect([failed.status, eventsOf(failed)]).toEqual(['error', []]);
			expect(errorOf(failed)).toContain(name);
			await host.sandbox.clearFaults();
			const retried = await host.n8n.executions.retry(failed.id);
			const { status, ...execution } = await host.n8n.executions.waitUntilFinished(retried.id);
			expect(status).toBe('success');
			expect(eventsOf(execution as Execution)[0]).toMatchObject({
				event: 'contact.optedOut',
				contactUpdated: true,
			});
			expect(mayWrite(await host.sandbox.state())).toBe(false);
		});
	});

	/** A person takes the conversation of a customer, in the platform's app, or gives it back. */
	async function handTo(platform: TestedPlatform, human: boolean): Promise<void> {
		const conversationId = await platform.addressOf(ASHA);
		if (platform.host instanceof BadalaHost) {
			const assigneeId = human ? 'usr_amira' : null;
			await platform.host.api('patch', `/conversations/${conversationId}/assignee`, { assigneeId });
		} else {
			const { sandbox } = platform.host as ClooveHost;
			const data = { conversationId, mode: human ? 'human' : 'ai' };
			await sandbox.raise('messaging.conversation.assigned', data);
		}
	}

	test('nothing starts while a person has the conversation, but for an opt-out', async () => {
		await onEach(named('Badala', 'Cloove'), async (platform) => {
			const id = await publish(platform, { ...WORDS, ignoreWhileHuman: true });
			expect(eventsOf(await write(platform, id, 'Hello'))).toHaveLength(1);
			await handTo(platform, true);
			const ignored = await write(platform, id, 'Is anybody there?');
			expect([ignored.status, eventsOf(ignored)]).toEqual(['success', []]);
			expect(eventsOf(await write(platform, id, 'STOP'))[0].event).toBe('contact.optedOut');
			await handTo(platform, false);
			expect(eventsOf(await write(platform, id, 'Thanks'))[0].text).toBe('Thanks');
		});
	});

	test('when the platform cannot be asked for it, the execution fails, and Retry asks again', async () => {
		await onEach(named('Badala', 'Cloove'), async (platform) => {
			const { host, name } = platform;
			const id = await publish(platform, { ignoreWhileHuman: true });
			await platform.addressOf(ASHA);
			const path = name === 'Badala' ? CONTACTS.Badala.path : '/v1/messaging/conversations';
			await host.sandbox.fault({ kind: 'status', status: 500, path, times: 10 });
			const failed = await write(platform, id, 'Hi');
			expect([failed.status, eventsOf(failed)]).toEqual(['error', []]);
			await host.sandbox.clearFaults();
			const { id: retried } = await host.n8n.executions.retry(failed.id);
			const execution = await host.n8n.executions.waitUntilFinished(retried);
			expect(eventsOf(execution)[0]).toMatchObject({ text: 'Hi' });
		});
	});

	const image = (parts: IDataObject = {}) => ({
		text: undefined,
		message: { type: 'image', image: { caption: 'Look', ...parts } },
	});

	test('the file of a message comes with it, byte for byte', async () => {
		await onEach(named('Badala', 'Pabbly Chatflow'), async (platform) => {
			const { name } = platform;
			const parameters = { options: { downloadFiles: true } };
			const hash = node('After', 'n8n-nodes-base.crypto', {
				binaryData: true,
				binaryPropertyName: 'data',
				type: 'SHA256',
				dataPropertyName: 'sha256',
				encoding: 'hex',
			});
			const { id } = await platform.publish(
				workflow('Files', [platform.trigger(parameters), hash]),
			);
			const execution = await write(platform, id, '', image());
			const [{ json, binary }] = outputOf(execution, 'Trigger');
			expect(json).toMatchObject({ type: 'image', text: 'Look' });
			expect(json).not.toHaveProperty('fileError');
			expect(binary?.data.mimeType).toBe('image/jpeg');
			const media = json.media as IDataObject;
			const url = name === 'Badala' ? media.url : await addressOf(platform, String(media.id));
			const { data } = await axios.get<Buffer>(String(url), {
				responseType: 'arraybuffer',
				proxy: false,
			});
			expect(data.length).toBeGreaterThan(50);
			expect(eventsOf(execution)[0].sha256).toBe(createHash('sha256').update(data).digest('hex'));
		});
	});

	async function addressOf({ host }: TestedPlatform, id: string): Promise<string> {
		const answer = await host.sandbox.callApi('get', `/media?id=${id}`);
		return (answer as { data: { mediaUrl: string } }).data.mediaUrl;
	}

	test('a file that cannot be had does not hold up the message', async () => {
		const expectReason = async (
			platform: TestedPlatform,
			options: INodeParameters,
			message: object,
			reason: string,
		) => {
			const id = await publish(platform, { downloadFiles: true, ...options });
			const execution = await write(platform, id, '', message as IDataObject);
			expect(execution.status).toBe('success');
			const [{ json, binary }] = outputOf(execution, 'After');
			expect(json.fileError).toContain(reason);
			expect(json.text).toBe('Look');
			expect(binary).toBeUndefined();
		};
		await onEach(named('Badala', 'Pabbly Chatflow'), async (platform) => {
			await expectReason(platform, { largestFile: 0.0001 }, image(), 'more than 0.0001 MB');
		});
		await onEach(named('Badala'), async (platform) => {
			const link = 'https://169.254.169.254/latest/meta-data';
			await expectReason(platform, {}, image({ link }), 'leads to a private network');
			const http = `http://127.0.0.1:${new URL(platform.host.running.n8nUrl).port}/rest/settings`;
			await expectReason(platform, {}, image({ link: http }), 'https://');
			const gone = `${new URL(platform.host.platform.baseUrl).origin}/badala/files/gone`;
			await expectReason(platform, {}, image({ link: gone }), 'could not be downloaded (HTTP 4');
		});
		await onEach(named('Pabbly Chatflow'), async (platform) => {
			const body = { success: false, error: 'Media not found' };
			const path = '/media';
			await platform.host.sandbox.fault({ kind: 'status', status: 404, path, body, times: 10 });
			await expectReason(platform, {}, image(), 'Media not found');
		});
	});

	test('two customers do not touch each other', async () => {
		await onEach(platforms, async (platform) => {
			const { host } = platform;
			const id = await publish(platform, WORDS);
			await Promise.all([
				host.sandbox.inboundDelivered({ from: ASHA, text: 'STOP' }),
				host.sandbox.inboundDelivered({ from: RAHUL, text: 'Hi' }),
			]);
			const events = (await host.n8n.executions.waitForCount(id, 2)).flatMap((execution) =>
				eventsOf(execution),
			);
			expect(events.map(({ event, phone }) => [phone, event]).sort()).toEqual([
				[`+${RAHUL}`, 'message.received'],
				[`+${ASHA}`, 'contact.optedOut'],
			]);
		});
	});
});
