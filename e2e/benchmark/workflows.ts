import { randomUUID } from 'node:crypto';

import type { INode, INodeParameters } from 'n8n-workflow';

import { vendorKey, type VendorId } from '../../test/support/vendors';
import type { CredentialReference } from '../n8n/credentials';
import type { WorkflowDefinition } from '../n8n/workflows';

/** The last node of each workflow, the one that is measured. */
export const MEASURED = 'Measured';

const FIRST_PHONE = 919_800_000_000;
const PACKAGE = 'n8n-nodes-whatsapp-hub';

interface SendText {
	node: string;
	credentialType: string;
	credential: Record<string, unknown>;
	/** By phone number, or by the id of a conversation. */
	to: 'to' | 'conversationId';
}

const apiKey = { apiKey: vendorKey };

/** How each platform's node sends a text, and the credential for the benchmark's vendor. */
const SEND_TEXT: Record<VendorId, SendText> = {
	'waba-portal': {
		node: 'wabaPortal',
		credentialType: 'wabaPortalApi',
		credential: apiKey,
		to: 'to',
	},
	wbiz: { node: 'wbiz', credentialType: 'wbizApi', credential: apiKey, to: 'to' },
	'pabbly-chatflow': {
		node: 'pabblyChatflow',
		credentialType: 'pabblyChatflowApi',
		credential: apiKey,
		to: 'to',
	},
	badala: {
		node: 'badala',
		credentialType: 'badalaApi',
		credential: {
			orgId: 'org-1',
			authentication: 'logIn',
			email: 'owner@benchmark.test',
			password: 'benchmark-password',
		},
		to: 'conversationId',
	},
	cloove: {
		node: 'cloove',
		credentialType: 'clooveApi',
		credential: { secretKey: vendorKey },
		to: 'conversationId',
	},
};

export function credentialFor(id: VendorId, baseUrl: string): [string, Record<string, unknown>] {
	const { credentialType, credential } = SEND_TEXT[id];
	return [credentialType, { baseUrl, ...credential }];
}

export function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: INodeParameters,
): INode {
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters };
}

export function chain(name: string, nodes: INode[]): WorkflowDefinition {
	const connections = Object.fromEntries(
		nodes.slice(1).map((to, index) => {
			return [nodes[index].name, { main: [[{ node: to.name, type: 'main' as const, index: 0 }]] }];
		}),
	);
	return { name, nodes, connections };
}

/** After `start`, this many items with `to` and `text` made by an expression, and the measured node. */
export function workflowOf(
	name: string,
	items: number,
	measured: INode,
	start: INode = node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
): WorkflowDefinition {
	const item = `{ to: '+' + (${FIRST_PHONE} + i), text: 'Order ' + i }`;
	const list = `={{ { items: Array.from({ length: ${items} }, (_, i) => (${item})) } }}`;
	return chain(name, [
		start,
		node('List', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput: list, options: {} }),
		node('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'items', options: {} }),
		measured,
	]);
}

/** *Send Text* with its defaults. */
export function sendText(id: VendorId, credential: CredentialReference): INode {
	const { node: type, credentialType, to } = SEND_TEXT[id];
	const byId = { __rl: true, mode: 'id', value: '={{ $json.to }}' };
	const parameters = {
		resource: 'message',
		operation: 'sendText',
		[to]: to === 'to' ? '={{ $json.to }}' : byId,
		text: '={{ $json.text }}',
	};
	return {
		...node(MEASURED, `${PACKAGE}.${type}`, 1, parameters as INodeParameters),
		credentials: { [credentialType]: credential },
	};
}

/** n8n's HTTP Request node, sending the same to WBIZ. */
export function httpRequest(credential: CredentialReference, baseUrl: string): INode {
	const parameters = {
		method: 'POST',
		url: `${baseUrl}/v1/messages/text`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'wbizApi',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ JSON.stringify({ to: $json.to, body: $json.text }) }}',
		options: {},
	};
	return {
		...node(MEASURED, 'n8n-nodes-base.httpRequest', 4.2, parameters as INodeParameters),
		credentials: { wbizApi: credential },
	};
}

/** Passes its items on: what is left of a run when nothing is sent. */
export function noOperation(): INode {
	return node(MEASURED, 'n8n-nodes-base.noOp', 1, {});
}

/** WBIZ: *Send Template* with the template's fields filled by expressions. */
export function sendTemplate(credential: CredentialReference): INode {
	const value = { 'Body {{1}}': '={{ $json.text }}', 'Body {{2}}': '={{ $json.to }}' };
	const parameters = {
		resource: 'message',
		operation: 'sendTemplate',
		to: '={{ $json.to }}',
		templateName: { __rl: true, mode: 'list', value: 'order_confirmation|en_US' },
		specifyVariables: 'fields',
		templateVariables: { mappingMode: 'defineBelow', value },
	};
	return {
		...node(MEASURED, `${PACKAGE}.wbiz`, 1, parameters as INodeParameters),
		credentials: { wbizApi: credential },
	};
}

/** WBIZ: all items gathered into calls of 500. */
export function importContacts(credential: CredentialReference): INode {
	const parameters = {
		resource: 'contact',
		operation: 'import',
		contactPhone: '={{ $json.to }}',
		contactName: '={{ $json.text }}',
	};
	return {
		...node(MEASURED, `${PACKAGE}.wbiz`, 1, parameters),
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
