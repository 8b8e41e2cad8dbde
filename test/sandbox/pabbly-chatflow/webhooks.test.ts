import { openReceiver, type Receiver } from '../support/receiver';
import {
	CUSTOMER,
	expectNames,
	objectId,
	openBench,
	type PabblyBench,
	time,
	TO,
	wamid,
} from './bench';

let bench: PabblyBench;
let receiver: Receiver;

beforeAll(async () => {
	bench = await openBench();
	receiver = await openReceiver();
});
beforeEach(async () => {
	await bench.reset();
	receiver.received.length = 0;
	await bench.settings({ autoStatuses: false, webhookRetryDelaysMs: [] });
});
afterAll(async () => {
	await bench.close();
	await receiver.close();
});

const SECRET = 'a-shared-secret-of-24-chars';
type Shape = 'app' | 'meta';

async function listen(webhookShape: Shape = 'app'): Promise<void> {
	const webhookUrl = `${receiver.url}?list=1&secret=${SECRET}`;
	await bench.settings({ webhookUrl, webhookShape });
}

interface Finished {
	id: string;
	state: string;
	kind: string;
	payload: Record<string, unknown>;
}

async function delivered(id: string | null): Promise<Finished> {
	const { data } = await bench.platform.get(`/deliveries/${id}?wait=5000`);
	expect(data.state).toBe('delivered');
	return data as Finished;
}

async function told(inbound: object, shape: Shape = 'app') {
	await listen(shape);
	const { deliveryId, messageId } = await bench.customerWrites(inbound as Record<string, unknown>);
	const { payload } = await delivered(deliveryId);
	const [{ body }] = receiver.received;
	expect(JSON.parse(body)).toEqual(payload);
	expectNames(payload, shape === 'app' ? 'WebhookMessage' : 'WebhookInMetaShape');
	return { messageId, payload };
}

async function sendText(): Promise<string> {
	const { data } = await bench.api.post('/messages', { to: TO, type: 'text', message: 'Hi' });
	return data.data.metaResponse.messages[0].id as string;
}

it('sends nothing until an address is entered', async () => {
	expect((await bench.customerWrites()).deliveryId).toBeNull();
	await listen();
	expect((await bench.customerWrites()).deliveryId).not.toBeNull();
	await bench.settings({ webhookUrl: null });
	expect((await bench.customerWrites()).deliveryId).toBeNull();
});

it('keeps the query of the address, and signs nothing', async () => {
	await told({ text: 'Hello' });
	const [{ path, headers }] = receiver.received;
	expect(path).toBe(`/webhook?list=1&secret=${SECRET}`);
	const sent = Object.keys(headers).filter(
		(name) => !/^(accept|content|user|host|conn)/.test(name),
	);
	expect(sent).toEqual([]);
});

describe('in the app’s shape', () => {
	const common = {
		_id: objectId,
		chatId: objectId,
		contact: { _id: objectId, name: 'John Maverick', mobile: CUSTOMER },
		sentBy: 'contact',
		status: 'delivered',
		timestamp: time,
	};
	const seconds = expect.stringMatching(/^\d{10}$/) as string;

	it('a text', async () => {
		const { messageId, payload } = await told({ text: 'Where is my order?' });
		const text = { body: 'Where is my order?' };
		expect(payload).toEqual({
			...common,
			wamid: messageId,
			type: 'text',
			message: text,
			waResponse: { from: CUSTOMER, id: messageId, timestamp: seconds, type: 'text', text },
		});
	});

	it('an image, whose link serves the bytes', async () => {
		const image = { id: '424242', mime_type: 'image/png', caption: 'This one' };
		const { payload } = await told({ message: { type: 'image', image } });
		const message = payload.message as { link: string };
		expect(message).toEqual({
			caption: 'This one',
			mimeType: 'image/png',
			mediaId: '424242',
			link: expect.stringContaining('/files/424242?') as string,
		});
		const bytes = await bench.control.get(message.link, { responseType: 'arraybuffer' });
		expect([bytes.status, bytes.headers['content-type']]).toEqual([200, 'image/png']);
	});

	it('a reply to a list', async () => {
		const interactive = { type: 'list_reply', list_reply: { id: 'am', title: 'Morning' } };
		const context = { id: 'wamid.earlier' };
		const { payload } = await told({ message: { type: 'interactive', interactive, context } });
		expect(payload).toMatchObject({
			type: 'interactive',
			message: interactive,
			interactive,
			replyToWamid: 'wamid.earlier',
			waResponse: { interactive, context },
		});
	});

	it('an order', async () => {
		const product = {
			product_retailer_id: 'SKU-TSHIRT-001',
			quantity: 2,
			item_price: 2499,
			currency: 'INR',
		};
		const order = { catalog_id: '123456789012001', text: 'Gift wrap', product_items: [product] };
		const { payload } = await told({ message: { type: 'order', order } });
		expect(payload).toMatchObject({ type: 'order', message: order, waResponse: { order } });
	});

	it('a status', async () => {
		await listen();
		await bench.customerWrites({ deliver: false });
		const messageId = await sendText();
		const { data } = await bench.platform.post('/statuses', { messageId, status: 'read' });
		const { payload } = await delivered(data.deliveryId as string);
		expectNames(payload, 'WebhookStatus');
		expect(payload).toEqual({
			chatId: objectId,
			messageWaId: messageId,
			status: 'read',
			readAt: time,
			waResponse: { id: messageId, status: 'read', timestamp: seconds, recipient_id: CUSTOMER },
			updatedAt: time,
		});
	});

	it('an echo of the business, when asked for', async () => {
		await listen();
		await bench.customerWrites({ deliver: false });
		await sendText();
		expect(await bench.client.deliveries()).toEqual([]);
		await bench.settings({ webhookEchoes: true });
		const messageId = await sendText();
		const [{ id }] = await bench.client.deliveries();
		expect((await delivered(id)).payload).toMatchObject({
			wamid: messageId,
			sentBy: 'user',
			message: { body: 'Hi' },
		});
	});
});

