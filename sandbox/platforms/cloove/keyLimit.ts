import type { Pace } from '../../platform';
import { SlidingWindow } from '../../rateLimit';

const MINUTE_MS = 60_000;

/** The limit on all calls of a key. A call that is refused is not counted. */
export class KeyLimit {
	private readonly windows = new Map<string, SlidingWindow>();

	/** `retryAfter`: whether a refusal says in a header how long to wait. */
	take(key: string, limit: number, retryAfter: boolean, now = performance.now()): Pace {
		const window = this.windows.get(key) ?? new SlidingWindow(MINUTE_MS);
		this.windows.set(key, window);
		const allowed = window.take(limit, now);
		const headers: Record<string, string> = { 'X-RateLimit-Limit': String(limit) };
		if (!allowed && retryAfter) {
			headers['Retry-After'] = String(Math.max(1, Math.ceil(window.waitMs(now) / 1000)));
		}
		return { allowed, headers };
	}
}
