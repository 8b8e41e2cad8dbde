import type { IDataObject } from 'n8n-workflow';

import { createHash, timingSafeEqual } from 'node:crypto';

import { secretLines } from '../http/redaction';

/**
 * n8n shows a saved secret as dots, and puts it back when it is saved unchanged. Whoever writes beside the dots saves
 * a text with this in the place of the secret, which everybody can read in n8n's source.
 */
const PLACEHOLDER = '__n8n_BLANK_VALUE_';

/** Whether a credential's value was written beside the dots of the secret that it has replaced. */
function holdsPlaceholder(value: unknown): boolean {
	return String(value ?? '').includes(PLACEHOLDER);
}

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

/**
 * A secret that caller and receiver both know, and that comes along with every delivery. It proves who calls, not what
 * was said: it is no signature.
 */

/** Too long to be guessed. */
const SHORTEST = 24;

/** What is wrong with a shared secret, as the end of a sentence; `undefined` for a good one. */
export function sharedSecretFault(value: unknown): string | undefined {
	const secret = String(value ?? '').trim();
	if (secret === '') return 'holds no shared secret for webhooks';
	if (secret.length < SHORTEST) {
		return `holds a shared secret of ${secret.length} characters; it must have at least ${SHORTEST}`;
	}
	if (holdsPlaceholder(secret)) {
		return 'has lost its shared secret, as something was written beside its dots: enter all of it again';
	}
	// It stands in an address, where other characters would be changed on the way.
	if (!/^[\w.~-]+$/.test(secret)) {
		return 'holds a shared secret with other characters than letters, digits, and . _ ~ -';
	}
	return undefined;
}

/** Whether what a caller gave is the secret, in constant time. A bad secret matches nothing. */
export function isSharedSecret(given: unknown, secret: unknown): boolean {
	if (typeof given !== 'string' || sharedSecretFault(secret) !== undefined) return false;
	return timingSafeEqual(digest(given), digest(String(secret).trim()));
}

/** Digests are of equal length, whatever is compared. */
function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
