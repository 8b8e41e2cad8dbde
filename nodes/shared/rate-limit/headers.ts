/** Headers of an answer, names in lower case. */
export type Headers = Record<string, string | string[] | undefined>;

/** How many requests are left, and for how many milliseconds. */
export interface Allowance {
	left: number;
	lasts: number;
}

/** `X-RateLimit-Reset`, and some platforms' `Retry-After`, count seconds from now, or seconds or milliseconds from 1970. */
const EPOCH_SECONDS_FROM = 1_000_000_000;
const EPOCH_MILLISECONDS_FROM = 1_000_000_000_000;
/** Each form of a date in HTTP has a time of day. */
const WITH_TIME = /\d:\d\d/;
/** `Date` counts whole seconds. A clock this close to ours is right, and ours is more exact. */
const SAME_CLOCK_MILLISECONDS = 2000;

/** How long the platform asks to wait, and where it says so. */
export interface Announcement {
	milliseconds: number;
	header: 'Retry-After' | 'X-RateLimit-Reset';
}

/**
 * What the platform asks for after a 429: `Retry-After`, in seconds or as a date, else `X-RateLimit-Reset`.
 * @param now milliseconds since 1970
 */
export function announcedWait(headers: Headers, now: number): Announcement | undefined {
	const until = untilRetry(headers, now);
	if (until !== undefined) return { milliseconds: Math.max(until, 0), header: 'Retry-After' };
	const reset = untilReset(headers, now);
	return reset === undefined ? undefined : { milliseconds: reset, header: 'X-RateLimit-Reset' };
}

/** What `X-RateLimit-Remaining` and `X-RateLimit-Reset` leave; `undefined` when they are not both there. */
export function rateAllowance(headers: Headers, now: number): Allowance | undefined {
	const left = numberIn(headers['x-ratelimit-remaining']);
	const reset = untilReset(headers, now);
	return left === undefined || reset === undefined ? undefined : { left, lasts: reset };
}

function untilRetry(headers: Headers, now: number): number | undefined {
	const retryAfter = headers['retry-after'];
	if (typeof retryAfter !== 'string' || retryAfter.trim() === '') return undefined;
	const seconds = Number(retryAfter);
	if (Number.isFinite(seconds)) return untilTime(seconds, headers, now);
	// JavaScript reads a date into almost anything: `1, 5` would be one in 2001.
	const date = WITH_TIME.test(retryAfter) ? Date.parse(retryAfter) : NaN;
	return Number.isNaN(date) ? undefined : date - platformNow(headers, now);
}

function untilReset(headers: Headers, now: number): number | undefined {
	const reset = numberIn(headers['x-ratelimit-reset']);
	return reset === undefined ? undefined : untilTime(reset, headers, now);
}

function untilTime(reset: number, headers: Headers, now: number): number {
	if (reset < EPOCH_SECONDS_FROM) return reset * 1000;
	const at = reset < EPOCH_MILLISECONDS_FROM ? reset * 1000 : reset;
	return Math.max(at - platformNow(headers, now), 0);
}

/** The platform's moments are by its own clock, which need not be ours. */
function platformNow(headers: Headers, now: number): number {
	const date = Date.parse(String(headers.date ?? ''));
	return Number.isNaN(date) || Math.abs(date - now) < SAME_CLOCK_MILLISECONDS ? now : date;
}

function numberIn(header: string | string[] | undefined): number | undefined {
	if (typeof header !== 'string' || header.trim() === '') return undefined;
	const number = Number(header);
	return Number.isFinite(number) && number >= 0 ? number : undefined;
}
