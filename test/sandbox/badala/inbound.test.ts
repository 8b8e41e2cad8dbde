import { type BadalaBench, id, openBench, TEMPLATES, time, TO } from './bench';
import { type Hook, openHook, payload, wellSigned } from './webhook-bench';

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

/** The customer has written before, which no webhook was sent for. */
async function known(): Promise<void> {
	await bench.customerWrites({ deliver: false });
}

async function inbound(message: Record<string, unknown>): Promise<Record<string, unknown>> {
	await hook.finished((await bench.customerWrites({ message })).deliveryId);
	return payload(hook.latest()).data;
}

describe('a message of a customer', () => {
	it('of a stranger makes a contact and a conversation, and sends both', async () => {
		const { deliveryId } = await bench.customerWrites({ text: 'Good morning' });
		expect(await hook.finished(deliveryId)).toMatchObject({ event: 'message.received' });
		await hook.count(3);
		const { conversations, contacts, messages } = await bench.state();
		const ids = { conversationId: conversations[0].id, contactId: contacts[0].id };
		expect(hook.told('contact.created').data).toEqual(contacts[0]);
		expect(hook.told('conversation.created').data).toEqual({
			...ids,
			channelId: 'ch_sandbox',
			status: 'OPEN',
			assigneeId: null,
		});
		expect(hook.told('message.received')).toEqual({
			event: 'message.received',
			deliveryId: id('dlv'),
			orgId: 'org_sandbox',
			timestamp: time,
			data: {
				messageId: messages[0].id,
				...ids,
				from: TO,
				type: 'TEXT',
				body: 'Good morning',
			},
		});
		expect(contacts[0]).toMatchObject({ phone: TO, name: 'Yousef', marketingConsent: null });
	});

	it('starts the three in this order', async () => {
		await bench.customerWrites();
		expect(await hook.events()).toEqual([
			'contact.created',
			'conversation.created',
			'message.received',
		]);
	});

	it('of somebody known sends only the message', async () => {
		await known();
		await hook.finished((await bench.customerWrites({ text: 'Again' })).deliveryId);
		expect(await hook.events()).toEqual(['message.received']);
	});

	it('of a contact who was saved or written to before makes only a conversation', async () => {
		await bench.api.post(TEMPLATES, { to: TO, templateName: 'welcome', templateLanguage: 'en' });
		await hook.count(1);
		expect(await hook.events()).toEqual(['contact.created']);
		await bench.customerWrites();
		await hook.count(3);
		expect(await hook.events()).toEqual([
			'contact.created',
			'conversation.created',
			'message.received',
		]);
		expect((await bench.state()).contactCount).toBe(1);
	});

	it('without a webhook has the same effects', async () => {
		expect((await bench.customerWrites({ deliver: false })).deliveryId).toBeNull();
		const { contacts, conversations } = await bench.state();
		expect([contacts.length, conversations.length]).toEqual([1, 1]);
		expect(await hook.events()).toEqual([]);
	});

	it('carries every header, and a signature that holds', async () => {
		await hook.finished((await bench.customerWrites()).deliveryId);
		for (const received of hook.receiver.received) {
			const { event, deliveryId } = payload(received);
			expect(received.headers).toMatchObject({
				'content-type': 'application/json',
				'x-badala-event': event,
				'x-badala-delivery': deliveryId,
			});
			expect(wellSigned(received)).toBe(true);
			expect(wellSigned(received, 'another secret')).toBe(false);
		}
	});
});

describe('other types', () => {
	beforeEach(known);

	it.each([
		['image', 'image/jpeg', 'ffd8ff'],
		['document', 'application/pdf', '25504446'],
		['audio', 'audio/ogg', '4f676753'],
		['video', 'video/mp4', '00000018'],
		['sticker', 'image/webp', '52494646'],
	])('%s: has an address at which the file is', async (type, mimeType, start) => {
		const data = await inbound({ type, [type]: { caption: 'Look', filename: 'a.bin' } });
		expect(data).toMatchObject({
			type: type.toUpperCase(),
			mimeType,
			caption: 'Look',
			filename: 'a.bin',
		});
		expect(data).not.toHaveProperty('body');
		const file = await fetch(String(data.mediaUrl));
		const bytes = Buffer.from(await file.arrayBuffer());
		expect([file.status, file.headers.get('content-type')]).toEqual([200, mimeType]);
		expect(bytes.toString('hex').startsWith(start)).toBe(true);
		const elsewhere = await fetch(`${String(data.mediaUrl)}0`);
		expect(elsewhere.status).toBe(401);
	});

	it('keeps an address and a type that are given', async () => {
		const image = { link: 'https://example.com/a.png', mime_type: 'image/png' };
		expect(await inbound({ type: 'image', image })).toMatchObject({
			mediaUrl: image.link,
			mimeType: image.mime_type,
		});
	});

	it.each([
		['button', { text: 'Confirm', payload: 'yes' }],
		['interactive', { type: 'button_reply', button_reply: { id: 'yes', title: 'Confirm' } }],
		['interactive', { type: 'list_reply', list_reply: { id: 'yes', title: 'Confirm' } }],
	])('%s: has title and id of what was tapped', async (type, part) => {
		const data = await inbound({ type, [type]: part });
		expect(data).toMatchObject({ type: type.toUpperCase(), body: 'Confirm', buttonId: 'yes' });
		expect(data).not.toHaveProperty(type);
	});

	it('passes on what it has no names for', async () => {
		const location = { latitude: 29.37, longitude: 47.97 };
		expect(await inbound({ type: 'location', location })).toMatchObject({
			type: 'LOCATION',
			location,
		});
	});
});
