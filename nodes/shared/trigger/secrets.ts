import {
	createCipheriv,
	createDecipheriv,
	createHash,
	hkdfSync,
	randomBytes,
	timingSafeEqual,
} from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { secretLines } from '../http/redaction';

/** Credential fields for the secrets of webhooks that a person sets up in the platform's app. Each takes several, one per line. */
export const WEBHOOK_SECRET_FIELDS = ['webhookSecrets', 'furtherWebhookSecrets'];

/**
 * n8n shows a saved secret as dots and gets this text back when the secret is saved unchanged. If a user types next
 * to the dots, the saved value contains this text in place of the secret. Everybody can read it in n8n's source.
 */
const PLACEHOLDER = '__n8n_BLANK_VALUE_';

function holdsPlaceholder(value: unknown): boolean {
	return typeof value === 'string' && value.includes(PLACEHOLDER);
}

export interface WebhookSecrets {
	/** The secrets that a delivery may be signed with. */
	secrets: string[];
	/** What is wrong, as the end of a sentence that begins with "the credential". */
	problem?: string;
}

/** The webhook secrets in a credential. */
export function webhookSecretsOf(credential: IDataObject): WebhookSecrets {
	const values = WEBHOOK_SECRET_FIELDS.map((field) => credential[field]);
	const secrets = values.flatMap(secretLines).filter((line) => !holdsPlaceholder(line));
	if (values.some(holdsPlaceholder)) {
		return {
			secrets,
			problem:
				'has lost an earlier webhook secret, as another was written below its dots: enter all of them again, or use "Further Webhook Secrets"',
		};
	}
	return secrets.length > 0 ? { secrets } : { secrets, problem: 'holds no webhook secret' };
}

/**
 * A shared secret comes along with every delivery, and both sides know it. It proves who calls, not what was said: it
 * is no signature.
 */

/** Too long to be guessed. */
const SHORTEST = 24;

/** What is wrong with a shared secret, as the end of a sentence; `undefined` for a good one. */
export function sharedSecretProblem(value: unknown): string | undefined {
	const secret = sharedSecretIn(value);
	if (secret === '') return 'holds no shared secret for webhooks';
	if (secret.length < SHORTEST) {
		return `holds a shared secret of ${secret.length} characters; it must have at least ${SHORTEST}`;
	}
	if (holdsPlaceholder(secret)) {
		return 'has lost its shared secret, as something was written beside its dots: enter all of it again';
	}
	// It stands in a URL, where other characters would be changed on the way.
	if (!/^[\w.~-]+$/.test(secret)) {
		return 'holds a shared secret with other characters than letters, digits, and . _ ~ -';
	}
	return undefined;
}

/** Whether what a caller gave is the secret, in constant time. A bad secret matches nothing. */
export function isSharedSecret(given: unknown, secret: unknown): boolean {
	if (typeof given !== 'string' || sharedSecretProblem(secret) !== undefined) return false;
	return timingSafeEqual(digest(given), digest(sharedSecretIn(secret)));
}

function sharedSecretIn(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

/** Digests are of equal length, whatever is compared. */
function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}

/** Names and versions the form: `1.<salt>.<iv>.<tag>.<ciphertext>`, each part in base64url. */
const VERSION = '1';
const BYTES = { salt: 16, iv: 12, key: 32 };

/**
 * Encrypts what a trigger keeps in its static data, which n8n shows in exported workflows and in its API. The key is
 * made from the platform's API key, so that only an n8n with the credential can read it.
 */
export function encrypt(text: string, apiKey: string): string {
	const salt = randomBytes(BYTES.salt);
	const iv = randomBytes(BYTES.iv);
	const cipher = createCipheriv('aes-256-gcm', keyFrom(apiKey, salt), iv);
	const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	const parts = [salt, iv, cipher.getAuthTag(), ciphertext];
	return [VERSION, ...parts.map((part) => part.toString('base64url'))].join('.');
}

/** `undefined` when it was encrypted with another API key, or is nothing encrypted. */
export function decrypt(encrypted: unknown, apiKey: string): string | undefined {
	if (typeof encrypted !== 'string') return undefined;
	const [version, ...parts] = encrypted.split('.');
	const [salt, iv, tag, ciphertext] = parts.map((part) => Buffer.from(part, 'base64url'));
	if (version !== VERSION || ciphertext === undefined) return undefined;
	try {
		const key = keyFrom(apiKey, salt);
		const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 }).setAuthTag(
			tag,
		);
		return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
	} catch {
		return undefined;
	}
}

/** API keys are long and random: they need no slow derivation. */
function keyFrom(apiKey: string, salt: Buffer): Buffer {
	return Buffer.from(hkdfSync('sha256', apiKey, salt, 'static data of a trigger', BYTES.key));
}
