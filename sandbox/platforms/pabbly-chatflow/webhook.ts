import type { Account } from '../../account';
import type { WebhookTarget } from '../../platform';
import { settingsOf } from './settings';

/** The parameter in which people are told to put a secret of their own: the vendor signs nothing. */
const SECRET_PARAMETER = 'secret';

/** The address from the settings, with whatever query it has; for messages and statuses alike. */
export function webhookTargets(account: Account): WebhookTarget[] {
	const { webhookUrl } = settingsOf(account);
	return webhookUrl === null ? [] : [{ url: webhookUrl, secret: '' }];
}

export function withoutSecret(address: string): string {
	const url = new URL(address);
	url.searchParams.delete(SECRET_PARAMETER);
	return url.toString();
}
