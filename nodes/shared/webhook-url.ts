import { NodeOperationError, type IDataObject, type IHookFunctions } from 'n8n-workflow';

import { isLoopback } from './loopback';
import type { Platform } from './platform';

/**
 * The address that the platform shall call.
 * @throws NodeOperationError when the platform could not call it: it must be https. Only a platform on this very
 * machine may call this machine by http.
 */
export async function requireWebhookUrl(
	functions: IHookFunctions,
	{ name, credential }: Platform,
): Promise<string> {
	const url = functions.getNodeWebhookUrl('default');
	if (url === undefined) {
		throw new NodeOperationError(functions.getNode(), 'This trigger has no webhook URL');
	}
	const { baseUrl } = await functions.getCredentials<IDataObject>(credential);
	if (new URL(url).protocol === 'https:') return url;
	if (isLoopback(url) && isLoopback(String(baseUrl))) return url;
	throw new NodeOperationError(
		functions.getNode(),
		`${name} sends webhooks only to https, but this n8n's webhook address is ${withoutQuery(url)}`,
		{
			description:
				'Give n8n its public address with the environment variable N8N_WEBHOOK_URL (in older versions WEBHOOK_URL), starting with https://.',
		},
	);
}

/** An address for an error message: queries and log-in parts may hold secrets. */
export function withoutQuery(url: string): string {
	if (!URL.canParse(url)) return url.split(/[?#]/)[0];
	const { origin, pathname } = new URL(url);
	return `${origin}${pathname}`;
}
