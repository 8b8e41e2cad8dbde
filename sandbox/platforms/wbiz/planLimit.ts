import type { Pace } from '../../platform';
import { SlidingWindow } from '../../rateLimit';

/** Calls per minute and per ten seconds, from the vendor's older reference page. */
const PLANS = {
	starter: { perMinute: 60, perTenSeconds: 15 },
	growth: { perMinute: 600, perTenSeconds: 120 },
	scale: { perMinute: 6000, perTenSeconds: 1200 },
};

export type PlanName = keyof typeof PLANS;

interface Quota {
	window: SlidingWindow;
	limit: number;
}

/** The limit of a plan on all calls of a key. A call that is refused is not counted. */
export class PlanLimit {
	private readonly minute = new SlidingWindow(60_000);
	private readonly tenSeconds = new SlidingWindow(10_000);

	/** `retryAfter`: whether a refusal says in a header how long to wait. */
	take(plan: PlanName, retryAfter: boolean, now = performance.now()): Pace {
		const { perMinute, perTenSeconds } = PLANS[plan];
		const quotas = [
			{ window: this.minute, limit: perMinute },
			{ window: this.tenSeconds, limit: perTenSeconds },
		];
		const allowed = quotas.every(({ window, limit }) => window.remaining(limit, now) > 0);
		if (allowed) for (const { window, limit } of quotas) window.take(limit, now);
		const { window, limit } = tightest(quotas, now);
		return { allowed, headers: window.headers(limit, allowed || !retryAfter, now) };
	}
}

/** The one with the least left; of two that are used up, the one that stays so for longer. */
function tightest(quotas: Quota[], now: number): Quota {
	const left = ({ window, limit }: Quota) => window.remaining(limit, now);
	const [first] = quotas.sort(
		(a, b) => left(a) - left(b) || b.window.waitMs(now) - a.window.waitMs(now),
	);
	return first;
}
