import { randomUUID } from 'node:crypto';

import type { INode, INodeParameters } from 'n8n-workflow';

import type { PlatformView } from '../../sandbox/types';
import type { CredentialReference } from '../n8n/credentials';
import type { WorkflowDefinition } from '../n8n/workflows';

/** The last node of each workflow, the one that is measured. */
export const MEASURED = 'Measured';

const FIRST_PHONE = 919_800_000_000;

export function phoneOf(index: number): string {
	return String(FIRST_PHONE + index);
}

function node(name: string, type: string, typeVersion: number, parameters: INodeParameters): INode {
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters };
}

/** A manual trigger, this many items with `to` and `text` made by an expression, and the measured node. */
export function workflowOf(name: string, items: number, measured: INode): WorkflowDefinition {
	const item = `{ to: '+' + (${FIRST_PHONE} + i), text: 'Order ' + i }`;
	const list = `={{ { items: Array.from({ length: ${items} }, (_, i) => (${item})) } }}`;
	const nodes = [
		node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
		node('List', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput: list, options: {} }),
		node('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'items', options: {} }),
		measured,
	];
	const connections = Object.fromEntries(
		nodes.slice(1).map((to, index) => {
			return [nodes[index].name, { main: [[{ node: to.name, type: 'main' as const, index: 0 }]] }];
		}),
	);
	return { name, nodes, connections };
}

/** *Send Text* with its defaults. */
export function sendText(credential: CredentialReference): INode {
	const parameters = {
		resource: 'message',
		operation: 'sendText',
		to: '={{ $json.to }}',
		text: '={{ $json.text }}',
	};
	return {
		...node(MEASURED, 'n8n-nodes-whatsapp-hub.wbiz', 1, parameters),
		credentials: { wbizApi: credential },
	};
}

/** n8n's HTTP Request node, doing the same. */
export function httpRequest(
	credential: CredentialReference,
	{ baseUrl }: PlatformView,
	perSecond?: number,
): INode {
	const batch = { batchSize: perSecond, batchInterval: 1000 };
	const parameters = {
		method: 'POST',
		url: `${baseUrl}/v1/messages/text`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'wbizApi',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ JSON.stringify({ to: $json.to, body: $json.text }) }}',
		options: perSecond === undefined ? {} : { batching: { batch } },
	};
	return {
		...node(MEASURED, 'n8n-nodes-base.httpRequest', 4.2, parameters as INodeParameters),
		credentials: { wbizApi: credential },
	};
}

export function importContacts(credential: CredentialReference): INode {
	const parameters = {
		resource: 'contact',
		operation: 'import',
		contactPhone: '={{ $json.to }}',
		contactName: '={{ $json.text }}',
	};
	return {
		...node(MEASURED, 'n8n-nodes-whatsapp-hub.wbiz', 1, parameters),
		credentials: { wbizApi: credential },
	};
}

/** n8n's own node for changing items, reading the same two expressions for each. */
export function editFields(): INode {
	const field = (name: string, value: string) => ({ id: name, name, value, type: 'string' });
	const assignments = [field('phone', '={{ $json.to }}'), field('name', '={{ $json.text }}')];
	const parameters = { assignments: { assignments }, options: {} };
	return node(MEASURED, 'n8n-nodes-base.set', 3.4, parameters);
}
