import type { IncomingHttpHeaders } from 'node:http';

import type { Account } from '../../account';
import type { ContractOperation, Reply } from '../../platform';
import { Refusal } from '../../refusal';
import { settingsOf } from './settings';

/** What HTTP libraries call themselves when nobody tells them otherwise. */
const LIBRARY = /^(axios\/.*|node|n8n|python-requests.*|curl\/.*)?$/i;

const BANNED = `<!DOCTYPE html>
<html lang="en-US">
<head><title>Access denied | api.clooveai.com used Cloudflare to restrict access</title></head>
<body>
<h1>Error 1010</h1>
<p>The owner of this website has banned your access based on your browser's signature.</p>
</body>
</html>
`;

/** Cloudflare, which stands before the API, knows nothing of the API's form of an error. */
export function firewall({ 'user-agent': agent = '' }: IncomingHttpHeaders): Reply | undefined {
	if (!LIBRARY.test(agent.trim())) return undefined;
	return { status: 403, body: BANNED, headers: { 'Content-Type': 'text/html; charset=utf-8' } };
}

/** A publishable key (pk) opens nothing. */
export function authorised({ settings }: Account, { authorization }: IncomingHttpHeaders): boolean {
	return authorization === `Bearer ${settings.apiKey}` && !/^clv_\w+_pk_/.test(settings.apiKey);
}

/** @throws Refusal 403 for a caller whose address is not on the key's list, and for a key without the scope */
export function admit(account: Account, operation: ContractOperation): void {
	const { scopes, allowedIp } = settingsOf(account);
	if (!allowedIp) {
		throw new Refusal(403, 'This IP address is not allowed for the API key', {
			error: 'ip_not_allowed',
		});
	}
	const scope = operation['x-scope'] as string;
	if (!scopes.some((granted) => covers(granted, scope))) {
		throw new Refusal(403, `This API key lacks the required scope ${scope}`);
	}
}

/** A parent's read covers the reads below it, and never a write. */
function covers(granted: string, wanted: string): boolean {
	if (granted === wanted) return true;
	const parent = granted.replace(/(?<=:)read$/, '');
	return parent !== granted && wanted.startsWith(parent) && wanted.endsWith(':read');
}
