import { randomUUID } from 'node:crypto';

import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { SavedWorkflow } from '../n8n/workflows';
import { post, type TestHost } from '../support/host';
import { itemsFrom, node, workflow } from '../support/workflow';
import { BadalaHost, sendTextTo } from '../tests/badala/host';
import { ClooveHost, sendText as sendClooveText } from '../tests/cloove/host';
import { pabbly, PabblyHost } from '../tests/pabbly-chatflow/host';
import { sendText, WabaPortalHost } from '../tests/waba-portal/host';
import { wbiz, WbizHost } from '../tests/wbiz/host';

const SEND_TEXT = { resource: 'message', operation: 'sendText' };
const TO_AND_TEXT = { to: '={{ $json.to }}', text: '={{ $json.text }}' };

/** One platform's *Send Text*, and the items for it. */
export interface Sender {
	name: string;
	host: TestHost;
	/** One for each customer, who has written a moment ago. */
	items(customers: string[]): Promise<IDataObject[]>;
	/** With these options of the node. */
	node(options?: INodeParameters): INode;
	/** Whether the platform knows a message again that is sent once more by *Retry* after a crash. */
	knowsAgain?: boolean;
}

function withOptions(sending: INode, options: INodeParameters = {}): INode {
	const all = { ...(sending.parameters.options as INodeParameters), ...options };
	return { ...sending, parameters: { ...sending.parameters, options: all } };
}

function toNumbers(host: TestHost, name: string, send: () => INode): Sender {
	const items = async (customers: string[]) => {
		await host.openWindows(...customers);
		return customers.map((to, index) => ({ to, text: `Text ${index}.` }));
	};
	return { name, host, items, node: (options) => withOptions(send(), options) };
}

/** A key of the user's own, which is the same in every execution. */
const KEY: INodeParameters = { idempotencyKey: '=key-of-{{ $json.conversation }}' };

function toCloove(host: ClooveHost, name: string, always: INodeParameters = {}): Sender {
	const items = async (customers: string[]) => {
		const ids: string[] = [];
		for (const customer of customers) ids.push(await host.conversation(customer));
		return ids.map((conversation, index) => ({ conversation, text: `Text ${index}.` }));
	};
	const send = (options?: INodeParameters) =>
		withOptions(sendClooveText(host.credential), { ...always, ...options });
	return { name, host, items, node: send };
}

/** One of each platform. */
export function senders(): Sender[] {
	const badala = new BadalaHost();
	const cloove = new ClooveHost();
	const pabblyHost = new PabblyHost();
	const wabaPortal = new WabaPortalHost();
	const wbizHost = new WbizHost();
	const parameters = { ...SEND_TEXT, ...TO_AND_TEXT };
	return [
		{
			name: 'Badala',
			host: badala,
			items: async (customers) => {
				const ids = await badala.conversationsWith(...customers);
				return ids.map((id, index) => ({ id, text: `Text ${index}.` }));
			},
			node: (options) => withOptions(sendTextTo(badala.credential), options),
		},
		toCloove(cloove, 'Cloove'),
		{ ...toCloove(cloove, 'Cloove with an Idempotency Key', KEY), knowsAgain: true },
		toNumbers(pabblyHost, 'Pabbly Chatflow', () =>
			pabbly(pabblyHost.credential, 'Send', parameters),
		),
		toNumbers(wabaPortal, 'WABA Portal', () => sendText(wabaPortal.credential)),
		toNumbers(wbizHost, 'WBIZ', () => wbiz(wbizHost.credential, 'Send', parameters)),
	];
}

/** Publishes a workflow that sends these items when its address is called, and calls it. */
export async function startSending(
	{ host, node: sendNode }: Sender,
	items: IDataObject[],
	options?: INodeParameters,
): Promise<SavedWorkflow> {
	const path = randomUUID();
	const received = { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} };
	const start = {
		...node('Called', 'n8n-nodes-base.webhook', received),
		typeVersion: 2,
		webhookId: path,
	};
	const saved = await host.publish(
		workflow('Sending', [start, ...itemsFrom(items).slice(1), sendNode(options)]),
	);
	expect(await post(`${host.running.webhookUrl}/webhook/${path}`, '{}')).toBe(200);
	return saved;
}
