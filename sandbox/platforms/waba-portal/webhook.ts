import { createHmac, randomBytes, randomUUID } from 'node:crypto';

import type { Account } from '../../account/account';
import { succeeded } from '../../account/deliveries';
import type { Message } from '../../account/messages';
import type { Topic, WebhookEvent, WebhookTarget } from '../../account/vendor';
import { Refusal } from '../../http/refusal';
import type { Operations, Reply } from '../../http/types';
import { checkWebhookUrl } from '../../http/webhook-url';
import type { Attempt, Payload } from '../../types';

interface Configuration {
	phoneNumber: string;
	webhookUrl: string | null;
	webhookSecret: string | null;
	webhookEnabled: boolean;
	webhookEvents: string[];
}

type Update = { webhookUrl: string; webhookEnabled: boolean; webhookEvents?: string[] };

const EVENT_NAMES: Record<Topic, string> = { message: 'messages', status: 'statuses' };

/** The one webhook a project has. */
export class WebhookSlot {
	configuration: Configuration;

	constructor(private readonly account: Account) {
		this.configuration = this.empty();
	}

	readonly operations: Operations = {
		'webhook.get': () => this.shown(),
		'webhook.update': ({ body }) => this.update(body as Update),
		'webhook.test': () => this.test(),
		'webhook.delete': () => {
			this.configuration = this.empty();
			return { status: 200, body: { success: true } };
		},
	};

	targets(topic: Topic): WebhookTarget[] {
		const { webhookUrl, webhookSecret, webhookEnabled, webhookEvents } = this.configuration;
		if (!webhookEnabled || !webhookUrl || !webhookSecret) return [];
		if (!webhookEvents.includes(EVENT_NAMES[topic])) return [];
		return [{ url: webhookUrl, secret: webhookSecret }];
	}

	rotateSecret(): void {
		this.configuration.webhookSecret = newSecret();
	}

	private empty(): Configuration {
		return {
			phoneNumber: this.account.platform.phoneNumber,
			webhookUrl: null,
			webhookSecret: null,
			webhookEnabled: false,
			webhookEvents: Object.values(EVENT_NAMES),
		};
	}

	private shown(): Reply {
		return { status: 200, body: { success: true, data: this.configuration } };
	}

	private update({ webhookUrl, webhookEnabled, webhookEvents }: Update): Reply {
		if (webhookUrl !== '') checkWebhookUrl(webhookUrl);
		else if (webhookEnabled) throw new Refusal(400, 'A webhook URL is required to enable webhooks');
		const { webhookSecret } = this.configuration;
		this.configuration = {
			...this.configuration,
			webhookUrl: webhookUrl || null,
			webhookEnabled,
			webhookEvents: webhookEvents ?? this.configuration.webhookEvents,
			webhookSecret: webhookEnabled ? (webhookSecret ?? newSecret()) : webhookSecret,
		};
		return this.shown();
	}

	/** One try, no retries: the caller waits for the outcome. */
	private async test(): Promise<Reply> {
		const { webhookUrl, webhookSecret } = this.configuration;
		if (!webhookUrl) throw new Refusal(400, 'Webhook URL is not configured');
		const { event, payload } = testEvent(randomUUID());
		const body = JSON.stringify(payload);
		const { deliveries } = this.account;
		const delivery = deliveries.start({
			url: webhookUrl,
			kind: 'test',
			event,
			payload,
			body,
			headers: webhookSecret ? sign(body, webhookSecret) : {},
			retryDelaysMs: [],
		});
		const { attempts } = await deliveries.finished(delivery);
		return testReply(webhookUrl, payload, attempts[0]);
	}
}

function testReply(webhookUrl: string, testPayload: unknown, attempt: Attempt): Reply {
	const { status: statusCode, statusText, durationMs, body: responseBody, error } = attempt;
	const data = { webhookUrl, statusCode, statusText, duration: `${durationMs}ms` };
	if (succeeded(attempt)) {
		return { status: 200, body: { success: true, data: { ...data, responseBody, testPayload } } };
	}
	const text =
		statusCode === null
			? `Webhook endpoint could not be reached: ${error}`
			: `Webhook endpoint returned status ${statusCode}`;
	return { status: 400, body: { success: false, error: text, data } };
}

function newSecret(): string {
	return randomBytes(32).toString('hex');
}

const PROJECT_ID = 'sandbox-project';

export function messageReceived(account: Account, message: Message): WebhookEvent {
	const name = account.messages.conversation(message.phone)?.contactName ?? message.phone;
	return event('message', {
		from: message.phone,
		messageId: message.waMessageId,
		timestamp: unixSeconds(account.clock.date(message.at)),
		type: message.type,
		contact: { name, wa_id: message.phone },
		...message.content,
	});
}

/** Only what the page shows of a status event: a receiver that needs more would fail with the real vendor. */
export function statusChanged({ waMessageId, status, errors }: Message): WebhookEvent {
	return event('status', { messageId: waMessageId, status, ...(errors ? { errors } : {}) });
}

export function testEvent(testId: string): WebhookEvent {
	return event('test', { message: 'This is a test webhook from WABA Portal', testId });
}

function event(name: string, data: Payload): WebhookEvent {
	const timestamp = new Date().toISOString();
	return { event: name, payload: { event: name, timestamp, projectId: PROJECT_ID, data } };
}

/** Moves the envelope's time and, in a message, the message's own. */
export function redated(payload: Payload, seconds: number): Payload {
	const data = payload.data as Payload;
	const moved = (date: Date) => new Date(date.getTime() + seconds * 1000);
	const own = data.timestamp === undefined ? undefined : new Date(Number(data.timestamp) * 1000);
	return {
		...payload,
		timestamp: moved(new Date(String(payload.timestamp))).toISOString(),
		data: own ? { ...data, timestamp: unixSeconds(moved(own)) } : data,
	};
}

/** Changes the customer's text; other kinds of event get another id. */
export function tampered(payload: Payload): Payload {
	const data = payload.data as Payload;
	const changed =
		data.text === undefined ? { messageId: 'wamid.tampered' } : { text: { body: 'Tampered' } };
	return { ...payload, data: { ...data, ...changed } };
}

function unixSeconds(date: Date): string {
	return String(Math.floor(date.getTime() / 1000));
}

/** The vendor's scheme: HMAC-SHA256 of the body, hexadecimal. It signs no time. */
export function sign(body: string, secret: string): Record<string, string> {
	return { 'X-Webhook-Signature': createHmac('sha256', secret).update(body).digest('hex') };
}
