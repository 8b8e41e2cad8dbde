import axios from 'axios';
import type { INode } from 'n8n-workflow';

import { SandboxClient } from '../../sandbox/client';
import type { PlayableExample } from '../../sandbox/types';
import type { N8nClient } from '../n8n/client';
import type { SavedWorkflow } from '../n8n/workflows';
import { pabblySecret } from '../sandbox-credential';

/** An example that is in n8n. */
export interface ImportedExample {
	/** Such as wbiz-send-file.json. */
	file: string;
	/** The sandbox's name of the platform. */
	platform: string;
	workflowId: string;
}

const CUSTOMER = { from: '919876543210', name: 'Asha Rao' };
/** What the customer writes; "Hello" where nothing else fits better. */
const TEXTS: Record<string, string> = {
	'waba-portal-answer-customer.json': 'Where is my order ORD-12345?',
	'wbiz-send-file.json': 'What does tea cost?',
	'pabbly-chatflow-answer-with-product-list.json': 'Do you have shirts?',
	'badala-answer-and-assign.json': 'Are you open today?',
};
/** What a shop sends that calls a Webhook node. */
const ORDER = { orderId: '1234', phone: '+91 98765 43210', name: 'Asha', eta: 'on Friday' };
const SHOP = { name: 'X-Shop', value: 'secret-of-the-sandbox-shop-0123456789' };
const HAND_MADE = ['badala', 'cloove', 'pabbly-chatflow'];
const PHONE_NUMBER = /\+\d[\d ]{8,16}\d/g;

/** The examples in this n8n, for the phone's page to play. */
export class PlayedExamples {
	constructor(
		private readonly n8n: N8nClient,
		private readonly n8nUrl: string,
		private readonly sandboxUrl: string,
		private readonly imported: ImportedExample[],
	) {}

	/** With the names of their workflows. */
	async playable(): Promise<PlayableExample[]> {
		const workflows = await this.n8n.workflows.list();
		return this.imported.map((example) => ({
			id: example.file.replace(/\.json$/, ''),
			platformId: example.platform,
			name: workflows.find(({ id }) => id === example.workflowId)?.name ?? example.file,
			play: async () => await this.play(example),
		}));
	}

	/** A person's step in the vendor's app: publishes the first trigger of a platform and enters its address. */
	async registerManually(): Promise<void> {
		for (const platform of HAND_MADE) {
			for (const example of this.imported.filter((one) => one.platform === platform)) {
				const workflow = await this.n8n.workflows.get(example.workflowId);
				if (!workflow.nodes.some(isOurTrigger)) continue;
				await this.publish(example, workflow);
				break;
			}
		}
	}

	private async play(example: ImportedExample): Promise<{ contact: string }> {
		const workflow = await this.n8n.workflows.get(example.workflowId);
		const sandbox = new SandboxClient(this.sandboxUrl, example.platform);
		if (workflow.nodes.some(({ type }) => type.endsWith('.manualTrigger'))) {
			return await this.run(workflow, sandbox);
		}
		await this.publish(example, workflow);
		const webhook = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.webhook');
		if (webhook) return await this.call(webhook);
		if (wantsStatuses(workflow)) return await failDelivery(sandbox);
		await sandbox.inbound({ ...CUSTOMER, text: TEXTS[example.file] ?? 'Hello' });
		return { contact: CUSTOMER.from };
	}

	/** Everybody whose number is in the workflow wrote a moment ago, where it may not write to them otherwise. */
	private async run(workflow: SavedWorkflow, sandbox: SandboxClient): Promise<{ contact: string }> {
		const numbers = JSON.stringify(workflow.nodes).match(PHONE_NUMBER) ?? [];
		const phones = numbers.map((number) => number.replace(/\D/g, ''));
		if (workflow.nodes.some(needsWindow)) {
			for (const from of phones) await sandbox.inbound({ from, text: 'Hello', deliver: false });
		}
		const start = workflow.nodes.find(({ type }) => type.endsWith('.manualTrigger'))!;
		const execution = await this.n8n.executions.waitUntilFinished(
			await this.n8n.executions.run(workflow.id, start.name),
		);
		const { error } = execution.data.resultData;
		if (execution.status !== 'success') throw new Error(error?.message ?? execution.status);
		return { contact: phones[0] ?? CUSTOMER.from };
	}

