import { createHmac, timingSafeEqual } from 'node:crypto';

import { isObject, parseJson } from '../value';

/** How a platform signs its webhooks, always by HMAC-SHA256. */
export interface SignatureScheme {
	/** Header that holds the signature, lower-case. */
	header: string;
	/**
	 * `plain`: the signature alone. `pairs`: `t=<timestamp>,v1=<signature>[,v1=<signature>]`.
	 * `list`: `v1,<signature>[ v1,<signature>]`.
	 */
	form: 'plain' | 'pairs' | 'list';
	/** Text before a plain signature, e.g. `sha256=`; accepted where it is missing. */
	prefix?: string;
	encoding: 'hex' | 'base64';
	/**
	 * The signed bytes. `reserialisedBody` is `JSON.stringify` of the parsed body: only for a vendor that
	 * documents just this computation.
	 */
	signed: 'body' | 'reserialisedBody' | 'timestamp.body' | 'id.timestamp.body';
	/** Header that holds the timestamp (seconds since 1970), unless the signature's own does. Lower-case. */
	timestampHeader?: string;
	/** Header that holds the delivery's ID, where that is signed too. Lower-case. */
	idHeader?: string;
	/** Whether the secret is base64 of the key, behind `whsec_`. */
	encodedSecret?: boolean;
	/** Seconds by which the timestamp may lie in the past or in the future. */
	tolerance?: number;
}

/** Headers as Node.js gives them: names in lower case. */
export type Headers = Record<string, string | string[] | undefined>;

/** A delivery, and what its signature is checked with. */
export interface Verification {
	scheme: SignatureScheme;
	/** Any of them may match, so that a secret can be changed without a gap. Without any, nothing matches. */
	secrets: string[];
	/** The bytes as they came, before any parsing. */
	rawBody: Buffer;
	headers: Headers;
	/** Milliseconds since 1970. */
	now: number;
	/** What was hashed of this delivery before, where several schemes are tried: each key and text once. */
	digests?: Digests;
}

/** Hashes each key and text of one delivery once. */
export class Digests {
	private readonly known = new Map<string, Buffer>();

	/** @param most how many are computed; further ones are `undefined` */
	constructor(private readonly most = Infinity) {}

	of(key: Buffer, prefix: string, body: Buffer, isRaw: boolean): Buffer | undefined {
		const name = JSON.stringify([key.toString('hex'), prefix, isRaw]);
		const known = this.known.get(name);
		if (known !== undefined || this.known.size >= this.most) return known;
		const digest = createHmac('sha256', key).update(prefix).update(body).digest();
		this.known.set(name, digest);
		return digest;
	}
}

/** While a secret is being changed, a platform signs with the old and the new one. */
const MOST_SIGNATURES = 4;
/** Bytes. A longer body is checked as it came, not serialised again: that costs a forger nothing and us much. */
const MOST_RESERIALISED = 1024 * 1024;
/** Base64 in either alphabet: that of URLs is often written without padding. */
const ENCODED_DIGEST = { hex: /^[0-9a-f]{64}$/i, base64: /^[\w+/-]{43}=?$/ };

/**
 * Whether the bytes were signed with one of the secrets, within the scheme's time window.
 *
 * The form is checked before anything is hashed: what cannot be a signature costs nothing. Never throws.
 */
export function verify(verification: Verification): boolean {
	const { scheme, secrets, now } = verification;
	const claim = claimOf(verification);
	if (claim.signatures.length === 0 || !isTimely(scheme, claim.timestamp, now)) return false;
	const keys = secrets.map((secret) => keyOf(scheme, secret)).filter((key) => key.length > 0);
	return keys.some((key) => {
		const digest = digestOf(verification, key, claim);
		if (digest === undefined) return false;
		// Not `some`: the time it takes says nothing about which one matched.
		return claim.signatures.filter((given) => timingSafeEqual(digest, given)).length > 0;
	});
}

/** What the headers say, as far as it has the scheme's form. */
interface Claim {
	signatures: Buffer[];
	timestamp?: string;
	id?: string;
}

/** Whether the headers could hold a signature of the scheme, at a time that it allows. Hashes nothing. */
export function isWellFormed(verification: Omit<Verification, 'secrets' | 'rawBody'>): boolean {
	const { signatures, timestamp } = claimOf(verification);
	return signatures.length > 0 && isTimely(verification.scheme, timestamp, verification.now);
}

