import { createHash, timingSafeEqual } from 'node:crypto';

import { holdsPlaceholder } from './secret-placeholder';

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
