import { randomUUID } from 'node:crypto';

import type { IConnections, IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { CredentialReference } from '../n8n/credentials';
import type { WorkflowDefinition } from '../n8n/workflows';

const PACKAGE = 'n8n-nodes-whatsapp-hub';

/** Settings of a node outside its parameters: Retry On Fail, On Error and the like. */
export type NodeSettings = Partial<
	Pick<INode, 'retryOnFail' | 'maxTries' | 'waitBetweenTries' | 'onError' | 'executeOnce'>
>;

export function node(name: string, type: string, parameters: INodeParameters): INode {
	return { id: randomUUID(), name, type, typeVersion: 1, position: [0, 0], parameters };
}

export function wabaPortal(
	credential: CredentialReference,
	name: string,
	parameters: INodeParameters,
	settings: NodeSettings = {},
): INode {
	const credentials = { wabaPortalApi: credential };
	return { ...node(name, `${PACKAGE}.wabaPortal`, parameters), credentials, ...settings };
}

export function wabaPortalTrigger(
	credential: CredentialReference,
	parameters: INodeParameters = {},
): INode {
	const credentials = { wabaPortalApi: credential };
	const base = node('Trigger', `${PACKAGE}.wabaPortalTrigger`, parameters);
	return { ...base, credentials, webhookId: randomUUID() };
}

export function wbiz(
	credential: CredentialReference,
	name: string,
	parameters: INodeParameters,
	settings: NodeSettings = {},
): INode {
	const credentials = { wbizApi: credential };
	return { ...node(name, `${PACKAGE}.wbiz`, parameters), credentials, ...settings };
}

export function wbizTrigger(
	credential: CredentialReference,
	parameters: INodeParameters = {},
): INode {
	const credentials = { wbizApi: credential };
	const base = node('Trigger', `${PACKAGE}.wbizTrigger`, parameters);
	return { ...base, credentials, webhookId: randomUUID() };
}

/** Polls once a minute: n8n takes nothing shorter. */
export function wbizPollingTrigger(
	credential: CredentialReference,
	parameters: INodeParameters = {},
): INode {
	const credentials = { wbizApi: credential };
	const pollTimes = { item: [{ mode: 'everyMinute' }] };
	const type = `${PACKAGE}.wbizPollingTrigger`;
	return { ...node('Trigger', type, { pollTimes, ...parameters }), credentials };
}

/** *Send Text* to the `to` and with the `text` of each item. */
export function sendText(credential: CredentialReference, settings: NodeSettings = {}): INode {
	const parameters = {
		resource: 'message',
		operation: 'sendText',
		to: '={{ $json.to }}',
		text: '={{ $json.text }}',
	};
	return wabaPortal(credential, 'Send Text', parameters, settings);
}

/** Nodes that give out these items when the workflow is run by hand from `Start`. */
export function itemsFrom(items: IDataObject[]): INode[] {
	const list = { mode: 'raw', jsonOutput: JSON.stringify({ items }), options: {} };
	return [
		node('Start', 'n8n-nodes-base.manualTrigger', {}),
		{ ...node('List', 'n8n-nodes-base.set', list), typeVersion: 3.4 },
		node('Items', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'items', options: {} }),
	];
}

/** Passes items on with the `order` of the item they come from, found by n8n's item pairing. */
export function pairedOrder(name: string): INode {
	const order = { id: randomUUID(), name: 'order', type: 'number' };
	const value = "={{ $('Items').item.json.order }}";
	const parameters = { assignments: { assignments: [{ ...order, value }] }, options: {} };
	return { ...node(name, 'n8n-nodes-base.set', parameters), typeVersion: 3.4 };
}

function connectTo(to: INode[]): IConnections[string] {
	return { main: to.map(({ name }) => [{ node: name, type: 'main', index: 0 }]) };
}

/**
 * A workflow of nodes in a row. A list of nodes at the end is connected to the outputs of the last
 * one before it, in order.
 */
export function workflow(name: string, nodes: INode[], ends: INode[] = []): WorkflowDefinition {
	const connections: IConnections = {};
	nodes.forEach((from, index) => {
		const next = nodes[index + 1];
		connections[from.name] = connectTo(next ? [next] : ends);
	});
	return { name, nodes: [...nodes, ...ends], connections };
}
