import type { ApiRequest } from './operation';

/** A rate limit as a vendor documents it. */
export interface DocumentedLimit {
	requests: number;
	seconds: number;
}

/** What the platform answered. `body` is parsed JSON where the answer was JSON. */
export interface Answer {
	statusCode: number;
	headers: Record<string, string | string[] | undefined>;
	body: unknown;
}

/** Everything in which one platform differs from another, but for its operations' details. */
export interface Platform {
	/** As the vendor writes it, e.g. `WABA Portal`. */
	name: string;
	/** Name of the credential type. Its `baseUrl` is where every path starts. */
	credential: string;
	/** How every base URL ends, e.g. `/api/v1`, where the version stands in it and not in the paths. */
	basePath?: string;
	/** Credential fields that fill the holes of their names in the paths, e.g. an organization's id; with their labels. */
	pathFields?: Record<string, string>;
	/** Whether the credential logs in for a token, which may expire while a run is under way. */
	logsIn?: boolean;
	/** Credential fields whose values, line by line, must never be seen in an error. */
	secretFields: string[];
	/** Keys whose values are hidden wherever they appear in an answer. */
	secretKeys: string[];
	/** Credential fields that tell one account's key from another's. */
	keyFields: string[];
	/** The vendor's rate limit where it documents one. */
	documentedLimit?: DocumentedLimit;
	/**
	 * The vendor's reason, where a status of 300 and more, or a form of answer of this vendor alone, says that the request
	 * failed. What any vendor may say in a 2xx (`error`, `success: false`, ...) is looked for by `errors/answer-problem`.
	 */
	rejectionReason(answer: Answer, request: ApiRequest): string | undefined;
	/**
	 * Whether a 2xx answer that says that the request failed has the form that the vendor documents for a refusal: then
	 * no message left. Without it no such answer to a write counts as a refusal.
	 */
	isRefusal?(answer: Answer, request: ApiRequest): boolean;
	/** Whether an answer with a status of 500 and more passes on a refusal of WhatsApp: then no message left. */
	isRefusalOfWhatsApp?(answer: Answer): boolean;
	/** Whether the request sends one message, so that its answer must hold the message's ID. */
	sendsMessage(request: ApiRequest): boolean;
	/** For a vendor that documents no answer to a message: whether the answer confirms it, though it holds no ID that we know. */
	isConfirmation?(body: unknown): boolean;
	/** Whether the answer is that of an earlier request with the same `Idempotency-Key`. */
	isReplay?(answer: Answer): boolean;
	/** Whether the answer says that the same request, by its `Idempotency-Key`, is still under way. */
	inProgress?(answer: Answer): boolean;
	/** WhatsApp's id of the message in the answer to a send. */
	messageId(body: unknown): string | undefined;
}
