import { isRead, type ApiRequest } from '../operation';
import type { Answer, Platform } from '../platform';
import { firstText, isObject, valueAt } from '../value';
import { NOT_THE_API } from './advice';
import type { FailureKind } from './request-error';

/** What is wrong with an answer. */
export interface AnswerProblem {
	kind: FailureKind;
	/** The vendor's own words where there are any, secrets in clear. */
	reason: string;
	/** What to do, where the words are our own. */
	advice?: string;
}

/** What was asked. */
export interface Asked {
	request: ApiRequest;
	platform: Platform;
	/** Whether the request may be made twice without harm. */
	repeatable: boolean;
}

/** Keys under which an answer says whether its request succeeded. `true` in any of these forms is a yes. */
const SUCCESS_KEYS = ['success', 'succeeded', 'ok'];
const YES = ['true', '1', 'yes', 'ok', 'success'];
const ERROR_KEYS = ['error', 'errors', 'exception', 'failure'];
const STATUS_KEYS = ['status', 'result', 'message_status', 'messageStatus', 'deliveryStatus'];
const FAILED =
	/^(error|err|fail|failed|failure|rejected|refused|denied|undelivered|undeliverable)$/i;
const STATUS_CODE_KEYS = ['status', 'statusCode', 'status_code', 'httpStatus', 'code'];
/** Parts of an answer that speak of the request. Others, such as a template's values, may repeat what the user wrote. */
const PARTS = ['data', 'result', 'response', 'message', 'messages', 'meta', 'metaResponse'];
const DEEPEST = 3;
/** What an answer may hold that is nothing but an error. */
const ERROR_PARTS = [
	...SUCCESS_KEYS,
	...ERROR_KEYS,
	...STATUS_CODE_KEYS,
	...['message', 'detail', 'details', 'title', 'type', 'path', 'timestamp', 'requestId'],
];

/**
 * What is wrong with an answer, by one rule for all platforms. After a status of 2xx a request counts as accepted when
 * its answer says nothing else; a message, when its answer holds the ID that the vendor documents. What says otherwise
 * is a refusal only in the vendor's documented form, and never beside the ID of a message: then it is not known whether
 * the message left.
 */
export function problemIn(
	answer: Answer,
	{ request, platform, repeatable }: Asked,
): AnswerProblem | undefined {
	const { statusCode, body } = answer;
	const reason = platform.rejectionReason(answer, request);
	if (statusCode < 200 || statusCode >= 300) {
		return {
			kind: kindByStatus(answer, request, platform),
			...(reason === undefined ? byStatus(statusCode) : { reason }),
		};
	}
	// Another try of the same request, of which nobody knows yet what becomes.
	if (platform.inProgress?.(answer))
		return { kind: 'unknown', reason: reason ?? `HTTP ${statusCode}` };
	const isMessage = platform.sendsMessage(request);
	const sign = reason ?? (isMessage ? signInParts(answer, body, DEEPEST) : plainSign(answer));
	if (sign !== undefined)
		return { kind: kindOfRejection(answer, { request, platform, repeatable }), reason: sign };
	if (typeof body === 'string' && body !== '') {
		const notJson = `the answer (HTTP ${statusCode}) is not JSON`;
		return { kind: 'unknown', reason: notJson, advice: NOT_THE_API };
	}
	if (!isMessage || isConfirmed(body, platform)) return undefined;
	return { kind: 'unknown', reason: `the answer (HTTP ${statusCode}) holds no message ID` };
}

function byStatus(statusCode: number): Omit<AnswerProblem, 'kind'> {
	const redirects = statusCode >= 300 && statusCode < 400;
	if (!redirects) return { reason: `HTTP ${statusCode}` };
	return { reason: `the platform redirects (HTTP ${statusCode})`, advice: NOT_THE_API };
}

/**
 * After 303 the platform has gone on: the answer is elsewhere. The others come from a proxy that gave up waiting, or lost
 * its caller (460 AWS, 499 nginx): the platform may have gone on.
 */
const UNCLEAR = [303, 408, 460, 499];

function kindByStatus(answer: Answer, request: ApiRequest, platform: Platform): FailureKind {
	const { statusCode } = answer;
	if (platform.inProgress?.(answer)) return 'unknown';
	const isUnclear = statusCode >= 500 || UNCLEAR.includes(statusCode);
	if (isUnclear && platform.isRefusalOfWhatsApp?.(answer) !== true) return 'unknown';
	return holdsNewMessage(answer, request, platform) ? 'unknown' : 'refused';
}

