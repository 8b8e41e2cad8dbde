import { NodeOperationError, type IDataObject, type IHookFunctions } from 'n8n-workflow';

import { withPlatformErrors } from '../../shared/errors/node-errors';
import { wantedEvents } from '../../shared/trigger/fields';
import {
	requireEvents,
	requireWebhookUrl,
	sameEvents,
	withoutQuery,
} from '../../shared/trigger/registration';
import { decrypt, encrypt } from '../../shared/trigger/secrets';
import { isObject, parseJson, textOrNull } from '../../shared/value';
import { platform } from '../platform';
import { subscribedEvents } from './events';
import { SlotClient, type Slot } from './webhook-client';

/** What the trigger keeps in its static data while it is registered. */
export interface Registration {
	webhookUrl?: string;
	/** Encrypted. */
	secret?: string;
	/** What the slot held before, to be put back: JSON, encrypted, as its URL may hold a secret. */
	previous?: string;
}

type Previous = Omit<Slot, 'secret'>;

/**
 * The same by URL, in this process: a second test listen starts with empty static data, although the slot holds its
 * own URL, and would lose what was there before.
 */
const previousByUrl = new Map<string, Previous>();

/** The secret as the platform gave it last, in this process. */
export interface LastRead {
	/** Milliseconds since 1970; 0 for a registration. */
	at: number;
	/** The stored secret that it takes the place of, encrypted. */
	instead: string;
	secret: string;
	/** Ends when the platform has answered. */
	reading?: Promise<void>;
}

/** By URL. */
export const lastRead = new Map<string, LastRead>();

/** Whether the slot is ours as the trigger wants it, and the secret is known. */
export async function isRegistered(functions: IHookFunctions): Promise<boolean> {
	const registration = registrationOf(functions);
	const url = functions.getNodeWebhookUrl('default');
	const apiKey = await apiKeyOf(functions);
	const known = decrypt(registration.secret, apiKey);
	if (known === undefined || registration.webhookUrl !== url) return false;
	return await withPlatformErrors(functions, platform, async () => {
		const slot = await (await SlotClient.open(functions)).read();
		const events = subscribedEvents(wantedEvents(functions));
		const ours = slot.url === url && slot.enabled && sameEvents(slot.events, events);
		// The platform may have made a new secret meanwhile.
		if (ours && slot.secret !== '' && slot.secret !== known) {
			registration.secret = encrypt(slot.secret, apiKey);
		}
		return ours;
	});
}

/** Puts the trigger's URL in the slot. May be called again at any time: n8n tries five times. */
export async function register(functions: IHookFunctions): Promise<boolean> {
	const url = await requireWebhookUrl(functions, platform);
	const events = subscribedEvents(wantedEvents(functions));
	requireEvents(functions, events);
	const apiKey = await apiKeyOf(functions);
	return await withPlatformErrors(functions, platform, async () => {
		const client = await SlotClient.open(functions);
		const held = await client.read();
		const registration = registrationOf(functions);
		// n8n's own URL may have changed: what this trigger registered before is not somebody else's.
		if (![url, registration.webhookUrl, ''].includes(held.url)) {
			if (functions.getNodeParameter('replaceExistingWebhook', false) !== true) {
				throw slotTaken(functions, held.url, url);
			}
			previousByUrl.set(url, { url: held.url, enabled: held.enabled, events: held.events });
		}
		registration.webhookUrl = url;
		const previous = previousByUrl.get(url);
		if (previous) registration.previous = encrypt(JSON.stringify(previous), apiKey);
		const written = await client.write({ url, enabled: true, events });
		const secret = written.secret || (await client.read()).secret;
		if (secret === '') {
			throw new NodeOperationError(
				functions.getNode(),
				`${platform.name} gave no webhook secret: without it no delivery can be verified`,
			);
		}
		registration.secret = encrypt(secret, apiKey);
		lastRead.set(url, { at: 0, instead: registration.secret, secret });
		return true;
	});
}

/** Frees the slot if it is still ours, or puts back what it held before. */
export async function unregister(functions: IHookFunctions): Promise<boolean> {
	const registration = registrationOf(functions);
	const url = registration.webhookUrl ?? functions.getNodeWebhookUrl('default');
	const apiKey = await apiKeyOf(functions);
	await withPlatformErrors(functions, platform, async () => {
		const client = await SlotClient.open(functions);
		if (url === undefined || (await client.read()).url !== url) return;
		const previous = previousOf(registration, apiKey) ?? previousByUrl.get(url);
		if (previous) {
			await client.write(previous);
			return;
		}
		if (registration.previous !== undefined) {
			functions.logger.warn(
				`The webhook that ${platform.name} had before could not be put back: the API key in the credential has changed since`,
				{ node: functions.getNode().name },
			);
		}
		await client.clear();
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

function previousOf({ previous }: Registration, apiKey: string): Previous | undefined {
	const slot = parseJson(decrypt(previous, apiKey) ?? '');
	return isObject(slot) ? (slot as unknown as Previous) : undefined;
}

async function apiKeyOf(functions: IHookFunctions): Promise<string> {
	const { apiKey } = await functions.getCredentials<IDataObject>(platform.credential);
	return textOrNull(apiKey) ?? '';
}

/** When a workflow is published, n8n shows nothing of an error but its message. */
function slotTaken(functions: IHookFunctions, holder: string, url: string): NodeOperationError {
	const production = url.replace('/webhook-test/', '/webhook/');
	const whose =
		holder === production
			? `this workflow's own production URL, ${withoutQuery(holder)}`
			: withoutQuery(holder);
	return new NodeOperationError(
		functions.getNode(),
		`${platform.name} has one webhook for a number, and it is taken by ${whose}. It was left alone. Turn on "Replace Existing Webhook" to take its place; it is put back when this trigger is deactivated, or when the test ends.`,
	);
}
