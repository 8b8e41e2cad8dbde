import { NodeOperationError, type IDataObject, type IHookFunctions } from 'n8n-workflow';

import { isLoopback } from '../http/url';
import type { Platform } from '../platform';
import { badCustomers, wantedEvents } from './fields';

/**
 * A trigger that waits for nothing would never start, and nobody would know why.
 * @throws NodeOperationError
 */
export function requireEvents(functions: IHookFunctions, events: string[]): void {
	if (events.length === 0) {
		const message = '"Events" is empty: choose at least one event';
		throw new NodeOperationError(functions.getNode(), message);
	}
	const [bad] = badCustomers(functions);
	if (bad === undefined) return;
	const message = `"From Numbers" holds "${bad}", which is neither a phone number with country code nor a user ID`;
	throw new NodeOperationError(functions.getNode(), message);
}

/** Whether two lists name the same events, in any order. */
export function sameEvents(a: string[], b: string[]): boolean {
	return a.length === b.length && a.every((event) => b.includes(event));
}

/**
 * The URL that the platform calls.
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
	if (isLoopback(url) && typeof baseUrl === 'string' && isLoopback(baseUrl)) return url;
	throw new NodeOperationError(
		functions.getNode(),
		`${name} sends webhooks only to https, but this n8n's webhook address is ${withoutQuery(url)}`,
		{
			description:
				'Give n8n its public address with the environment variable N8N_WEBHOOK_URL (in older versions WEBHOOK_URL), starting with https://.',
		},
	);
}

/** A URL for an error message: the query and the login in it may hold secrets. */
export function withoutQuery(url: string): string {
	if (!URL.canParse(url)) return url.split(/[?#]/)[0];
	const { origin, pathname } = new URL(url);
	return `${origin}${pathname}`;
}

/** A platform whose webhooks a person sets up in its app: there is no API to read or write them. */
export interface ManualWebhook {
	platform: Platform;
	/** Why deliveries could not be verified with this credential, as the end of a sentence. */
	problem(credential: IDataObject): string | undefined;
	/** What to do about it. */
	remedy: string;
}

/**
 * The life cycle of a webhook that a person sets up. Activation makes sure that a delivery can be verified, and that
 * it will come by https. `checkExists` is false, so that n8n calls `create` at every activation.
 */
export function manualWebhook({ platform, problem, remedy }: ManualWebhook) {
	return {
		async checkExists(this: IHookFunctions): Promise<boolean> {
			return false;
		},
		/** @throws NodeOperationError */
		async create(this: IHookFunctions): Promise<boolean> {
			requireEvents(this, wantedEvents(this));
			const found = problem(await this.getCredentials<IDataObject>(platform.credential));
			if (found !== undefined) {
				// When a workflow is published, n8n shows nothing of an error but its message.
				throw new NodeOperationError(this.getNode(), `The credential ${found}. ${remedy}`);
			}
			await requireWebhookUrl(this, platform);
			return true;
		},
		async delete(this: IHookFunctions): Promise<boolean> {
			return true;
		},
	};
}