function kindOfRejection(answer: Answer, { request, platform, repeatable }: Asked): FailureKind {
	if (holdsNewMessage(answer, request, platform)) return 'unknown';
	if (platform.isRefusal) return platform.isRefusal(answer, request) ? 'refused' : 'unknown';
	return repeatable && !platform.sendsMessage(request) ? 'refused' : 'unknown';
}

/** A failure with the ID of a message: one may have left, whatever else the answer says. */
function holdsNewMessage(answer: Answer, request: ApiRequest, platform: Platform): boolean {
	if (isRead(request.method) || platform.isReplay?.(answer)) return false;
	return platform.messageId(answer.body) !== undefined;
}

/** What a platform's program writes as an ID where it has none. */
const NO_IDS = ['undefined', 'null', 'none', 'nan', '[object object]'];

function isConfirmed(body: unknown, platform: Platform): boolean {
	const id = platform.messageId(body);
	if (id !== undefined) return !NO_IDS.includes(id.trim().toLowerCase());
	return platform.isConfirmation?.(body) === true || holdsWamid(body, DEEPEST);
}

/** WhatsApp's ID of a message is known by its beginning, in whatever field a vendor puts it. */
function holdsWamid(part: unknown, depth: number): boolean {
	if (typeof part === 'string') return part.startsWith('wamid.');
	if (typeof part !== 'object' || part === null || depth === 0) return false;
	return Object.values(part).some((value) => holdsWamid(value, depth - 1));
}

/** The first sign in the answer to a message, and in its parts, that it failed. */
function signInParts(answer: Answer, part: unknown, depth: number): string | undefined {
	if (depth === 0) return undefined;
	if (Array.isArray(part)) return firstSign(part, (entry) => signInParts(answer, entry, depth - 1));
	if (!isObject(part)) return undefined;
	const key = signIn(part);
	if (key !== undefined) return described(answer, part, key);
	return firstSign(PARTS, (name) => signInParts(answer, part[name], depth - 1));
}

function firstSign<T>(all: T[], signOf: (one: T) => string | undefined): string | undefined {
	return all.map(signOf).find((sign) => sign !== undefined);
}

/**
 * The sign in any other answer. What it holds may be a campaign or a template with a status and an error of its own, or
 * the results of an import: only `success`, or an answer that is nothing but an error, counts.
 */
function plainSign(answer: Answer): string | undefined {
	const { body } = answer;
	if (!isObject(body)) return undefined;
	const onlyError = Object.keys(body).every((key) => ERROR_PARTS.includes(key));
	const key = onlyError ? signIn(body) : SUCCESS_KEYS.find((name) => saysNo(body, name));
	return key === undefined ? undefined : described(answer, body, key);
}

/** The sign in a sentence, with the vendor's words where they stand beside it. */
function described({ statusCode }: Answer, body: Record<string, unknown>, key: string): string {
	const [first] = Array.isArray(body.errors) ? (body.errors as unknown[]) : [];
	const texts = [
		body.error,
		valueAt(body, 'error.message'),
		first,
		valueAt(first, 'message'),
		body.message,
	];
	// A sentence says more than a code.
	const text = firstText(...texts.filter((entry) => String(entry).includes(' ')), ...texts);
	const says = `the answer (HTTP ${statusCode}) says "${key}": ${short(body[key])}`;
	return text === undefined ? says : `${text} (${says})`;
}

/** The key that says so. */
function signIn(body: Record<string, unknown>): string | undefined {
	const present = (keys: string[]) => keys.filter((key) => Object.hasOwn(body, key));
	return (
		SUCCESS_KEYS.find((key) => saysNo(body, key)) ??
		present(ERROR_KEYS).find((key) => !isNothing(body[key])) ??
		present(STATUS_KEYS).find((key) => FAILED.test(textOf(body[key]))) ??
		present(STATUS_CODE_KEYS).find((key) => isErrorStatus(body[key]))
	);
}

function saysNo(body: Record<string, unknown>, key: string): boolean {
	return Object.hasOwn(body, key) && !YES.includes(textOf(body[key]).toLowerCase());
}

/** Platforms write `error: null`, `error: false` and `errors: []` beside a success. */
export function isNothing(value: unknown): boolean {
	if (Array.isArray(value)) return value.length === 0;
	if (isObject(value)) return Object.keys(value).length === 0;
	return ['', 'null', 'undefined', 'false', '0', 'none', 'no'].includes(
		textOf(value).toLowerCase(),
	);
}

/** An HTTP status of 400 and more, as a number or a text. */
function isErrorStatus(value: unknown): boolean {
	return /^[45]\d\d$/.test(textOf(value));
}

function textOf(value: unknown): string {
	return typeof value === 'object' && value !== null ? '' : String(value).trim();
}

function short(value: unknown): string {
	const text = JSON.stringify(value) ?? String(value);
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
