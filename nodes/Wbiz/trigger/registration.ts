import { NodeOperationError, type IDataObject, type IHookFunctions } from 'n8n-workflow';

import { withPlatformErrors } from '../../shared/errors/node-errors';
import { wantedEvents } from '../../shared/trigger/fields';
import { requireEvents, requireWebhookUrl, sameEvents } from '../../shared/trigger/registration';
import { decrypt, encrypt } from '../../shared/trigger/secrets';
import type { DetectedForm } from '../../shared/trigger/signature-detection';
import { textOrNull } from '../../shared/value';
import { platform } from '../platform';
import { SubscriptionClient } from './webhook-client';

/** What the trigger keeps in its static data while it is registered. */
export interface Registration {
	subscriptionId?: string;
	webhookUrl?: string;
	/** Encrypted. */
	secret?: string;
	/** How deliveries were found to be signed. */
	signature?: DetectedForm;
}

/** Whether our subscription is there as the trigger wants it, and its secret is known. */
export async function isRegistered(functions: IHookFunctions): Promise<boolean> {
	const { subscriptionId, webhookUrl, secret } = registrationOf(functions);
	const url = functions.getNodeWebhookUrl('default');
	if (!subscriptionId || webhookUrl !== url) return false;
	if (decrypt(secret, await apiKeyOf(functions)) === undefined) return false;
	return await withPlatformErrors(functions, platform, async () => {
		const found = await (await SubscriptionClient.open(functions)).get(subscriptionId);
		const { events = wantedEvents(functions), active = true } = found ?? {};
		return found?.url === url && active && sameEvents(events, wantedEvents(functions));
	});
}

/** Subscribes the trigger's URL. May be called again at any time: n8n tries five times. */
export async function register(functions: IHookFunctions): Promise<boolean> {
	const url = await requireWebhookUrl(functions, platform);
	const events = wantedEvents(functions);
	requireEvents(functions, events);
	const apiKey = await apiKeyOf(functions);
	return await withPlatformErrors(functions, platform, async () => {
		const client = await SubscriptionClient.open(functions);
		// What an earlier life of this trigger left behind: its secret is lost, and it would deliver twice.
		await removeByUrl(client, url);
		const { id, secret } = await client.create(url, events);
		if (!id || !secret) {
			await removeByUrl(client, url);
			const what = id ? 'signing secret' : 'id';
			throw new NodeOperationError(
				functions.getNode(),
				`${platform.name} gave no ${what} for the new webhook; it was removed again`,
			);
		}
		Object.assign(registrationOf(functions), {
			subscriptionId: id,
			webhookUrl: url,
			secret: encrypt(secret, apiKey),
		});
		return true;
	});
}

/** Removes our subscription, and no other. */
export async function unregister(functions: IHookFunctions): Promise<boolean> {
	const registration = registrationOf(functions);
	const url = registration.webhookUrl ?? functions.getNodeWebhookUrl('default');
	await withPlatformErrors(functions, platform, async () => {
		const client = await SubscriptionClient.open(functions);
		if (registration.subscriptionId) await client.delete(registration.subscriptionId);
		else if (url !== undefined) await removeByUrl(client, url);
	});
	delete registration.subscriptionId;
	delete registration.webhookUrl;
	delete registration.secret;
	delete registration.signature;
	return true;
}

export function registrationOf(functions: {
	getWorkflowStaticData(type: string): IDataObject;
}): Registration {
	return functions.getWorkflowStaticData('node') as Registration;
}

async function apiKeyOf(functions: IHookFunctions): Promise<string> {
	const { apiKey } = await functions.getCredentials<IDataObject>(platform.credential);
	return textOrNull(apiKey) ?? '';
}

async function removeByUrl(client: SubscriptionClient, url: string): Promise<void> {
	for (const subscription of await client.list()) {
		if (subscription.url === url && subscription.id !== '') await client.delete(subscription.id);
	}
}
