import { BoundedLog } from './boundedLog';
import { Clock } from './clock';
import { Deliveries, type Delivery, type Outgoing } from './deliveries';
import { Faults } from './faults';
import type { FormFile } from './form';
import {
	type Conversation,
	type Message,
	MessageStore,
	type NewMessage,
	newMessage,
	type Status,
} from './messages';
import type { Payload, Platform, Topic, Vendor, WebhookEvent } from './platform';
import { SlidingWindow } from './rateLimit';
import { startSettings } from './settings';

/** When an accepted message is sent, delivered and read by itself, counted from its acceptance. */
const AUTOMATIC: Array<[Status, number]> = [
	['sent', 100],
	['delivered', 300],
	['read', 1000],
];
const RANK: Status[] = ['accepted', 'sent', 'delivered', 'read'];
const TYPING_MS = 25_000;

export interface RequestEntry {
	/** ISO, the real time. */
	at: string;
	method: string;
	path: string;
	query: unknown;
	body: unknown;
	/** Of a form, by field. */
	files?: Record<string, FormFile>;
	/** null until answered, and for good when the connection was cut. */
	status: number | null;
	fault?: string;
}

export interface Inbound {
	phone: string;
	name?: string;
	type: string;
	/** Keyed by type, as in Meta's payload. */
	content: Record<string, unknown>;
}

/** One business number on one platform: its messages, webhooks, faults and logs. Nothing outlives it. */
export class Account {
	readonly clock = new Clock();
	readonly settings;
	readonly messages = new MessageStore();
	readonly faults = new Faults();
	readonly sends = new SlidingWindow();
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
			for (const [status, delay] of AUTOMATIC)
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

	/** Moves an outbound message to a status and tells the webhooks that asked for statuses. */
	setStatus(message: Message, status: Status, errors?: unknown[]): Delivery[] {
		message.status = status;
		message.errors = errors;
		return this.notify('status', this.vendor.statusChanged(message));
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

	/** A status never goes back, and nothing follows a failure. */
	private advance(message: Message, status: Status): void {
		const now = RANK.indexOf(message.status);
		if (now !== -1 && now < RANK.indexOf(status)) this.setStatus(message, status);
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
