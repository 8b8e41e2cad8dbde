import { createHmac } from 'node:crypto';

/** The vendor's scheme: HMAC-SHA256 of the body, hexadecimal. It signs no time. */
export function sign(body: string, secret: string): Record<string, string> {
	return { 'X-Webhook-Signature': createHmac('sha256', secret).update(body).digest('hex') };
}
