import type { IncomingHttpHeaders } from 'node:http';

import type { Account } from './account';
import type { Message } from './messages';

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
	/** A vendor in its start state, working on the given account. */
	open(account: Account): Vendor;
}

/** How one vendor behaves. Everything the vendors have in common is in the account. */
export interface Vendor {
	/** One handler for each operationId of the contract. */
	operations: Operations;
	authorised(headers: IncomingHttpHeaders): boolean;
	/** Whether the vendor's rate limit counts this request. */
	isSend(request: ApiRequest): boolean;
	/** An error in the vendor's form. */
	refusal(status: number, text: string): Reply;
	/** The webhooks that want to hear of this topic. */
	targets(topic: Topic): WebhookTarget[];
	messageReceived(message: Message): WebhookEvent;
	statusChanged(message: Message): WebhookEvent;
	/** The headers that prove who sent these bytes; `at` for schemes that sign the time. */
	sign(body: string, secret: string, at: Date): Record<string, string>;
	/** The payload with its times moved by so many seconds. */
	redated(payload: Payload, seconds: number): Payload;
	/** The payload with another text in it. */
	tampered(payload: Payload): Payload;
	rotateSecret(): void;
	/** What the vendor keeps beside messages, for the state that tests look at. */
	snapshot(): { templates: unknown[]; webhook: unknown };
}

export type Topic = 'message' | 'status';
export type Payload = Record<string, unknown>;

export interface WebhookTarget {
	url: string;
	secret: string;
}

export interface WebhookEvent {
	/** The vendor's word for it. */
	event: string;
	payload: Payload;
}

export interface ApiRequest {
	method: string;
	/** Below the API's base, still percent-encoded. */
	path: string;
	query: Record<string, string | string[] | undefined>;
	headers: IncomingHttpHeaders;
	/** Parsed JSON; undefined without a body. */
	body: unknown;
}

export interface Reply {
	status: number;
	body: unknown;
	headers?: Record<string, string>;
}

/** What an operation gets: everything in it has been checked against the contract. */
export interface OperationCall {
	params: Record<string, string>;
	query: Record<string, string | undefined>;
	body: unknown;
}

/** Answers a checked request, or throws a Refusal. */
export type Operation = (call: OperationCall) => Reply | Promise<Reply>;
export type Operations = Record<string, Operation>;
