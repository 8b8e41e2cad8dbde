import { createHmac } from 'node:crypto';

/**
 * The forms that are common among vendors; WBIZ documents none. Always HMAC-SHA256:
 * - hex, base64, sha256=hex: of the body
 * - pairs: `t=<unix seconds>,v1=<hex>`, of `<t>.<body>`
 * - timestampHeader: hex, of `<t>.<body>`, with the time in a header of its own
 * - standard: Standard Webhooks, with headers of its own names
 */
export type SignatureForm =
	'hex' | 'base64' | 'sha256=hex' | 'pairs' | 'timestampHeader' | 'standard';

export const SECRET_PREFIX = 'whsec_';
const DEFAULT_HEADER = 'x-wbiz-signature';
const TIMESTAMP_HEADER = 'x-wbiz-timestamp';

export interface Signing {
	form: SignatureForm;
	/** Not for `standard`. */
	header?: string;
}

/** The headers of a webhook. `id` is the event's, `at` when it is sent. */
export function sign(
	{ form, header = DEFAULT_HEADER }: Signing,
	body: string,
	secret: string,
	{ id, at }: { id: string; at: Date },
): Record<string, string> {
	const time = String(Math.floor(at.getTime() / 1000));
	const mac = (text: string) => createHmac('sha256', secret).update(text);
	switch (form) {
		case 'hex':
			return { [header]: mac(body).digest('hex') };
		case 'base64':
			return { [header]: mac(body).digest('base64') };
		case 'sha256=hex':
			return { [header]: `sha256=${mac(body).digest('hex')}` };
		case 'pairs':
			return { [header]: `t=${time},v1=${mac(`${time}.${body}`).digest('hex')}` };
		case 'timestampHeader':
			return { [header]: mac(`${time}.${body}`).digest('hex'), [TIMESTAMP_HEADER]: time };
		case 'standard':
			return standard(body, secret, id, time);
	}
}

/** https://www.standardwebhooks.com: the key is what the secret's base64 stands for. */
function standard(body: string, secret: string, id: string, time: string): Record<string, string> {
	const key = Buffer.from(secret.replace(SECRET_PREFIX, ''), 'base64');
	const mac = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64');
	return { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': `v1,${mac}` };
}
