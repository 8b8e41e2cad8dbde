import { createHmac, randomBytes } from 'node:crypto';

import type { Account } from '../../account/account';
import { succeeded } from '../../account/deliveries';
import type { Message } from '../../account/messages';
import type { Topic, WebhookEvent, WebhookTarget } from '../../account/vendor';
import type { Operations, Reply } from '../../http/types';
import { checkWebhookUrl } from '../../http/webhook-url';
import type { Payload } from '../../types';
import type { Contacts } from './contacts/contacts';
import { conversationId } from './conversations';
import { withPlus } from './messages/messages';
import { created, newId, ok, Records } from './records/records';
import { settingsOf, type SignatureForm } from './settings';

export const RECEIVED = 'message.received';
export const STATUS = 'message.status';

interface Subscription {
	id: string;
	url: string;
	events: string[];
	active: boolean;
	createdAt: string;
	secret: string;
}

type Changes = Partial<Pick<Subscription, 'url' | 'events' | 'active'>>;

const EVENT_NAMES: Record<Topic, string> = { message: RECEIVED, status: STATUS };

/** The subscriptions, of which there may be many, each with its own secret. */
export class Webhooks {
	private readonly records = new Records<Subscription>('Webhook');

	constructor(private readonly account: Account) {}

	readonly operations: Operations = {
		'webhook.getMany': (call) => this.records.page(call, { view: withoutSecret }),
		'webhook.create': ({ body }) => this.create(body as Pick<Subscription, 'url' | 'events'>),
		'webhook.get': ({ params }) => ok(withoutSecret(this.records.get(params.id))),
		'webhook.update': ({ params, body }) => this.update(params.id, body as Changes),
		'webhook.delete': ({ params }) => this.records.delete(params.id),
		'webhook.test': ({ params }) => this.test(this.records.get(params.id)),
	};

	/** Oldest subscription first. */
	targets(topic: Topic): WebhookTarget[] {
		return [...this.records].filter(
			({ active, events }) => active && events.includes(EVENT_NAMES[topic]),
		);
	}

	rotateSecrets(): void {
		for (const subscription of this.records) subscription.secret = this.newSecret();
	}

	/** With the secrets. */
	snapshot(): Subscription[] {
		return [...this.records];
	}

	private create({ url, events }: Pick<Subscription, 'url' | 'events'>): Reply {
		checkWebhookUrl(url);
		const id = newId('wh');
		const createdAt = new Date().toISOString();
		const secret = this.newSecret();
		return created(this.records.add(id, { id, url, events, active: true, createdAt, secret }));
	}

	private update(id: string, changes: Changes): Reply {
		const subscription = this.records.get(id);
		if (changes.url !== undefined) checkWebhookUrl(changes.url);
		return ok(withoutSecret(Object.assign(subscription, changes)));
	}

	/** One try, no retries: the caller waits for the outcome. Subscriptions that are off are tested too. */
	private async test({ url, secret }: Subscription): Promise<Reply> {
		const { event, payload } = testEvent();
		const body = JSON.stringify(payload);
		const { deliveries, vendor } = this.account;
		const headers = vendor.sign(body, secret, new Date());
		const delivery = deliveries.start({
			url,
			kind: 'test',
			event,
			payload,
			body,
			headers,
			retryDelaysMs: [],
		});
		const { attempts } = await deliveries.finished(delivery);
		return ok({ success: succeeded(attempts[0]), statusCode: attempts[0].status });
	}

	private newSecret(): string {
		const { form } = settingsOf(this.account).signature;
		const bytes = randomBytes(32);
		return form === 'standard' ? SECRET_PREFIX + bytes.toString('base64') : bytes.toString('hex');
	}
}

function withoutSecret({ id, url, events, active, createdAt }: Subscription): unknown {
	return { id, url, events, active, createdAt };
}

/** A customer who is not on file yet becomes a contact, unless the platform never got the message. */
export function messageReceived(
	account: Account,
	contacts: Contacts,
	message: Message,
): WebhookEvent {
	const phone = withPlus(message.phone);
	const known = account.messages.find(message.waMessageId) !== undefined;
	const name = account.messages.conversation(message.phone)?.contactName ?? null;
	const contact = known
		? contacts.upsert(phone, contacts.withPhone(phone) ? {} : { name }).contact
		: (contacts.withPhone(phone) ?? { id: newId('ct'), name });
	return event(RECEIVED, {
		messageId: message.waMessageId,
		conversationId: conversationId(message.phone),
		from: phone,
		contact: { id: contact.id, name: contact.name, phone },
		type: message.type,
		...message.content,
		timestamp: account.clock.date(message.at).toISOString(),
	});
}

export function statusChanged({ waMessageId, phone, status, errors }: Message): WebhookEvent {
	return event(STATUS, {
		messageId: waMessageId,
		to: withPlus(phone),
		status,
		...(errors ? { errors } : {}),
		timestamp: new Date().toISOString(),
	});
}

export function testEvent(): WebhookEvent {
	return event('test', { message: 'This is a test event from WBIZ' });
}

function event(name: string, data: Payload): WebhookEvent {
	const createdAt = new Date().toISOString();
	return { event: name, payload: { id: newId('evt'), event: name, createdAt, data } };
}

/** Moves the time of the event and of its data. */
export function redated(payload: Payload, seconds: number): Payload {
	const data = payload.data as Payload;
	const moved = (iso: unknown) => new Date(Date.parse(String(iso)) + seconds * 1000).toISOString();
	const timestamp = data.timestamp === undefined ? {} : { timestamp: moved(data.timestamp) };
	return { ...payload, createdAt: moved(payload.createdAt), data: { ...data, ...timestamp } };
}

/** Changes the customer's text; other kinds of event get another message id. */
export function tampered(payload: Payload): Payload {
	const data = payload.data as Payload;
	const changed =
		data.text === undefined ? { messageId: 'wamid.tampered' } : { text: { body: 'Tampered' } };
	return { ...payload, data: { ...data, ...changed } };
}

export const SECRET_PREFIX = 'whsec_';
const DEFAULT_HEADER = 'x-wbiz-signature';
const TIMESTAMP_HEADER = 'x-wbiz-timestamp';

export interface Signing {
	form: SignatureForm;
	/** Not for `standard`. */
	header?: string;
}

/** The headers of a webhook. `id` is the event's, `at` when it is sent. */
export function sign(
	{ form, header = DEFAULT_HEADER }: Signing,
	body: string,
	secret: string,
	{ id, at }: { id: string; at: Date },
): Record<string, string> {
	const time = String(Math.floor(at.getTime() / 1000));
	const mac = (text: string) => createHmac('sha256', secret).update(text);
	switch (form) {
		case 'hex':
			return { [header]: mac(body).digest('hex') };
		case 'base64':
			return { [header]: mac(body).digest('base64') };
		case 'sha256=hex':
			return { [header]: `sha256=${mac(body).digest('hex')}` };
		case 'pairs':
			return { [header]: `t=${time},v1=${mac(`${time}.${body}`).digest('hex')}` };
		case 'timestampHeader':
			return { [header]: mac(`${time}.${body}`).digest('hex'), [TIMESTAMP_HEADER]: time };
		case 'standard':
			return standard(body, secret, id, time);
	}
}

/** https://www.standardwebhooks.com: the key is what the secret's base64 stands for. */
function standard(body: string, secret: string, id: string, time: string): Record<string, string> {
	const key = Buffer.from(secret.replace(SECRET_PREFIX, ''), 'base64');
	const mac = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64');
	return { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': `v1,${mac}` };
}
