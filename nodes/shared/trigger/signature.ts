import { createHmac, timingSafeEqual } from 'node:crypto';

import { isObject } from '../value';

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
	/** Header that holds the delivery's id, where that is signed too. Lower-case. */
	idHeader?: string;
	/** Whether the secret is base64 of the key, behind `whsec_`. */
	encodedSecret?: boolean;
	/** Seconds by which the timestamp may lie in the past or in the future. */
	tolerance?: number;
}

/** Headers as Node.js gives them: names in lower case. */
export type Headers = Record<string, string | string[] | undefined>;

const ENCODED_DIGEST = { hex: /^[0-9a-f]{64}$/i, base64: /^[A-Za-z0-9+/]{43}=$/ };

/**
 * Whether the bytes were signed with one of the secrets, within the scheme's time window.
 *
 * @param secrets any of them may match, so that a secret can be changed without a gap; none is refused
 * @param rawBody the bytes as they came, before any parsing
 * @param now milliseconds since 1970
 */
export function verify(
	scheme: SignatureScheme,
	secrets: string[],
	rawBody: Buffer,
	headers: Headers,
	now: number,
): boolean {
	const { timestamp, signatures } = readHeaders(scheme, headers);
	if (!isTimely(scheme, timestamp, now)) return false;
	const message = signedBytes(scheme, rawBody, timestamp, headers[scheme.idHeader ?? '']);
	if (message === undefined) return false;
	const digests = secrets
		.map((secret) => keyOf(scheme, secret))
		.filter((key) => key.length > 0)
		.map((key) => createHmac('sha256', key).update(message).digest());
	return signatures
		.filter((signature) => ENCODED_DIGEST[scheme.encoding].test(signature))
		.map((signature) => Buffer.from(signature, scheme.encoding))
		.some((given) => digests.some((digest) => timingSafeEqual(digest, given)));
}

function keyOf({ encodedSecret }: SignatureScheme, secret: string): Buffer {
	return encodedSecret
		? Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
		: Buffer.from(secret, 'utf8');
}

function readHeaders(
	{ header, form, prefix = '', timestampHeader }: SignatureScheme,
	headers: Headers,
): { timestamp?: string; signatures: string[] } {
	const value = headers[header];
	if (typeof value !== 'string') return { signatures: [] };
	if (form === 'pairs') {
		const pairs = value.split(',').map((pair) => pair.trim().split(/=(.*)/s));
		const of = (name: string) =>
			pairs.filter(([key]) => key === name).map(([, text]) => text ?? '');
		return { timestamp: of('t')[0], signatures: of('v1') };
	}
	const timeHeader = timestampHeader === undefined ? undefined : headers[timestampHeader];
	const timestamp = typeof timeHeader === 'string' ? timeHeader : undefined;
	if (form === 'list') {
		const entries = value.split(' ').filter((entry) => entry.startsWith('v1,'));
		return { timestamp, signatures: entries.map((entry) => entry.slice('v1,'.length)) };
	}
	return { timestamp, signatures: [value.startsWith(prefix) ? value.slice(prefix.length) : value] };
}

function isTimely(
	{ signed, tolerance = 300 }: SignatureScheme,
	timestamp: string | undefined,
	now: number,
): boolean {
	if (!signed.includes('timestamp')) return true;
	// Seconds since 1970; of 13 digits, milliseconds. The digits are signed as they are.
	if (timestamp === undefined || !/^(\d{1,11}|\d{13})$/.test(timestamp)) return false;
	const seconds = timestamp.length === 13 ? Number(timestamp) / 1000 : Number(timestamp);
	return Math.abs(now / 1000 - seconds) <= tolerance;
}

function signedBytes(
	{ signed }: SignatureScheme,
	rawBody: Buffer,
	timestamp: string | undefined,
	id: string | string[] | undefined,
): Buffer | string | undefined {
	if (signed === 'body') return rawBody;
	if (signed === 'timestamp.body') return Buffer.concat([Buffer.from(`${timestamp}.`), rawBody]);
	if (signed === 'id.timestamp.body') {
		return typeof id === 'string'
			? Buffer.concat([Buffer.from(`${id}.${timestamp}.`), rawBody])
			: undefined;
	}
	const parsed = parseBody(rawBody);
	return isObject(parsed) ? JSON.stringify(parsed) : undefined;
}

/** The JSON in the bytes; `undefined` when they hold none. */
export function parseBody(rawBody: Buffer): unknown {
	try {
		return JSON.parse(rawBody.toString('utf8').replace(/^\ufeff/, ''));
	} catch {
		return undefined;
	}
}
