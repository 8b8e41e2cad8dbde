import { createHmac, randomUUID } from 'node:crypto';

import type { INode } from 'n8n-workflow';

import type { Bench } from './bench';
import { RegistrationServer } from './registrations';
import { chain, node } from './workflows';

const SECRET = 'benchmark-webhook-secret-0123456789';
const PACKAGE = 'n8n-nodes-whatsapp-hub';

type Headers = Record<string, string>;

/** A published trigger, and what is delivered to it. */
export interface Receiver {
	name: string;
	path: string;
	/** A delivery that starts a run. */
	genuine(): { body: string; headers: Headers };
	/** One that is refused. */
	forged(): { body: string; headers: Headers };
	/** The status of a refusal. */
	refusal: number;
}

export interface Receivers {
	/** n8n's Webhook node, which checks nothing. */
	webhook: Receiver;
	/** n8n's Webhook node with *Header Auth*. */
	guarded: Receiver;
	/** A trigger of n8n's own that is not the Webhook node, and checks nothing. */
	otherTrigger: Receiver;
	/** This package's triggers. */
	ours: Receiver[];
	close(): Promise<void>;
}

/** Publishes a workflow of nothing but the trigger, for each of them. */
export async function publishReceivers(bench: Bench): Promise<Receivers> {
	const registrations = new RegistrationServer(SECRET);
	await registrations.start();
	const ours: Receiver[] = [];
	for (const trigger of TRIGGERS) ours.push(await publishOurs(bench, trigger, registrations.url));
	return {
		webhook: await publishWebhook(bench, 'Webhook node', false),
		guarded: await publishWebhook(bench, 'Webhook node, header auth', true),
		otherTrigger: await publishOtherTrigger(bench),
		ours,
		close: async () => await registrations.close(),
	};
}

async function publishWebhook(bench: Bench, name: string, guarded: boolean): Promise<Receiver> {
	const path = randomUUID();
	const authentication = guarded ? 'headerAuth' : 'none';
	const parameters = { httpMethod: 'POST', path, authentication, options: {} };
	const trigger: INode = {
		...node('Trigger', 'n8n-nodes-base.webhook', 2, parameters),
		webhookId: path,
	};
	if (guarded) {
		const data = { name: 'x-secret', value: SECRET };
		const credential = await bench.client.credentials.create(name, 'httpHeaderAuth', data);
		trigger.credentials = { httpHeaderAuth: credential };
	}
	await publish(bench, name, trigger);
	const plain = () => ({ body: badalaBody(), headers: {} });
	return { name, path: `/webhook/${path}`, genuine: plain, forged: plain, refusal: 403 };
}

/** TheHive Trigger: a trigger as ours are, without credential, registration or check. */
async function publishOtherTrigger(bench: Bench): Promise<Receiver> {
	const name = 'n8n’s TheHive Trigger';
	const webhookId = randomUUID();
	await publish(bench, name, {
		...node('Trigger', 'n8n-nodes-base.theHiveTrigger', 2, { events: ['*'] }),
		webhookId,
	});
	const event = { operation: 'Creation', objectType: 'Alert' };
	const plain = () => ({
		body: JSON.stringify({ ...JSON.parse(badalaBody()), ...event }),
		headers: {},
	});
	return { name, path: `/webhook/${webhookId}/webhook`, genuine: plain, forged: plain, refusal: 0 };
}

async function publish(bench: Bench, name: string, trigger: INode): Promise<void> {
	const { id } = await bench.client.workflows.create(chain(name, [trigger]));
	await bench.client.workflows.publish(id);
}

interface Ours {
	name: string;
	type: string;
	credentialType: string;
	data: Record<string, unknown>;
	body: () => string;
	sign: (body: string, secret: string) => Headers;
}

async function publishOurs(bench: Bench, ours: Ours, baseUrl: string): Promise<Receiver> {
	const { name, type, credentialType, data, body, sign } = ours;
	const webhookId = randomUUID();
	const credential = await bench.client.credentials.create(name, credentialType, {
		...{ baseUrl, apiKey: 'unused' },
		...data,
	});
	await publish(bench, name, {
		...node('Trigger', `${PACKAGE}.${type}`, 2, {}),
		webhookId,
		credentials: { [credentialType]: credential },
	});
	const delivery = (secret: string) => {
		const text = body();
		return { body: text, headers: sign(text, secret) };
	};
	return {
		name,
		path: `/webhook/${webhookId}/webhook`,
		genuine: () => delivery(SECRET),
		forged: () => delivery(`${SECRET}x`),
		refusal: 401,
	};
}