describe('in Meta’s shape', () => {
	const value = (payload: Record<string, unknown>) => {
		const [entry] = payload.entry as Array<{ changes: Array<{ value: object; field: string }> }>;
		expect(payload.object).toBe('whatsapp_business_account');
		expect(entry.changes).toEqual([{ value: expect.anything() as object, field: 'messages' }]);
		return entry.changes[0].value;
	};
	const metadata = { display_phone_number: '15550003333', phone_number_id: '106540352242922' };

	it('a button reply', async () => {
		const interactive = { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } };
		const inbound = { message: { type: 'interactive', interactive } };
		const { messageId, payload } = await told(inbound, 'meta');
		expect(value(payload)).toEqual({
			messaging_product: 'whatsapp',
			metadata,
			contacts: [{ profile: { name: 'John Maverick' }, wa_id: CUSTOMER }],
			messages: [
				{
					from: CUSTOMER,
					id: messageId,
					timestamp: expect.stringMatching(/^\d{10}$/) as string,
					type: 'interactive',
					interactive,
				},
			],
		});
	});

	it('a failed status', async () => {
		await listen('meta');
		await bench.customerWrites({ deliver: false });
		const messageId = await sendText();
		const errors = [{ code: 131026, title: 'Message undeliverable' }];
		const moved = { messageId, status: 'failed', errors };
		const { data } = await bench.platform.post('/statuses', moved);
		const { payload } = await delivered(data.deliveryId as string);
		expect(value(payload)).toEqual({
			messaging_product: 'whatsapp',
			metadata,
			statuses: [
				{
					id: messageId,
					status: 'failed',
					timestamp: expect.stringMatching(/^\d{10}$/) as string,
					recipient_id: CUSTOMER,
					errors,
				},
			],
		});
	});
});

describe('special deliveries', () => {
	it('repeats the last one', async () => {
		await told({ text: 'Once' });
		const { data } = await bench.platform.post('/deliveries', { kind: 'duplicate' });
		expect(data).toMatchObject({ kind: 'duplicate', state: 'delivered' });
		const [first, second] = receiver.received;
		expect(second).toEqual({ ...first, headers: expect.anything() as object });
	});

	it('forges one by leaving the secret out, and the rest of the address as it is', async () => {
		await listen();
		const { data } = await bench.platform.post('/deliveries', { kind: 'forged' });
		expect(data).toMatchObject({ kind: 'forged', payload: { wamid, type: 'text' } });
		expect(receiver.received.map(({ path }) => path)).toEqual(['/webhook?list=1']);
		const { data: state } = await bench.platform.get('/state');
		expect(state.messages).toEqual([]);
	});

	it.each(['tampered', 'unsigned', 'late', 'future', 'reserialised'])(
		'has no %s one, as nothing is signed',
		async (kind) => {
			await listen();
			const { status, data } = await bench.platform.post('/deliveries', { kind });
			expect([status, data.error]).toEqual([
				409,
				'Pabbly Chatflow signs nothing, so only duplicate and forged have a meaning',
			]);
			expect(receiver.received).toEqual([]);
		},
	);
});

it('refuses an address that is none, and settings of other platforms', async () => {
	for (const changes of [{ webhookUrl: 'ftp://x' }, { webhookShape: 'xml' }, { scopes: [] }]) {
		expect((await bench.platform.patch('/settings', changes)).status).toBe(400);
	}
	expect((await bench.control.patch('/wbiz/settings', { webhookUrl: null })).status).toBe(400);
});

it('is shown on the phone', async () => {
	await told({ text: 'Hello' });
	await sendText();
	const { data } = await bench.platform.get(`/phone?contact=${CUSTOMER}`);
	expect(data.contact).toMatchObject({ contactName: 'John Maverick', windowOpen: true });
	expect(data.messages).toHaveLength(2);
	expect(data.deliveries).toHaveLength(1);
});
