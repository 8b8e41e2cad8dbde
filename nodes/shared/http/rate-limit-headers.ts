import type { Answer } from '../platform';

type Headers = Answer['headers'];

/** How many requests are left until a moment (milliseconds since 1970, by this machine's clock). */
export interface Allowance {
	left: number;
	until: number;
}

/** `X-RateLimit-Reset` counts seconds from now, or seconds or milliseconds from 1970. */
const EPOCH_SECONDS_FROM = 1_000_000_000;
const EPOCH_MILLISECONDS_FROM = 1_000_000_000_000;

/** Milliseconds that the platform wants us to wait after a 429: `Retry-After`, else `X-RateLimit-Reset`. */
export function announcedWait(headers: Headers, now: number): number | undefined {
	const retryAfter = headers['retry-after'];
	if (typeof retryAfter === 'string' && retryAfter.trim() !== '') {
		const delay = Number(retryAfter) * 1000;
		const until = Number.isNaN(delay) ? Date.parse(retryAfter) - platformNow(headers, now) : delay;
		if (!Number.isNaN(until)) return Math.max(until, 0);
	}
	return untilReset(headers, now);
}

/** What `X-RateLimit-Remaining` and `X-RateLimit-Reset` leave; `undefined` when they are not both there. */
export function rateAllowance(headers: Headers, now: number): Allowance | undefined {
	const left = numberIn(headers['x-ratelimit-remaining']);
	const reset = untilReset(headers, now);
	return left === undefined || reset === undefined ? undefined : { left, until: now + reset };
}

function untilReset(headers: Headers, now: number): number | undefined {
	const reset = numberIn(headers['x-ratelimit-reset']);
	if (reset === undefined) return undefined;
	if (reset < EPOCH_SECONDS_FROM) return reset * 1000;
	const at = reset < EPOCH_MILLISECONDS_FROM ? reset * 1000 : reset;
	return Math.max(at - platformNow(headers, now), 0);
}

/** The platform's moments are by its own clock, which need not be ours. */
function platformNow(headers: Headers, now: number): number {
	const date = Date.parse(String(headers.date ?? ''));
	return Number.isNaN(date) ? now : date;
}

function numberIn(header: string | string[] | undefined): number | undefined {
	if (typeof header !== 'string' || header.trim() === '') return undefined;
	const number = Number(header);
	return Number.isFinite(number) && number >= 0 ? number : undefined;
}
