import { type BadalaBench, components, openBench, ORG, TO } from './bench';
import { type Hook, openHook, openWebhookCheck, payload, wellSigned } from './webhook-bench';

let bench: BadalaBench;
let hook: Hook;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	await bench.settings({ webhookRetryDelaysMs: [], autoStatuses: false });
	hook = await openHook(bench);
});
afterEach(() => hook.receiver.close());
afterAll(() => bench.close());

const CONVERSATIONS = `${ORG}/conversations`;
const conversation = async () => (await bench.state()).conversations[0];

/** One customer who has written, with what that brought about forgotten. */
async function known(): Promise<string> {
	await bench.customerWrites({ deliver: false });
	return (await conversation()).id;
}

describe('statuses', () => {
	async function send(): Promise<Record<string, string>> {
		const path = `${CONVERSATIONS}/${await known()}/messages`;
		return (await bench.api.post(path, { type: 'TEXT', body: 'Hello' })).data as Record<
			string,
			string
		>;
	}

	it.each(['sent', 'delivered', 'read'])(
		'message.%s names the message by its id',
		async (status) => {
			const sent = await send();
			const moved = await bench.platform.post('/statuses', { messageId: sent.wamid, status });
			await hook.finished(moved.data.deliveryId as string);
			expect(hook.told(`message.${status}`).data).toEqual({
				messageId: sent.id,
				conversationId: sent.conversationId,
				contactId: (await bench.state()).contacts[0].id,
				to: TO,
				status: status.toUpperCase(),
			});
		},
	);

	it('sends nothing about a failure, for which the vendor has no event', async () => {
		const { wamid: messageId } = await send();
		const moved = await bench.platform.post('/statuses', { messageId, status: 'failed' });
		expect([moved.status, moved.data.deliveryId]).toEqual([200, null]);
		expect(await hook.events()).toEqual([]);
	});

	it('come by themselves, each once', async () => {
		await bench.settings({ autoStatuses: true });
		await send();
		await hook.count(3);
		expect(await hook.events()).toEqual(['message.sent', 'message.delivered', 'message.read']);
	});
});

describe('conversations and contacts', () => {
	it('closing is sent once, opening never', async () => {
		const conversationId = await known();
		const path = `${CONVERSATIONS}/${conversationId}/status`;
		for (const status of ['OPEN', 'CLOSED', 'CLOSED', 'OPEN']) {
			await bench.api.patch(path, { status });
		}
		expect(await hook.events()).toEqual(['conversation.closed']);
		await hook.count(1);
		expect(hook.told('conversation.closed').data).toMatchObject({
			conversationId,
			status: 'CLOSED',
		});
	});

	it('assigning is sent, taking it back is not', async () => {
		const conversationId = await known();
		const path = `${CONVERSATIONS}/${conversationId}/assignee`;
		for (const assigneeId of ['usr_omar', 'usr_omar', null]) {
			await bench.api.patch(path, { assigneeId });
		}
		expect(await hook.events()).toEqual(['conversation.assigned']);
		await hook.count(1);
		expect(hook.told('conversation.assigned').data).toMatchObject({
			conversationId,
			assigneeId: 'usr_omar',
		});
	});

	it('a contact is sent when it is made, and when something about it changes', async () => {
		const save = (body: object) => bench.api.post(`${ORG}/contacts`, { phone: TO, ...body });
		const { data: contact } = await save({ name: 'Yousef' });
		await hook.count(1);
		await save({ name: 'Yousef' });
		const { data: changed } = await bench.api.patch(`${ORG}/contacts/${contact.id}`, {
			tags: ['vip'],
		});
		expect(await hook.events()).toEqual(['contact.created', 'contact.updated']);
		await hook.count(2);
		expect(hook.told('contact.created').data).toEqual(contact);
		expect(hook.told('contact.updated').data).toEqual(changed);
	});

	it('an import sends every contact', async () => {
		const form = new FormData();
		form.append('file', new Blob([`phone\n${TO}\n+96550001111\n12`]), 'a.csv');
		await bench.api.post(`${ORG}/contacts/import`, form);
		await hook.count(2);
		expect(await hook.events()).toEqual(['contact.created', 'contact.created']);
	});
});

describe('on request of the control API', () => {
	it('any event can be raised, with any data', async () => {
		const data = { conversationId: 'cv_1', assigneeId: 'usr_omar', by: 'round-robin' };
		const answer = await bench.platform.post('/events', { event: 'conversation.assigned', data });
		expect(answer.status).toBe(200);
		expect(await hook.finished(answer.data.deliveryId as string)).toMatchObject({
			state: 'delivered',
		});
		expect(hook.told('conversation.assigned').data).toEqual(data);
		expect(wellSigned(hook.latest())).toBe(true);
	});
});

describe('which events', () => {
	it('that are sent are those of the settings', async () => {
		await bench.settings({ webhookEvents: ['message.received', 'message.read'] });
		await bench.settings({ autoStatuses: true });
		await hook.finished((await bench.customerWrites()).deliveryId);
		const path = `${CONVERSATIONS}/${(await conversation()).id}/messages`;
		await bench.api.post(path, { type: 'TEXT', body: 'Hello' });
		await hook.count(2);
		expect(await hook.events()).toEqual(['message.received', 'message.read']);
	});

	it('none without a webhook', async () => {
		await bench.settings({ webhookUrl: null });
		expect((await bench.customerWrites()).deliveryId).toBeNull();
	});
});

it('what is sent has the form of the contract', async () => {
	await bench.settings({ autoStatuses: true });
	await bench.customerWrites();
	const { id: conversationId } = await conversation();
	const path = `${CONVERSATIONS}/${conversationId}`;
	await bench.api.post(`${path}/messages`, { type: 'TEXT', body: 'Hello' });
	await bench.api.patch(`${path}/assignee`, { assigneeId: 'usr_omar' });
	await bench.api.patch(`${path}/status`, { status: 'CLOSED' });
	await bench.api.post(`${ORG}/contacts`, { phone: TO, tags: ['vip'] });
	await hook.count(9);
	expect((await hook.events()).sort()).toEqual(
		[...(components.schemas.WebhookEvent.enum ?? [])].sort(),
	);
	const faultsOf = await openWebhookCheck();
	for (const received of hook.receiver.received) expect(faultsOf(payload(received))).toEqual([]);
	expect(faultsOf({ ...payload(hook.latest()), orgId: undefined })).not.toEqual([]);
	expect(faultsOf(components.schemas.WebhookBody.example as object)).toEqual([]);
});
