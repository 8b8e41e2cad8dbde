import type { Delivery, Payload, RequestEntry, Status } from '../types';
import { BoundedLog } from './bounded-log';
import { Deliveries, type Outgoing } from './deliveries';
import { Faults } from './faults';
import {
	AUTOMATIC_STATUSES,
	type Conversation,
	FAILS_AFTER_MS,
	mayFollow,
	type Message,
	MessageStore,
	type NewMessage,
	newMessage,
	UNDELIVERABLE,
} from './messages';
import { Limiter, type RateLimit } from './rate-limit';
import type { Topic, Vendor, WebhookEvent } from './vendor';

const TYPING_MS = 25_000;

export interface Inbound {
	phone: string;
	name?: string;
	type: string;
	/** Keyed by type, as in Meta's payload. */
	content: Record<string, unknown>;
}

/**
 * One vendor's platform. A platform is a folder under sandbox/platforms with the vendor's contract in
 * openapi.yaml and one of these; sandbox/platforms/index.ts lists them.
 */
export interface Platform {
	/** Folder name and first part of the URL, such as waba-portal. */
	id: string;
	/** The vendor's own name. */
	name: string;
	/** Where the API starts below /<id>, such as /api/v1. */
	apiPath: string;
	/** The key that works until the settings say otherwise. */
	apiKey: string;
	/** The business number. */
	phoneNumber: string;
	/** What else a user of its API has to fill in, by label: printed when the sandbox starts alone. */
	alsoNeeded?: Record<string, string>;
	/** The largest body its API takes, such as 20mb. Default 5mb. */
	bodyLimit?: string;
	/** Start values of the settings that only this platform has. */
	settings?: Record<string, unknown>;
	/** A vendor in its start state, working on the given account. */
	open(account: Account): Vendor;
}

/** One business number on one platform: its messages, webhooks, faults and logs. Nothing outlives it. */
export class Account {
	readonly clock = new Clock();
	readonly settings;
	readonly messages = new MessageStore();
	readonly faults = new Faults();
	readonly limiter = new Limiter();
	readonly requests = new BoundedLog<RequestEntry>();
	readonly deliveries: Deliveries;
	readonly vendor: Vendor;
	private readonly timers = new Set<NodeJS.Timeout>();

	constructor(
		readonly platform: Platform,
		readonly note: (line: string) => void,
		/** Where the sandbox is reached, such as http://127.0.0.1:4010, for addresses in answers. */
		readonly origin: () => string = () => '',
	) {
		this.settings = startSettings(platform.apiKey, platform.settings);
		this.deliveries = new Deliveries(note);
		this.vendor = platform.open(this);
	}

	/** A customer writes. Opens the 24-hour window. */
	receive(inbound: Inbound): Message {
		const { phone, name } = inbound;
		const known = this.messages.conversation(phone)?.contactName;
		return this.messages.add(this.inbound(inbound), name ?? known ?? phone);
	}

	/** A message that claims to come from a customer, but that the platform never saw. */
	imagine(inbound: Inbound): Message {
		return newMessage(this.inbound(inbound));
	}

	private inbound({ phone, type, content }: Inbound): NewMessage {
		const at = this.clock.now();
		return { direction: 'inbound', phone, type, content, status: 'delivered', at };
	}

	windowIsOpen(phone: string): boolean {
		return this.messages.windowIsOpen(phone, this.clock.now(), this.settings.windowHours);
	}

	/** The business writes, and the platform has taken the message. */
	accept(phone: string, type: string, content: Record<string, unknown>): Message {
		const message = this.messages.add({
			direction: 'outbound',
			phone,
			type,
			content,
			status: 'accepted',
			at: this.clock.now(),
		});
		if (this.settings.autoStatuses) {
			for (const [status, delay] of AUTOMATIC_STATUSES)
				this.after(delay, () => this.advance(message, status));
		}
		return message;
	}

