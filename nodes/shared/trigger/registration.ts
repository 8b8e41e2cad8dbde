import { NodeOperationError, type IHookFunctions, type IDataObject } from 'n8n-workflow';

import { isLoopback } from '../http/url';
import type { Platform } from '../platform';

/**
 * A trigger that waits for nothing would never start, and nobody would know why.
 * @throws NodeOperationError
 */
export function requireEvents(functions: IHookFunctions, events: string[]): void {
	if (events.length > 0) return;
	throw new NodeOperationError(functions.getNode(), '"Events" is empty: choose at least one event');
}

/** Whether two lists name the same events, in any order. */
export function sameEvents(a: string[], b: string[]): boolean {
	return a.length === b.length && a.every((event) => b.includes(event));
}

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

/** A platform whose webhooks a person sets up in its own app: nothing can be asked, nothing can be registered. */
export interface ByHand {
	platform: Platform;
	/** Why deliveries could not be proven with this credential, as the end of a sentence; `undefined` when they can. */
	fault(credential: IDataObject): string | undefined;
	/** What to do about it. */
	remedy: string;
}

/**
 * All that activation can do: make sure that a delivery could be proven, and would come by https. As there is no
 * registration to look for, every activation must come here: such a trigger's `checkExists` is always false.
 * @throws NodeOperationError
 */
export async function requireReady(functions: IHookFunctions, byHand: ByHand): Promise<boolean> {
	const fault = byHand.fault(
		await functions.getCredentials<IDataObject>(byHand.platform.credential),
	);
	if (fault !== undefined) {
		// When a workflow is published, n8n shows nothing of an error but its message.
		const words = `The credential ${fault}. ${byHand.remedy}`;
		throw new NodeOperationError(functions.getNode(), words);
	}
	await requireWebhookUrl(functions, byHand.platform);
	return true;
}
