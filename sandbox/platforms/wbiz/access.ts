import type { Account } from '../../account';
import type { ContractOperation, Operations, Reply } from '../../platform';
import { Refusal } from '../../refusal';
import { withPlus } from './phoneNumbers';
import { ok } from './records';
import { settingsOf } from './settings';

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