function claimOf({ scheme, headers }: Pick<Verification, 'scheme' | 'headers'>): Claim {
	const { timestamp, signatures } = readHeaders(scheme, headers);
	const id = textHeader(headers, scheme.idHeader);
	if (scheme.idHeader !== undefined && id === undefined) return { signatures: [] };
	return {
		timestamp,
		id,
		signatures: signatures
			.filter((signature) => ENCODED_DIGEST[scheme.encoding].test(signature))
			.slice(0, MOST_SIGNATURES)
			.map((signature) => Buffer.from(signature, scheme.encoding)),
	};
}

function readHeaders(
	{ header, form, prefix = '', timestampHeader }: SignatureScheme,
	headers: Headers,
): { timestamp?: string; signatures: string[] } {
	const value = textHeader(headers, header);
	if (value === undefined) return { signatures: [] };
	if (form === 'pairs') {
		const pairs = value.split(',').map((pair) => pair.trim().split(/=(.*)/s));
		const of = (name: string) =>
			pairs.filter(([key]) => key === name).map(([, text]) => text ?? '');
		return { timestamp: of('t')[0], signatures: of('v1') };
	}
	const timestamp = textHeader(headers, timestampHeader);
	if (form === 'list') {
		const entries = value.split(' ').filter((entry) => entry.startsWith('v1,'));
		return { timestamp, signatures: entries.map((entry) => entry.slice('v1,'.length)) };
	}
	return { timestamp, signatures: [value.startsWith(prefix) ? value.slice(prefix.length) : value] };
}

function textHeader(headers: Headers, name: string | undefined): string | undefined {
	const value = name !== undefined && Object.hasOwn(headers, name) ? headers[name] : undefined;
	return typeof value === 'string' ? value : undefined;
}

/** Whether a timestamp lies within the scheme's tolerance; always for a scheme that signs none. */
export function isTimely(
	{ signed, tolerance = 300 }: Pick<SignatureScheme, 'signed' | 'tolerance'>,
	timestamp: unknown,
	now: number,
): boolean {
	if (!signed.includes('timestamp')) return true;
	// Seconds since 1970; of 13 digits, milliseconds. The digits are signed as they are.
	if (typeof timestamp !== 'string' || !/^(\d{1,11}|\d{13})$/.test(timestamp)) return false;
	const seconds = timestamp.length === 13 ? Number(timestamp) / 1000 : Number(timestamp);
	return Math.abs(now / 1000 - seconds) <= tolerance;
}

function keyOf({ encodedSecret }: SignatureScheme, secret: string): Buffer {
	return encodedSecret
		? Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
		: Buffer.from(secret, 'utf8');
}

function digestOf(
	{ scheme, rawBody, digests = new Digests() }: Verification,
	key: Buffer,
	{ id, timestamp }: Claim,
): Buffer | undefined {
	const { signed } = scheme;
	const body = signed === 'reserialisedBody' ? reserialised(rawBody) : rawBody;
	if (body === undefined) return undefined;
	const parts = { 'timestamp.body': [timestamp], 'id.timestamp.body': [id, timestamp] };
	const before = signed === 'body' || signed === 'reserialisedBody' ? [] : parts[signed];
	const prefix = before.map((part) => `${part}.`).join('');
	return digests.of(key, prefix, body, body === rawBody);
}

/** The same buffer when that changes nothing; `undefined` where it is no JSON object, or too long. */
function reserialised(rawBody: Buffer): Buffer | undefined {
	if (rawBody.length > MOST_RESERIALISED) return undefined;
	const parsed = parseBody(rawBody);
	if (!isObject(parsed)) return undefined;
	try {
		const bytes = Buffer.from(JSON.stringify(parsed), 'utf8');
		return bytes.equals(rawBody) ? rawBody : bytes;
	} catch {
		// Nested so deep that the stack overflows.
		return undefined;
	}
}

/** The JSON in the bytes; `undefined` when they hold none. */
export function parseBody(rawBody: Buffer): unknown {
	return parseJson(rawBody.toString('utf8').replace(/^\ufeff/, ''));
}