	/** Marks a customer's message as read, and shows "typing" until the answer or for 25 seconds. */
	read(message: Message, typing: boolean): void {
		this.messages.markRead(message);
		const conversation = this.messages.conversation(message.phone) as Conversation;
		if (typing) conversation.typingUntil = this.clock.now() + TYPING_MS;
	}

	/** Moves an outbound message to a status, and sends it to the webhooks that asked for statuses. */
	setStatus(message: Message, status: Status, errors?: unknown[]): Delivery[] {
		message.status = status;
		message.errors = errors;
		return this.notify('status', this.vendor.statusChanged(message));
	}

	/** These messages were taken, and WhatsApp finds that their numbers cannot be reached. */
	failAll(messages: Message[]): void {
		for (const message of messages) {
			this.after(FAILS_AFTER_MS, () => this.setStatus(message, 'failed', UNDELIVERABLE));
		}
	}

	/** Sends an event to every webhook that wants to hear of the topic, or, without `deliver`, to none. */
	notify(topic: Topic, happened: WebhookEvent, deliver = true): Delivery[] {
		const { event, payload, before = [] } = happened;
		for (const earlier of before) this.notify(topic, earlier, deliver);
		this.vendor.happened?.(happened);
		if (!deliver) return [];
		const { retried } = this.vendor;
		return this.vendor.targets(topic, event).map(({ url, secret }) =>
			this.deliveries.start({
				url,
				kind: 'normal',
				event,
				payload,
				...this.letter(payload, secret),
				again: retried && (() => this.letter(retried(payload), secret)),
				retryDelaysMs: this.settings.webhookRetryDelaysMs,
			}),
		);
	}

	/** The bytes of a webhook and the proof of who sent them. */
	private letter(payload: Payload, secret: string): Pick<Outgoing, 'body' | 'headers'> {
		const body = JSON.stringify(payload);
		return { body, headers: this.vendor.sign(body, secret, new Date()) };
	}

	close(): void {
		this.deliveries.close();
		for (const timer of this.timers) clearTimeout(timer);
	}

	private advance(message: Message, status: Status): void {
		if (mayFollow(status, message.status)) this.setStatus(message, status);
	}

	/** Runs a task later, unless the account is closed before. */
	after(ms: number, task: () => void): void {
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			task();
		}, ms);
		this.timers.add(timer);
	}
}

/**
 * The sandbox's time. Advancing it makes everything that has happened so far older, as seen from
 * outside: the receivers' clocks do not move with ours, so what is sent afterwards still has to carry
 * the present time.
 */
export class Clock {
	private aheadMs = 0;

	/** Milliseconds on the sandbox's own time line; only differences have a meaning. */
	now(): number {
		return Date.now() + this.aheadMs;
	}

	advance(seconds: number): void {
		this.aheadMs += seconds * 1000;
	}

	/** A moment of the sandbox as the outside world dates it. */
	date(at: number): Date {
		return new Date(at - this.aheadMs);
	}
}

/** What can be changed while a platform runs (PATCH /sandbox/:platform/settings). */
export interface Settings {
	apiKey: string;
	/** Beside the limits that the vendor is known to have; null for none. */
	rateLimit: RateLimit | null;
	/** Added to every answer of the API. */
	latencyMs: number;
	/** How long after a customer's message free-form sends are allowed. */
	windowHours: number;
	/** The pauses before each further try of a webhook that was not answered with 2xx. */
	webhookRetryDelaysMs: number[];
	/** Whether an accepted message becomes sent, delivered and read by itself. */
	autoStatuses: boolean;
}

/** `own` are the settings that only one platform has. */
export function startSettings(apiKey: string, own: Record<string, unknown> = {}): Settings {
	return {
		apiKey,
		rateLimit: null,
		latencyMs: 0,
		windowHours: 24,
		webhookRetryDelaysMs: [500, 2000, 5000],
		autoStatuses: true,
		...structuredClone(own),
	};
}
