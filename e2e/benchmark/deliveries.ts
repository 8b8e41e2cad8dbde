import { createHmac, randomUUID } from 'node:crypto';
import { Agent } from 'node:http';

import axios from 'axios';
import type { INode } from 'n8n-workflow';

import type { Progress } from '../progress';
import type { Bench } from './bench';
import { ratio, type Figure, type Section } from './section';
import { chain, node } from './workflows';

const DELIVERIES = 100;
const ROUNDS = 2;
const AT_ONCE = 8;
const SECRET = 'benchmark-webhook-secret-0123456789';
const PACKAGE = 'n8n-nodes-whatsapp-hub';

type Headers = Record<string, string>;

interface Receiver {
	name: string;
	path: string;
	/** A delivery that starts a run. */
	genuine(): { body: string; headers: Headers };
	/** One that is refused. */
	forged(): { body: string; headers: Headers };
	/** The status of a refusal. */
	refusal: number;
}

const hmac = (text: string, secret: string) =>
	createHmac('sha256', secret).update(text).digest('hex');
const seconds = () => Math.floor(Date.now() / 1000);

function badalaBody(): string {
	const message = { direction: 'INBOUND', type: 'TEXT', body: 'Hello', createdAt: new Date() };
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
	const createdAt = new Date().toISOString();
	const type = 'messaging.message.received';
	return JSON.stringify({ id: randomUUID(), type, createdAt, data: { ...data, ...more } });
}

function clooveHeaders(body: string, secret: string): Headers {
	const time = seconds();
	return { 'cloove-signature': `t=${time},v1=${hmac(`${time}.${body}`, secret)}` };
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

/** n8n's own Webhook node without a check, and with one that a wrong header does not pass. */
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

const ACCESS = { baseUrl: 'http://127.0.0.1:9', apiKey: 'unused' };
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
		sign: clooveHeaders,
	},
	{
		name: 'Pabbly Chatflow Trigger',
		type: 'pabblyChatflowTrigger',
		credentialType: 'pabblyChatflowApi',
		data: { webhookSecret: SECRET },
		body: pabblyBody,
		sign: (_body, secret) => ({ 'x-webhook-secret': secret }),
	},
];

async function publishOurs(bench: Bench, ours: Ours): Promise<Receiver> {
	const { name, type, credentialType, data, body, sign } = ours;
	const webhookId = randomUUID();
	const credential = await bench.client.credentials.create(name, credentialType, {
		...ACCESS,
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

interface Measured {
	/** Deliveries a second. */
	throughput: number;
	/** Milliseconds, the middle of all. */
	latency: number;
}

/** So many deliveries, some at the same time. */
async function deliver(bench: Bench, receiver: Receiver, forged: boolean): Promise<Measured> {
	const httpAgent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
	const url = `${bench.running.url}${receiver.path}`;
	const expected = forged ? receiver.refusal : 200;
	const times: number[] = [];
	let left = DELIVERIES;
	const worker = async () => {
		while (left > 0) {
			left -= 1;
			const { body, headers } = forged ? receiver.forged() : receiver.genuine();
			const began = performance.now();
			const { status } = await axios.post(url, body, {
				headers: { 'content-type': 'application/json', ...headers },
				...{ httpAgent, proxy: false, validateStatus: () => true },
			});
			if (status !== expected) throw new Error(`${receiver.name} answered ${status}`);
			times.push(performance.now() - began);
		}
	};
	const began = performance.now();
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	const throughput = (DELIVERIES * 1000) / (performance.now() - began);
	httpAgent.destroy();
	return { throughput, latency: times.sort((a, b) => a - b)[DELIVERIES / 2] };
}

/** Each receiver in turn, several times: what n8n does meanwhile falls on all of them. */
async function inTurn(
	bench: Bench,
	progress: Progress,
	receivers: Receiver[],
	forged: boolean,
): Promise<Measured[]> {
	const all: Measured[][] = receivers.map(() => []);
	for (let round = 0; round <= ROUNDS; round += 1) {
		for (const [index, receiver] of receivers.entries()) {
			const measured = await deliver(bench, receiver, forged);
			const kind = forged ? 'forged' : 'genuine';
			progress.detail(`${receiver.name}, ${kind}: ${Math.round(measured.throughput)} a second`);
			// The first round warms n8n up.
			if (round > 0) all[index].push(measured);
		}
	}
	const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
	return all.map((rounds) => ({
		throughput: middle(rounds.map(({ throughput }) => throughput)),
		latency: middle(rounds.map(({ latency }) => latency)),
	}));
}

export async function measureDeliveries(bench: Bench, progress: Progress): Promise<Section> {
	const open = await publishWebhook(bench, 'Webhook node', false);
	const guarded = await publishWebhook(bench, 'Webhook node, header auth', true);
	const ours: Receiver[] = [];
	for (const trigger of TRIGGERS) ours.push(await publishOurs(bench, trigger));
	const [genuine, forged] = await progress.step('Deliveries', async () => [
		await inTurn(bench, progress, [open, ...ours], false),
		await inTurn(bench, progress, [guarded, ...ours], true),
	]);
	const row = (kind: string, name: string, measured: Measured, base: Measured) => [
		`${name}, ${kind}`,
		Math.round(measured.throughput),
		measured.latency.toFixed(1),
		ratio(base.throughput / measured.throughput),
		ratio(measured.latency / base.latency),
	];
	const rowsOf = (kind: string, measured: Measured[], names: string[]) =>
		measured.map((entry, index) => row(kind, names[index], entry, measured[0]));
	const names = (first: string) => [first, ...ours.map(({ name }) => name)];
	const figures = (kind: string, measured: Measured[], aim: number): Figure[] =>
		ours.map(({ name }, index) => ({
			name: `${name}, ${kind}: time a delivery`,
			value: measured[0].throughput / measured[index + 1].throughput,
			aim,
		}));
	return {
		title: 'Deliveries',
		text: `${DELIVERIES} deliveries, ${AT_ONCE} at a time, the middle of ${ROUNDS} rounds in turn; each genuine one starts an execution that is stored. n8n’s Webhook node checks nothing; for forgeries it has *Header Auth*.`,
		head: ['', 'a second', 'answer, ms', 'time ×', 'answer ×'],
		rows: [
			...rowsOf('genuine', genuine, names('Webhook node')),
			...rowsOf('forged', forged, names('Webhook node, header auth')),
		],
		figures: [...figures('genuine', genuine, 1.1), ...figures('forged', forged, 1.5)],
	};
}
