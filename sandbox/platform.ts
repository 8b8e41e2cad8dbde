import type { IncomingHttpHeaders } from 'node:http';

import type { Account } from './account';
import type { FileReply } from './files';
import type { UploadedFile } from './form';
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
	/** What else a user of its API has to fill in, by label: printed when the sandbox starts alone. */
	alsoNeeded?: Record<string, string>;
	/** The largest body its API takes, such as 20mb. Default 5mb. */
	bodyLimit?: string;
	/** Start values of the settings that only this platform has. */
	settings?: Record<string, unknown>;
	/** A vendor in its start state, working on the given account. */
	open(account: Account): Vendor;
}

/** How one vendor behaves. Everything the vendors have in common is in the account. */
export interface Vendor {
	/** One handler for each operationId of the contract. */
	operations: Operations;
	/** False for the usual 401; an answer where the vendor has words of its own for what is wrong. */
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
	/** Whether settings.ratePerSecond counts this request. */
	isSend(request: ApiRequest): boolean;
	/** An error in the vendor's form; `details` are those of a Refusal. */
	refusal(status: number, text: string, details?: Record<string, unknown>): Reply;
	/** The webhooks that want to hear of this topic, or, where the vendor tells them apart, of this event. */
	targets(topic: Topic, event?: string): WebhookTarget[];
	/** Hears of every event, whether or not a webhook wants it. */
	happened?(event: WebhookEvent): void;
	messageReceived(message: Message): WebhookEvent;
	statusChanged(message: Message): WebhookEvent;
	/** An event that is neither, such as an order; `data` is what it tells. */
	otherEvent?(name: string, data: Payload): WebhookEvent;
	/** The headers that prove who sent these bytes; `at` for schemes that sign the time. */
	sign(body: string, secret: string, at: Date): Record<string, string>;
	/** What a further try of a delivery tells; it is signed anew. Left out where the first try is repeated. */
	retried?: (payload: Payload) => Payload;
	/** The payload with its times moved by so many seconds. Left out where nothing is signed. */
	redated?(payload: Payload, seconds: number): Payload;
	/** The payload with another text in it. Left out where nothing is signed. */
	tampered?(payload: Payload): Payload;
	/** The webhook's address without the secret in it, where that is all there is to prove the sender. */
	withoutSecret?(url: string): string;
	/** The file at an address below /<id>/files, or undefined. */
	file?(request: FileRequest): FileReply | undefined;
	rotateSecret(): void;
	/** What the vendor keeps beside messages, for the state that tests look at. */
	snapshot(): Record<string, unknown>;
}

export interface FileRequest {
	/** Such as /pabbly-chatflow/files/1279244293838655. */
	path: string;
	query: Record<string, string | undefined>;
	headers: IncomingHttpHeaders;
}

export interface Pace {
	allowed: boolean;
	/** For the answer, whatever it is. */
	headers: Record<string, string>;
}

/** An operation as the contract describes it, with the contract's own extensions. */
export type ContractOperation = { operationId?: string } & Record<`x-${string}`, unknown>;

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
	/** What it brought about and is told of first, such as a new contact. */
	before?: WebhookEvent[];
}

export interface ApiRequest {
	method: string;
	/** Below the API's base, still percent-encoded. */
	path: string;
	query: Record<string, string | string[] | undefined>;
	headers: IncomingHttpHeaders;
	/** Parsed JSON, or the fields of a form; undefined without a body. */
	body: unknown;
	/** The files of a form, by field; their names stand in the body. */
	files?: Record<string, UploadedFile>;
	/** How much came over the wire. */
	bytes: number;
}

export interface Reply {
	status: number;
	/** Sent as JSON, or as it is where the headers say text/html. */
	body: unknown;
	headers?: Record<string, string>;
}

/** What an operation gets: everything in it has been checked against the contract. */
export interface OperationCall {
	params: Record<string, string>;
	query: Record<string, string | undefined>;
	headers: IncomingHttpHeaders;
	body: unknown;
	files: Record<string, UploadedFile>;
}

/** Answers a checked request, or throws a Refusal. */
export type Operation = (call: OperationCall) => Reply | Promise<Reply>;
export type Operations = Record<string, Operation>;
