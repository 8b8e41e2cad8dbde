import type { IncomingHttpHeaders } from 'node:http';

import type {
	ApiRequest,
	ContractOperation,
	FileReply,
	FileRequest,
	Operations,
	Reply,
} from '../http/types';
import type { Drawing, Payload } from '../types';
import type { Message } from './messages';
import type { Pace } from './rate-limit';

/** How one vendor behaves. Everything the vendors have in common is in the account. */
export interface Vendor {
	/** One handler for each operationId of the contract. */
	operations: Operations;
	/** False for the usual 401; an answer where the vendor has an own error for what is wrong. */
	authorised(
		headers: IncomingHttpHeaders,
		request: Pick<ApiRequest, 'method' | 'path'>,
	): boolean | Reply;
	/** The answer of what stands before the API, when it does not let the request through. */
	firewall?(headers: IncomingHttpHeaders): Reply | undefined;
	/** Counts a request against a limit on all of them, and says whether it is let through. */
	meter?(): Pace;
	/** Refuses what the operation asks for beside the key, such as a scope, before the content is looked at. */
	admit?(operation: ContractOperation): void;
	/** Whether this request sends a message: `rateLimit` counts those, unless it counts all. */
	isSend(request: ApiRequest): boolean;
	/** An error in the vendor's form; `details` are those of a Refusal. */
	refusal(status: number, text: string, details?: Record<string, unknown>): Reply;
	/** The webhooks that want to hear of this topic, or, where the vendor distinguishes events, of this event. */
	targets(topic: Topic, event?: string): WebhookTarget[];
	/** Hears of every event, whether or not a webhook wants it. */
	happened?(event: WebhookEvent): void;
	messageReceived(message: Message): WebhookEvent;
	statusChanged(message: Message): WebhookEvent;
	/** An event that is neither, such as an order; `data` is its content. */
	otherEvent?(name: string, data: Payload): WebhookEvent;
	/** The headers that prove who sent these bytes; `at` for schemes that sign the time. */
	sign(body: string, secret: string, at: Date): Record<string, string>;
	/** The payload of a further try of a delivery; it is signed anew. Left out where the first try is repeated. */
	retried?: (payload: Payload) => Payload;
	/** The payload with its times moved by so many seconds. Left out where nothing is signed. */
	redated?(payload: Payload, seconds: number): Payload;
	/** The payload with another text in it. Left out where nothing is signed. */
	tampered?(payload: Payload): Payload;
	/** The webhook's address without the secret in it, where that is all there is to prove the sender. */
	withoutSecret?(url: string): string;
	/** The file at an address below /<id>/files, or undefined. */
	file?(request: FileRequest): FileReply | undefined;
	/** How the phone draws a message of the business, where that is not in Meta's form. */
	drawing?(message: Message): Drawing | undefined;
	/** The types of a customer's message whose webhook the vendor's page shows; of the others the form is assumed. */
	documentedInbound: string[];
	rotateSecret(): void;
	/** What the vendor keeps beside messages, for the state that tests look at. */
	snapshot(): Record<string, unknown>;
}

export type Topic = 'message' | 'status';

export interface WebhookTarget {
	url: string;
	secret: string;
}

export interface WebhookEvent {
	/** The vendor's word for it. */
	event: string;
	payload: Payload;
	/** Events that it caused and that are sent first, such as a new contact. */
	before?: WebhookEvent[];
}
