import type { IDataObject } from 'n8n-workflow';

import { holdsPlaceholder } from './secret-placeholder';
import { secretLines } from './secret-lines';

/** Credential fields for the secrets of webhooks that are set up by hand. Either takes several, one in a line. */
export const WEBHOOK_SECRET_FIELDS = ['webhookSecrets', 'furtherWebhookSecrets'];

/** The secrets that a delivery may be signed with. */
export function webhookSecretsOf(credential: IDataObject): string[] {
	const lines = WEBHOOK_SECRET_FIELDS.flatMap((field) => secretLines(credential[field]));
	return lines.filter((line) => !holdsPlaceholder(line));
}

/** What is wrong with them, as the end of a sentence that begins with "the credential"; `undefined` for nothing. */
export function webhookSecretsFault(credential: IDataObject): string | undefined {
	const overwritten = WEBHOOK_SECRET_FIELDS.some((field) => holdsPlaceholder(credential[field]));
	if (overwritten) {
		return 'has lost an earlier webhook secret, as another was written below its dots: enter all of them again, or use "Further Webhook Secrets"';
	}
	return webhookSecretsOf(credential).length > 0 ? undefined : 'holds no webhook secret';
}