	/** Alone on its platform: two workflows would both answer, and WABA Portal has one webhook only. */
	private async publish({ platform }: ImportedExample, workflow: SavedWorkflow): Promise<void> {
		for (const other of this.imported.filter((one) => one.platform === platform)) {
			await this.n8n.workflows.unpublish(other.workflowId);
		}
		await this.chooseShop(workflow);
		await this.n8n.workflows.publish(workflow.id);
		const trigger = workflow.nodes.find(isOurTrigger);
		if (!trigger || !HAND_MADE.includes(platform)) return;
		const webhookUrl = `${this.n8nUrl}/webhook/${trigger.webhookId}/webhook`;
		const secret = platform === 'pabbly-chatflow' ? `?secret=${pabblySecret()}` : '';
		await new SandboxClient(this.sandboxUrl, platform).settings({
			webhookUrl: webhookUrl + secret,
		});
	}

	/** The credential of the Webhook node, by which it knows the shop. */
	private async chooseShop(workflow: SavedWorkflow): Promise<void> {
		const known = new Set((await this.n8n.credentials.list()).map(({ id }) => id));
		// The file of an example names a credential that only its author has.
		const isOpen = ({ parameters, credentials }: INode) =>
			parameters.authentication === 'headerAuth' &&
			!known.has(String(credentials?.httpHeaderAuth?.id));
		if (!workflow.nodes.some(isOpen)) return;
		const credential = await this.n8n.credentials.create('Shop', 'httpHeaderAuth', SHOP);
		const nodes = workflow.nodes.map((node) =>
			isOpen(node) ? { ...node, credentials: { httpHeaderAuth: credential } } : node,
		);
		await this.n8n.workflows.update(workflow.id, { nodes });
	}

	/** A shop calls the Webhook node. */
	private async call({ parameters }: INode): Promise<{ contact: string }> {
		const url = `${this.n8nUrl}/webhook/${String(parameters.path)}`;
		const headers = { [SHOP.name]: SHOP.value };
		const { data, status } = await axios.post<unknown>(url, ORDER, {
			headers,
			proxy: false,
			validateStatus: () => true,
		});
		if (status >= 300) throw new Error(`The workflow answered ${status}: ${JSON.stringify(data)}`);
		return { contact: CUSTOMER.from };
	}
}

function isOurTrigger({ type }: INode): boolean {
	return type.startsWith('n8n-nodes-whatsapp-hub.') && type.endsWith('Trigger');
}

/** Only templates may be sent to somebody who has not written. */
function needsWindow({ type, parameters: { resource, operation } }: INode): boolean {
	const isOurs = type.startsWith('n8n-nodes-whatsapp-hub.');
	return isOurs && resource === 'message' && operation !== 'sendTemplate';
}

function wantsStatuses({ nodes }: SavedWorkflow): boolean {
	const events = nodes.find(isOurTrigger)?.parameters.events;
	return Array.isArray(events) && events.every((event) => String(event).includes('status'));
}

/** A message that the business sends, and that then fails. */
async function failDelivery(sandbox: SandboxClient): Promise<{ contact: string }> {
	await sandbox.inbound({ ...CUSTOMER, text: 'Hello', deliver: false });
	await sandbox.fault({ kind: 'undeliverable', sends: true });
	await sandbox.callApi('post', '/messages/text', { to: CUSTOMER.from, message: 'Hello Asha' });
	return { contact: CUSTOMER.from };
}
