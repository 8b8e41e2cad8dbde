import axios from 'axios';
import type { INode } from 'n8n-workflow';

import { SandboxClient } from '../../sandbox/client';
import type { PlayableExample } from '../../sandbox/types';
import { platformOf, readExample } from '../example';
import type { N8nClient } from '../n8n/client';
import type { SavedWorkflow, WorkflowDefinition } from '../n8n/workflows';
import { pabblySecret } from '../sandbox-credential';
import type { ShownExample } from './examples';

/** An example that is in n8n. */
export interface ImportedExample extends ShownExample {
	workflowId: string;
}

const CUSTOMER = { from: '919876543210', name: 'Asha Rao' };
/** Of people in the examples. */
const NAMES: Record<string, string> = {
	'447700900123': 'Emma Clarke',
	'447700900124': 'Oliver Hughes',
	'447700900456': 'Grace Bennett (your team)',
};
/** What a shop sends that calls a Webhook node. */
const ORDER = { orderId: '1234', phone: '+91 98765 43210', name: 'Asha', eta: 'on Friday' };
const SHOP = { name: 'X-Shop', value: 'secret-of-the-sandbox-shop-0123456789' };
/** Where a person enters the webhook's address in the vendor's app, and the example that it leads to at first. */
const HAND_MADE: Record<string, string> = {
	badala: 'badala-answer-and-assign.json',
	cloove: 'cloove-answer-unless-human.json',
	'pabbly-chatflow': 'pabbly-chatflow-answer-with-product-list.json',
};
const PHONE_NUMBER = /\+\d[\d ]{8,16}\d/g;
/** What starts a workflow without an event from outside. */
const START = /\.(manual|schedule)Trigger$/;

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
		return this.imported.flatMap((example) =>
			example.platforms.map((platformId) => ({
				id: example.file.replace(/\.json$/, ''),
				platformId,
				name: workflows.find(({ id }) => id === example.workflowId)?.name ?? example.file,
				play: async () => await this.play(example, platformId),
			})),
		);
	}

	/** A person's step in the vendor's app: publishes an example of each platform and enters its address. */
	async registerManually(): Promise<void> {
		const first = this.imported.filter(({ file }) => Object.values(HAND_MADE).includes(file));
		await Promise.all(
			first.map(async (example) => {
				await this.publish(example, await this.n8n.workflows.get(example.workflowId));
			}),
		);
	}

	/** *Execute workflow* may then write to those in the pinned events. */
	async openAllWindows(): Promise<void> {
		const platforms = [...new Set(this.imported.flatMap((example) => example.platforms))];
		for (const platform of platforms) {
			const own = this.imported.filter((example) => example.platforms.includes(platform));
			const numbers = own.flatMap(({ file }) => numbersToOpen(readExample(file)));
			await writeFrom(numbers, new SandboxClient(this.sandboxUrl, platform));
		}
	}

	private async play(example: ImportedExample, platform: string): Promise<{ contact: string }> {
		const workflow = await this.n8n.workflows.get(example.workflowId);
		const sandbox = new SandboxClient(this.sandboxUrl, platform);
		await openWindows(workflow, sandbox);
		const triggers = workflow.nodes.filter(isOurTrigger);
		const webhook = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.webhook');
		if (triggers.length > 0 || webhook) await this.publish(example, workflow);
		const start = workflow.nodes.find(({ type }) => START.test(type));
		if (start) return await this.run(workflow, start);
		if (webhook) return await this.call(webhook);
		if (triggers.every(wantsStatuses)) return await failDelivery(sandbox);
		await sandbox.inbound({ ...CUSTOMER, text: writtenTo(workflow, triggers[0]) });
		return { contact: askedIn(workflow) ?? CUSTOMER.from };
	}

	private async run(workflow: SavedWorkflow, { name }: INode): Promise<{ contact: string }> {
		const execution = await this.n8n.executions.waitUntilFinished(
			await this.n8n.executions.run(workflow.id, name),
		);
		const { error } = execution.data.resultData;
		if (execution.status !== 'success') throw new Error(error?.message ?? execution.status);
		return { contact: numbersIn(workflow.nodes)[0] ?? CUSTOMER.from };
	}

	/** Alone on its platforms: two workflows would both answer, and WABA Portal has one webhook only. */
	private async publish({ platforms }: ImportedExample, workflow: SavedWorkflow): Promise<void> {
		const saved = await this.n8n.workflows.list();
		const published = saved.filter(({ active }) => active).map(({ id }) => id);
		const rivals = this.imported.filter(
			(one) =>
				published.includes(one.workflowId) &&
				one.platforms.some((platform) => platforms.includes(platform)),
		);
		await Promise.all(rivals.map(({ workflowId }) => this.n8n.workflows.unpublish(workflowId)));
		await this.chooseShop(workflow);
		await this.n8n.workflows.publish(workflow.id);
		for (const trigger of workflow.nodes.filter(isOurTrigger)) await this.enterAddress(trigger);
	}

	/** A person's step, where the platform has it. */
	private async enterAddress(trigger: INode): Promise<void> {
		const platform = platformOf(trigger) ?? '';
		if (!(platform in HAND_MADE)) return;
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

/** Those to whom a workflow writes have written a moment ago, where it may not write to them otherwise. */
export async function openWindows(workflow: Definition, sandbox: SandboxClient): Promise<void> {
	await writeFrom(numbersToOpen(workflow), sandbox);
}

type Definition = Pick<WorkflowDefinition, 'nodes' | 'pinData'>;

async function writeFrom(numbers: string[], sandbox: SandboxClient): Promise<void> {
	for (const from of new Set(numbers)) {
		await sandbox.inbound({ from, name: NAMES[from], text: 'Hello', deliver: false });
	}
}

/** The numbers in the workflow and in its pinned events. */
function numbersToOpen({ nodes, pinData = {} }: Definition): string[] {
	if (!nodes.some(needsWindow)) return [];
	const customers = Object.values(pinData).flatMap((items) => items.map(({ json }) => json.phone));
	return numbersIn([nodes, customers]);
}

/** As digits. */
function numbersIn(values: unknown[]): string[] {
	const numbers = JSON.stringify(values).match(PHONE_NUMBER) ?? [];
	return numbers.map((number) => number.replace(/\D/g, ''));
}

function isOurTrigger(node: INode): boolean {
	return platformOf(node) !== undefined && node.type.endsWith('Trigger');
}

/** Only templates may be sent to somebody who has not written. */
function needsWindow(node: INode): boolean {
	const { resource, operation } = node.parameters;
	const isSend = platformOf(node) !== undefined && resource === 'message';
	return isSend && operation !== 'sendTemplate';
}

function wantsStatuses({ parameters: { events } }: INode): boolean {
	return Array.isArray(events) && events.every((event) => String(event).includes('status'));
}

/** The same as in the pinned event. */
function writtenTo({ pinData = {} }: SavedWorkflow, { name }: INode): string {
	return String(pinData[name]?.[0]?.json.text ?? 'Hello');
}

/** Who is asked by *Send and Wait for Response*, where the workflow does not ask the customer. */
function askedIn({ nodes }: SavedWorkflow): string | undefined {
	const asking = nodes.filter(({ parameters }) => parameters.operation === 'sendAndWait');
	return numbersIn(asking.map(({ parameters }) => parameters.to))[0];
}

/** A message that the business sends, and that then fails. */
async function failDelivery(sandbox: SandboxClient): Promise<{ contact: string }> {
	await sandbox.inbound({ ...CUSTOMER, text: 'Hello', deliver: false });
	await sandbox.fault({ kind: 'undeliverable', sends: true });
	await sandbox.callApi('post', '/messages/text', { to: CUSTOMER.from, message: 'Hello Asha' });
	return { contact: CUSTOMER.from };
}
