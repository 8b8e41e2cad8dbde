import { randomUUID } from 'node:crypto';

import type { IConnections, IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { CredentialReference } from '../n8n/credentials';
import type { WorkflowDefinition } from '../n8n/workflows';

/** What the types of our nodes begin with. */
export const PACKAGE = 'n8n-nodes-whatsapp-hub';

/** Settings of a node outside its parameters: Retry On Fail, On Error and the like. */
export type NodeSettings = Partial<
	Pick<INode, 'retryOnFail' | 'maxTries' | 'waitBetweenTries' | 'onError' | 'executeOnce'>
>;

export function node(name: string, type: string, parameters: INodeParameters): INode {
	return { id: randomUUID(), name, type, typeVersion: 1, position: [0, 0], parameters };
}

/** Makes the nodes of one action type, with its credential. */
export function actionNode(type: string, credentialType: string) {
	return (
		credential: CredentialReference,
		name: string,
		parameters: INodeParameters,
		settings: NodeSettings = {},
	): INode => {
		const credentials = { [credentialType]: credential };
		return { ...node(name, `${PACKAGE}.${type}`, parameters), credentials, ...settings };
	};
}

/** Makes the nodes of one trigger type; each is called `Trigger` and has a webhook of its own. */
export function triggerNode(type: string, credentialType: string) {
	return (credential: CredentialReference, parameters: INodeParameters = {}): INode => {
		const credentials = { [credentialType]: credential };
		const base = {
			...node('Trigger', `${PACKAGE}.${type}`, parameters),
			typeVersion: type === 'wbizPollingTrigger' ? 1 : 2,
		};
		return { ...base, credentials, webhookId: randomUUID() };
	};
}

/** A resource locator's value. */
export function chosen(value: string, mode: 'id' | 'list' | 'name'): INodeParameters {
	return { __rl: true, mode, value };
}

/** A resource locator's value that is entered as an id, which an expression may give. */
export function byId(value: string): INodeParameters {
	return chosen(value, 'id');
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

/** The workflow with these options set in one of its nodes. */
export function withOptions(
	definition: WorkflowDefinition,
	name: string,
	options: INodeParameters,
): WorkflowDefinition {
	const nodes = definition.nodes.map((one) => {
		if (one.name !== name) return one;
		const before = one.parameters.options as INodeParameters;
		return { ...one, parameters: { ...one.parameters, options: { ...before, ...options } } };
	});
	return { ...definition, nodes };
}
