import { createHash } from 'node:crypto';
import { sleep, type IDataObject } from 'n8n-workflow';

import type { Platform } from '../platform';
import { RateLimiter } from './rate-limiter';
import type { Clock } from './run-limiter';

const MOST_LIMITERS = 200;
/** What was learned longer ago may have changed since. */
const FORGET_AFTER_MILLISECONDS = 3_600_000;

const clock: Clock = {
	now: () => performance.now(),
	date: () => Date.now(),
	wait: sleep,
	random: Math.random,
};

/** One per credential; all runs of this process share them. The one used last stands last. */
export const limiters = new Map<string, { limiter: RateLimiter; usedAt: number }>();

/** The limiter of everybody who sends to this platform with this key. */
export function limiterFor(platform: Platform, credential: IDataObject): RateLimiter {
	const fields = ['baseUrl', ...Object.keys(platform.pathFields ?? {}), ...platform.keyFields];
	const identity = [platform.credential, ...fields.map((field) => credential[field] ?? '')];
	const key = createHash('sha256').update(JSON.stringify(identity)).digest('hex');
	const now = clock.now();
	const known = limiters.get(key);
	const old = known?.limiter.idle && now - known.usedAt > FORGET_AFTER_MILLISECONDS;
	const limiter = known && !old ? known.limiter : new RateLimiter(clock, platform.documentedLimit);
	limiters.delete(key);
	limiters.set(key, { limiter, usedAt: now });
	forgetSome();
	return limiter;
}

function forgetSome(): void {
	for (const [key, { limiter }] of limiters) {
		if (limiters.size <= MOST_LIMITERS) return;
		if (limiter.idle) limiters.delete(key);
	}
}
