import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INode } from 'n8n-workflow';

import type { CredentialReference } from './n8n/credentials';
import type { WorkflowDefinition } from './n8n/workflows';
import { projectRoot } from './project-root';

/** The text of one of the project's examples. */
export function exampleText(file: string): string {
	return readFileSync(join(projectRoot(), 'examples', file), 'utf8');
}

/** One of the project's examples with the credential chosen in all its nodes, as its user would. */
export function example(file: string, credential: CredentialReference): WorkflowDefinition {
	const { name, nodes, connections, settings } = JSON.parse(
		exampleText(file),
	) as WorkflowDefinition;
	const connected = nodes.map((node) => withCredential(node, credential));
	return { name, nodes: connected, connections, settings };
}

const OURS = /^n8n-nodes-whatsapp-hub\./;

/** A node of ours needs one credential, whatever its type. What others need stays to be chosen. */
function withCredential(node: INode, credential: CredentialReference): INode {
	const types = Object.keys(node.credentials ?? {});
	if (types.length === 0 || !OURS.test(node.type)) return node;
	return { ...node, credentials: Object.fromEntries(types.map((type) => [type, credential])) };
}
