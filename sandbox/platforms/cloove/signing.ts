import { createHmac, randomBytes } from 'node:crypto';

const SECRET_PREFIX = 'whsec_';

/**
 * `t=<unix seconds>,v1=<hex>`, HMAC-SHA256 of `<t>.<body>`. The key is the whole secret, with its prefix: the
 * vendor's page does not say to take it off.
 */
export function signature(body: string, secret: string, at: Date): string {
	const time = Math.floor(at.getTime() / 1000);
	const mac = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
	return `t=${time},v1=${mac}`;
}

export function newSecret(): string {
	return SECRET_PREFIX + randomBytes(16).toString('hex');
}
