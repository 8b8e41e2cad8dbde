import { NodeOperationError, type IDataObject, type IHookFunctions } from 'n8n-workflow';

import { withPlatformErrors } from '../../shared/errors/node-errors';
import {
	requireEvents,
	sameEvents,
	requireWebhookUrl,
	withoutQuery,
} from '../../shared/trigger/registration';
import { subscriptions } from './events';
import { platform } from '../platform';
import { SlotClient, type Slot } from './webhook-client';

/** What the trigger keeps in its static data while it is registered. */
export interface Registration {
	webhookUrl?: string;
	secret?: string;
	/** What the slot held before, to be put back. */
	previous?: Omit<Slot, 'secret'>;
}

/**
 * The same by address, in this process: a second test listen starts with empty static data, although the slot
 * holds its own address, and would lose what was there before.
 */
const previousByUrl = new Map<string, Omit<Slot, 'secret'>>();

/** Whether the slot is ours as the trigger wants it, and the secret is known. */
export async function isRegistered(functions: IHookFunctions): Promise<boolean> {
	const registration = registrationOf(functions);
	const url = functions.getNodeWebhookUrl('default');
	if (!registration.secret || registration.webhookUrl !== url) return false;
	return await withPlatformErrors(functions, platform, async () => {
		const slot = await (await SlotClient.open(functions)).read();
		const ours =
			slot.url === url && slot.enabled && sameEvents(slot.events, wantedEvents(functions));
		// The platform may have made a new secret meanwhile.
		if (ours && slot.secret !== '') registration.secret = slot.secret;
		return ours;
	});
}

/** Puts the trigger's address in the slot. May be called again at any time: n8n tries five times. */
export async function register(functions: IHookFunctions): Promise<boolean> {
	const url = await requireWebhookUrl(functions, platform);
	const events = wantedEvents(functions);
	requireEvents(functions, events);
	return await withPlatformErrors(functions, platform, async () => {
		const client = await SlotClient.open(functions);
		const held = await client.read();
		const registration = registrationOf(functions);
		// n8n's own address may have changed: what this trigger registered before is not somebody else's.
		if (![url, registration.webhookUrl, ''].includes(held.url)) {
			if (functions.getNodeParameter('replaceExistingWebhook', false) !== true) {
				throw slotTaken(functions, held.url, url);
			}
			previousByUrl.set(url, { url: held.url, enabled: held.enabled, events: held.events });
		}
		registration.webhookUrl = url;
		registration.previous = previousByUrl.get(url) ?? registration.previous;
		const written = await client.write({ url, enabled: true, events });
		registration.secret = written.secret || (await client.read()).secret;
		if (registration.secret) return true;
		throw new NodeOperationError(
			functions.getNode(),
			`${platform.name} gave no webhook secret: without it no delivery can be verified`,
		);
	});
}

/** Frees the slot if it is still ours, or puts back what it held before. */
export async function unregister(functions: IHookFunctions): Promise<boolean> {
	const registration = registrationOf(functions);
	const url = registration.webhookUrl ?? functions.getNodeWebhookUrl('default');
	await withPlatformErrors(functions, platform, async () => {
		const client = await SlotClient.open(functions);
		if (url === undefined || (await client.read()).url !== url) return;
		const previous = registration.previous ?? previousByUrl.get(url);
		if (previous) await client.write(previous);
		else await client.clear();
	});
	if (url !== undefined) previousByUrl.delete(url);
	delete registration.webhookUrl;
	delete registration.secret;
	delete registration.previous;
	return true;
}

export function registrationOf(functions: {
	getWorkflowStaticData(type: string): IDataObject;
}): Registration {
	return functions.getWorkflowStaticData('node') as Registration;
}

function wantedEvents(functions: IHookFunctions): string[] {
	const events = functions.getNodeParameter('events', []) as string[];
	return events.map((event) => subscriptions[event]).filter((event) => event !== undefined);
}

function slotTaken(functions: IHookFunctions, holder: string, url: string): NodeOperationError {
	const production = url.replace('/webhook-test/', '/webhook/');
	const whose =
		holder === production
			? `this workflow's own production address, ${withoutQuery(holder)}`
			: withoutQuery(holder);
	return new NodeOperationError(
		functions.getNode(),
		`${platform.name} has one webhook for a number, and it is taken by ${whose}`,
		{
			description:
				'It was left alone. Turn on "Replace Existing Webhook" to take its place; it is put back when this trigger is deactivated, or when the test ends.',
		},
	);
}
