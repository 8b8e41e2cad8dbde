import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { CredentialReference } from '../n8n/credentials';
import type { WorkflowDefinition } from '../n8n/workflows';
import { projectRoot } from '../projectRoot';

/** One of the project's examples with the credential chosen in all its nodes, as its user would. */
export function example(file: string, credential: CredentialReference): WorkflowDefinition {
	const text = readFileSync(join(projectRoot(), 'examples', file), 'utf8');
	const { name, nodes, connections, settings } = JSON.parse(text) as WorkflowDefinition;
	const credentials = { wabaPortalApi: credential };
	const connected = nodes.map((node) => (node.credentials ? { ...node, credentials } : node));
	return { name, nodes: connected, connections, settings };
}
