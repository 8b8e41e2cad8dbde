import type { ApiRequest } from './operation';

/** What the platform answered. `body` is parsed JSON where the answer was JSON. */
export interface Answer {
	statusCode: number;
	headers: Record<string, string | string[] | undefined>;
	body: unknown;
}

/** Everything that tells one platform from another, but for its operations' details. */
export interface Platform {
	/** As the vendor writes it, e.g. `WABA Portal`. */
	name: string;
	/** Name of the credential type. Its `baseUrl` is where every path starts. */
	credential: string;
	/** Credential fields that fill the holes of their names in the paths, e.g. an organization's id; with their labels. */
	pathFields?: Record<string, string>;
	/** Whether the credential logs in for a token, which may expire while a run is under way. */
	logsIn?: boolean;
	/** Credential fields whose values, line by line, must never be seen in an error. */
	secretFields: string[];
	/** Keys whose values are hidden wherever they appear in an answer. */
	secretKeys: string[];
	/** Requests a second, where the vendor documents a limit; 0 where it does not. */
	messagesPerSecond: number;
	/** The vendor's words when the answer, whatever its status, says that the request failed. */
	failure(answer: Answer, request: ApiRequest): string | undefined;
	/**
	 * Whether an answer with a good status that says the request failed leaves open if a message left. Without it,
	 * such an answer is a plain refusal.
	 */
	unclear?(answer: Answer): boolean;
	/** Whether the answer says that the same request, by its `Idempotency-Key`, is still under way. */
	inProgress?(answer: Answer): boolean;
	/** WhatsApp's id of the message in the answer to a send. */
	messageId(body: unknown): string | undefined;
}
