import type { AxiosInstance } from 'axios';

import { formWith, type Prepare } from '../support/prepared';
import { CUSTOMER, TO } from './bench';

const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
const BUTTONS = { kind: 'buttons', body: 'Confirm?', buttons: [{ id: 'yes', title: 'Yes' }] };

export const prepare: Prepare = async (client, api, url) => {
	// No campaign ends before it can be paused.
	await client.settings({ campaignPerSecond: 0 });
	await client.inbound({ from: CUSTOMER });
	const make = async (path: string, body: unknown, headers = {}) =>
		await made(api, path, body, headers);
	const { id: contact } = await make('/v1/contacts', { phone: TO, tags: ['gold'], optedIn: true });
	const campaign = async () => (await make('/v1/campaigns', plan(contact))).id;
	const paused = await campaign();
	await api.post(`/v1/campaigns/${paused}/pause`);
	const image = () => formWith('pixel.png', 'image/png', PNG);
	const { id: webhook } = await make('/v1/webhooks', { url, events: ['message.received'] });
	const { id: reply } = await make('/v1/quick-replies', REPLY);
	const { id: preset } = await make('/v1/interactive', BUTTONS);
	const { mediaId } = await make('/v1/media', image());
	return {
		parameters: {
			...forOperations('template', ['get', 'delete'], 'tpl_1001'),
			...forOperations('template', ['update'], 'tpl_1004'),
			...forOperations('contact', ['get', 'update'], contact),
			'conversation.getMessages id': (await api.get('/v1/conversations')).data.data[0].id,
			...forOperations('webhook', ['get', 'delete', 'update', 'test'], webhook),
			'tag.delete name': 'gold',
			'customField.delete key': (await make('/v1/custom-fields', FIELD)).key,
			...forOperations('quickReply', ['delete', 'update'], reply),
			...forOperations('preset', ['get', 'delete', 'update'], preset),
			'message.sendPreset id': (await make('/v1/interactive', BUTTONS)).id,
			...forOperations('flow', ['get'], 'flow_2001'),
			'message.sendFlow id': 'flow_2001',
			...forOperations('campaign', ['get', 'pause', 'cancel'], await campaign()),
			'campaign.resume id': paused,
			...forOperations('media', ['get', 'delete'], mediaId),
		},
		forms: { 'media.upload': image() },
	};
};

const REPLY = { shortcut: '/hi', title: 'Hi', body: 'Hello' };
const FIELD = { key: 'size', label: 'Size', type: 'text' };

function plan(contact: string): object {
	return {
		name: 'Any',
		template: { name: 'diwali_offer', language: 'en_US' },
		audience: { kind: 'contacts', contactIds: [contact] },
		schedule: { mode: 'now' },
	};
}

async function made(
	api: AxiosInstance,
	path: string,
	body: unknown,
	headers = {},
): Promise<Record<string, string>> {
	const { status, data } = await api.post(path, body, { headers });
	expect([path, Math.floor(status / 100), data]).toEqual([path, 2, data]);
	return data as Record<string, string>;
}

function forOperations(resource: string, names: string[], id: string): Record<string, string> {
	return Object.fromEntries(names.map((name) => [`${resource}.${name} id`, id]));
}
