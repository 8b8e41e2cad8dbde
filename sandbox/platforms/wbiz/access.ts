import type { Account } from '../../account/account';
import { type Pace, SlidingWindow } from '../../account/rate-limit';
import { Refusal } from '../../http/refusal';
import type { ContractOperation, Operations, Reply } from '../../http/types';
import { withPlus } from './messages/messages';
import { ok } from './records/records';
import { type PlanName, settingsOf } from './settings';

/** What an error is called when nothing closer is known. */
const CODES: Record<number, string> = {
	400: 'invalid_request',
	401: 'unauthorized',
	402: 'not_entitled',
	403: 'missing_scope',
	404: 'not_found',
	409: 'conflict',
	429: 'rate_limited',
};

export function refusal(status: number, message: string, details?: Record<string, unknown>): Reply {
	const code = CODES[status] ?? 'internal_error';
	return { status, body: { error: { code, message, ...details } } };
}

/** @throws Refusal 403 for a key without the scope, 402 for an account that has not paid */
export function admit(account: Account, operation: ContractOperation): void {
	const { scopes, entitled } = settingsOf(account);
	const scope = operation['x-scope'] as string | undefined;
	if (scope !== undefined && !scopes.includes(scope)) {
		throw new Refusal(403, `This key lacks the scope ${scope}`, { scope });
	}
	if (operation['x-paid'] === true && !entitled) {
		throw new Refusal(402, 'This account is not entitled to send: renew the subscription');
	}
}

export function accountOperations(account: Account): Operations {
	return {
		'account.whoAmI': () => {
			const { name, phoneNumber } = account.platform;
			const number = {
				id: `pn_${phoneNumber}`,
				phoneNumber: withPlus(phoneNumber),
				displayName: `${name} sandbox`,
				status: 'connected',
			};
			const { scopes } = settingsOf(account);
			return ok({ id: 'waba_sandbox', name: `${name} sandbox`, phoneNumbers: [number], scopes });
		},

		'account.getEntitlement': () => {
			const { entitled, plan } = settingsOf(account);
			return ok({ entitled, plan, status: entitled ? 'active' : 'past_due' });
		},
	};
}

/** Calls per minute and per ten seconds, from the vendor's older reference page. */
const PLANS: Record<PlanName, { perMinute: number; perTenSeconds: number }> = {
	starter: { perMinute: 60, perTenSeconds: 15 },
	growth: { perMinute: 600, perTenSeconds: 120 },
	scale: { perMinute: 6000, perTenSeconds: 1200 },
};

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
		const headers = window.headers(limit, now);
		if (allowed || !retryAfter) return { allowed, headers };
		return { allowed, headers: { ...headers, ...window.retryAfter(limit, now) } };
	}
}

/** The one with the least left; of two that are used up, the one that stays so for longer. */
function tightest(quotas: Quota[], now: number): Quota {
	const left = ({ window, limit }: Quota) => window.remaining(limit, now);
	const [first] = quotas.sort(
		(a, b) => left(a) - left(b) || b.window.waitMs(b.limit, now) - a.window.waitMs(a.limit, now),
	);
	return first;
}
