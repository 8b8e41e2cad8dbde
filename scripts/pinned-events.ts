import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	IWebhookFunctions,
} from 'n8n-workflow';

import { joinedEvent } from '../nodes/shared/arrival/joined-event';
import { optOut } from '../nodes/shared/arrival/opt-out';
import type { Platform } from '../nodes/shared/platform';
import type { Receiver } from '../nodes/shared/trigger/webhook';
import { Account } from '../sandbox/account/account';
import type { OperationCall } from '../sandbox/http/types';
import { platforms } from '../sandbox/platforms';
import { loadPlatforms, repository } from './platforms';

/** An example as its file has it. */
interface ExampleFile {
	nodes: INode[];
	pinData: Record<string, INodeExecutionData[]>;
}

/** A trigger of ours in an example. */
export interface ExampleTrigger {
	file: string;
	node: INode;
	/** What *Execute workflow* starts with; nothing in a new example. */
	pinned?: IDataObject;
}

const folder = join(repository, 'examples');
const OURS = /^n8n-nodes-whatsapp-hub\.(\w+?)(Polling)?Trigger$/;

/** Kept for stories by Britain's Ofcom: a message to it reaches nobody. */
const CUSTOMER = { phone: '447700900123', name: 'Emma Clarke' };
/** What the customer writes; "Hello" where nothing else fits better. */
const TEXTS: Record<string, string> = {
	'badala-answer-and-assign.json': 'Are you open today?',
	'badala-opt-out.json': 'STOP',
	'pabbly-chatflow-answer-with-product-list.json': 'Do you have shirts?',
	'pabbly-chatflow-approval-in-chat.json': 'I would like a refund for my order 1234.',
	'waba-portal-ai-agent.json': 'Can you deliver tulips today?',
	'waba-portal-answer-customer.json': 'Where is my order 1234?',
	'wbiz-send-file.json': 'What does tea cost?',
};

/** The triggers of ours in all examples. */
export function exampleTriggers(): ExampleTrigger[] {
	return exampleFiles().flatMap((file) => {
		const { nodes, pinData } = read(file);
		return nodes
			.filter(({ type }) => OURS.test(type))
			.map((node) => ({ file, node, pinned: pinData[node.name]?.[0]?.json }));
	});
}

export function exampleFiles(): string[] {
	return readdirSync(folder).filter((file) => file.endsWith('.json'));
}

/** The event that the trigger makes of the vendor's payload. What it asks the platform for is left out. */
export async function eventOf(node: INode, payload: IDataObject): Promise<IDataObject> {
	const { folder: platformFolder } = platformOf(node);
	const functions = {
		// A webhook's has no number of an item.
		getNodeParameter: (path: string, ...rest: unknown[]) =>
			path.split('.').reduce<unknown>((at, key) => (at as IDataObject)?.[key], node.parameters) ??
			rest.at(-1),
		logger: { warn: () => undefined },
		getNode: () => node,
	};
	const { receiver } = exportsOf<ReceiverModule>(`${platformFolder}/trigger/receiver`);
	const { platform } = exportsOf<{ platform: Platform }>(`${platformFolder}/platform`);
	const [event] = receiver(functions as unknown as IWebhookFunctions).events(payload);
	if (!event) throw new Error(`${node.type} makes no event of the payload`);
	const arrival = await optOut(platform)(functions as unknown as IExecuteFunctions, { event });
	const { waitForMoreMessages = 0 } = (node.parameters.options ?? {}) as IDataObject;
	const chosen = arrival!.event;
	const given = Number(waitForMoreMessages) > 0 ? joinedEvent([chosen]) : chosen;
	return JSON.parse(JSON.stringify(given)) as IDataObject;
}

interface ReceiverModule {
	receiver(functions: IWebhookFunctions): Receiver;
}

function exportsOf<T>(path: string): T {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the folders are only known at run time
	return require(`../nodes/${path}`) as T;
}

function platformOf({ type }: INode) {
	const name = OURS.exec(type)?.[1];
	const found = loadPlatforms().find(({ action }) => action.description.name === name);
	if (!found) throw new Error(`No platform has the trigger ${type}`);
	return found;
}

/** What the sandbox's platform delivers when the customer of the examples writes, or when a message to them fails. */
export function samplePayload({ file, node }: ExampleTrigger): IDataObject {
	const { id } = platformOf(node);
	const account = new Account(
		platforms.find((one) => one.id === id)!,
		() => undefined,
	);
	const { phone } = CUSTOMER;
	const content = { text: { body: TEXTS[file] ?? 'Hello' } };
	const received = account.vendor.messageReceived(
		account.receive({ ...CUSTOMER, type: 'text', content }),
	);
	const wantsStatus = !(node.parameters.events as string[]).includes('message.received');
	if (!wantsStatus) return plain(account, received.payload);
	account.settings.autoStatuses = false;
	const message = account.accept(phone, 'text', { text: { body: 'Hello' } });
	// Badala has no event for a failure.
	const fails = id !== 'badala';
	message.status = fails ? 'failed' : 'delivered';
	if (fails) message.errors = [{ code: 131026, title: 'Message undeliverable' }];
	return plain(account, account.vendor.statusChanged(message).payload);
}

/** As it comes in JSON. */
function plain(account: Account, payload: unknown): IDataObject {
	account.close();
	return JSON.parse(JSON.stringify(payload)) as IDataObject;
}

/** The keys of a value and the kinds of its parts, with nothing of what they hold. */
export function shapeOf(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(shapeOf);
	if (typeof value !== 'object' || value === null) return value === null ? null : typeof value;
	return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shapeOf(part)]));
}

/** Makes the pinned events anew: from the payload that is there, as long as the sandbox delivers this form. */
export async function pinEvents(): Promise<void> {
	for (const file of exampleFiles()) {
		const example = read(file);
		const triggers = exampleTriggers().filter((one) => one.file === file);
		for (const trigger of triggers) {
			const { node, pinned } = trigger;
			const sample = samplePayload(trigger);
			const isCurrent = JSON.stringify(shapeOf(pinned?.raw)) === JSON.stringify(shapeOf(sample));
			const event = await eventOf(node, isCurrent ? (pinned!.raw as IDataObject) : sample);
			// What steps behind the receiver have added stays as it is.
			const known = Object.entries(pinned ?? asked(node)).filter(([key]) => !(key in event));
			example.pinData[node.name] = [{ json: { ...event, ...Object.fromEntries(known) } }];
		}
		if (triggers.length > 0) {
			writeFileSync(join(folder, file), `${JSON.stringify(example, null, '\t')}\n`);
		}
	}
}

/** What the trigger asks the platform for: *Fetch Conversation* of Cloove, *Update Contact on Opt-Out*. */
function asked({ parameters }: INode): IDataObject {
	const { fetchConversation, updateContact } = (parameters.options ?? {}) as IDataObject;
	const updated = updateContact === true ? { contactUpdated: true } : {};
	if (fetchConversation !== true) return updated;
	const account = new Account(
		platforms.find(({ id }) => id === 'cloove')!,
		() => undefined,
	);
	account.receive({ ...CUSTOMER, type: 'text', content: { text: { body: 'Hello' } } });
	const [{ id }] = account.vendor.snapshot().conversations as IDataObject[];
	const reply = account.vendor.operations['conversation.get']({
		params: { id },
	} as unknown as OperationCall) as { body: { data: IDataObject } };
	return { conversation: plain(account, reply.body.data) };
}

function read(file: string): ExampleFile {
	return JSON.parse(readFileSync(join(folder, file), 'utf8')) as ExampleFile;
}

if (require.main === module) void pinEvents();
