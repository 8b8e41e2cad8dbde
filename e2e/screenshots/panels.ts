import { randomUUID } from 'node:crypto';

import type { INode, INodeParameters } from 'n8n-workflow';

import type { CredentialReference } from '../n8n/credentials';
import type { WorkflowDefinition } from '../n8n/workflows';

const PACKAGE = 'n8n-nodes-whatsapp-hub';
const IN_A_ROW = 4;

/** A platform's nodes as their users fill them in. */
export interface Panels {
	/** Begins the names of the pictures. */
	platform: string;
	credentialType: string;
	/** By the name of the node; the type is that within our package. */
	nodes: Record<string, { type: string; parameters: INodeParameters }>;
}

/** The names of the panels with the names of their pictures. */
export function pictures({ platform, nodes }: Panels): Record<string, string> {
	const file = (name: string) => `${platform}-${name.toLowerCase().replaceAll(' ', '-')}`;
	return Object.fromEntries(Object.keys(nodes).map((name) => [name, file(name)]));
}

/** A workflow that only shows nodes, some in a row. */
export function panelWorkflow(
	{ platform, credentialType, nodes }: Panels,
	credential: CredentialReference,
): WorkflowDefinition {
	const shown = Object.entries(nodes).map(([name, { type, parameters }], index): INode => ({
		id: randomUUID(),
		name,
		type: `${PACKAGE}.${type}`,
		typeVersion: /(?<!Polling)Trigger$/.test(type) ? 2 : 1,
		position: [(index % IN_A_ROW) * 260, Math.floor(index / IN_A_ROW) * 220],
		parameters,
		credentials: { [credentialType]: credential },
		...(/(?<!Polling)Trigger$/.test(type) ? { webhookId: randomUUID() } : {}),
	}));
	return { name: `${platform}: all panels`, nodes: shown, connections: {} };
}