const hmac = (text: string, secret: string) =>
	createHmac('sha256', secret).update(text).digest('hex');
const seconds = () => Math.floor(Date.now() / 1000);
const now = () => new Date().toISOString();

function badalaBody(): string {
	const message = { direction: 'INBOUND', type: 'TEXT', body: 'Hello', createdAt: now() };
	const ids = { id: randomUUID(), conversationId: randomUUID(), contactId: randomUUID() };
	const contact = { phone: '+919876543210', name: 'Asha' };
	return JSON.stringify({ event: 'message.received', data: { ...ids, ...message, contact } });
}

function badalaHeaders(body: string, secret: string): Headers {
	const time = String(seconds());
	const signature = `sha256=${hmac(`${time}.${body}`, secret)}`;
	return { 'x-badala-timestamp': time, 'x-badala-signature': signature };
}

function clooveBody(): string {
	const data = { conversationId: randomUUID(), messageId: randomUUID() };
	const more = { customerPhone: '+2348012345678', messageType: 'text', text: 'Hello' };
	const type = 'messaging.message.received';
	return JSON.stringify({ id: randomUUID(), type, createdAt: now(), data: { ...data, ...more } });
}

/** A signature with its time: `t=…,v1=…`. */
function pairs(body: string, secret: string): string {
	const time = seconds();
	return `t=${time},v1=${hmac(`${time}.${body}`, secret)}`;
}

function pabblyBody(): string {
	const message = {
		id: `wamid.${randomUUID()}`,
		from: '919876543210',
		timestamp: String(seconds()),
	};
	const text = { type: 'text', text: { body: 'Hello' } };
	const value = { messaging_product: 'whatsapp', messages: [{ ...message, ...text }] };
	const entry = [{ id: '1', changes: [{ field: 'messages', value }] }];
	return JSON.stringify({ object: 'whatsapp_business_account', entry });
}

function wabaPortalBody(): string {
	const message = { messageId: `wamid.${randomUUID()}`, from: '919876543210', timestamp: now() };
	const data = { ...message, type: 'text', text: { body: 'Hello' } };
	return JSON.stringify({ event: 'message', timestamp: now(), projectId: 'project-1', data });
}

function wbizBody(): string {
	const message = { messageId: `wamid.${randomUUID()}`, from: '919876543210', timestamp: now() };
	const data = { ...message, type: 'text', text: { body: 'Hello' } };
	return JSON.stringify({ id: randomUUID(), event: 'message.received', createdAt: now(), data });
}

const TRIGGERS: Ours[] = [
	{
		name: 'Badala Trigger',
		type: 'badalaTrigger',
		credentialType: 'badalaApi',
		data: { orgId: 'org-1', authentication: 'token', token: 'unused', webhookSecrets: SECRET },
		body: badalaBody,
		sign: badalaHeaders,
	},
	{
		name: 'Cloove Trigger',
		type: 'clooveTrigger',
		credentialType: 'clooveApi',
		data: { secretKey: 'unused', webhookSecrets: SECRET },
		body: clooveBody,
		sign: (body, secret) => ({ 'cloove-signature': pairs(body, secret) }),
	},
	{
		name: 'Pabbly Chatflow Trigger',
		type: 'pabblyChatflowTrigger',
		credentialType: 'pabblyChatflowApi',
		data: { webhookSecret: SECRET },
		body: pabblyBody,
		sign: (_body, secret) => ({ 'x-webhook-secret': secret }),
	},
	{
		name: 'WABA Portal Trigger',
		type: 'wabaPortalTrigger',
		credentialType: 'wabaPortalApi',
		data: {},
		body: wabaPortalBody,
		sign: (body, secret) => ({ 'x-webhook-signature': hmac(body, secret) }),
	},
	{
		name: 'WBIZ Trigger',
		type: 'wbizTrigger',
		credentialType: 'wbizApi',
		data: {},
		body: wbizBody,
		// One of the forms that the trigger looks for: the platform documents none.
		sign: (body, secret) => ({ 'x-wbiz-signature': pairs(body, secret) }),
	},
];
