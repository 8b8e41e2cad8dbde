import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { N8nClient } from '../n8n/client';
import type { CredentialReference } from '../n8n/credentials';
import type { WorkflowDefinition } from '../n8n/workflows';
import { projectRoot } from '../projectRoot';
import type { SandboxPlatform } from '../sandbox';
import type { DemoHome } from './home';

const CREDENTIAL_TYPE = 'wabaPortalApi';

/** The credential for the sandbox, made at the first start and given its current address at every other. */
export async function ensureCredential(
	n8n: N8nClient,
	home: DemoHome,
	platform: SandboxPlatform,
): Promise<CredentialReference> {
	const name = `${platform.name} sandbox`;
	const data = { baseUrl: platform.baseUrl, apiKey: platform.apiKey };
	const known = (await n8n.credentials.list()).find(({ id }) => id === home.memory.credentialId);
	const credential = known
		? await n8n.credentials.update(known.id, name, CREDENTIAL_TYPE, data)
		: await n8n.credentials.create(name, CREDENTIAL_TYPE, data);
	const { status, message } = await n8n.credentials.test(credential, CREDENTIAL_TYPE, data);
	if (status !== 'OK') throw new Error(`The credential's test failed in n8n: ${message}`);
	home.memory.credentialId = credential.id;
	home.save();
	return credential;
}

function withCredential(
	definition: WorkflowDefinition,
	credential: CredentialReference,
): WorkflowDefinition {
	const nodes = definition.nodes.map((node) =>
		node.credentials ? { ...node, credentials: { [CREDENTIAL_TYPE]: credential } } : node,
	);
	const { name, connections, settings } = definition;
	return { name, nodes, connections, settings };
}

/**
 * Imports one of the examples, and gives its workflow's id. A workflow that is there from an
 * earlier start is left as its user has made it, unless the example itself has changed.
 */
export async function ensureWorkflow(
	n8n: N8nClient,
	home: DemoHome,
	file: string,
	credential: CredentialReference,
): Promise<string> {
	const text = readFileSync(join(projectRoot(), 'examples', file), 'utf8');
	const example = createHash('sha256').update(text).update(credential.id).digest('hex');
	const definition = withCredential(JSON.parse(text) as WorkflowDefinition, credential);
	const remembered = home.memory.workflows[file];
	const there = (await n8n.workflows.list()).find(({ id, isArchived }) => {
		return id === remembered?.id && !isArchived;
	});
	if (there && remembered.example === example) return there.id;
	const { id } = there
		? await n8n.workflows.update(there.id, definition)
		: await n8n.workflows.create(definition);
	home.memory.workflows[file] = { id, example };
	home.save();
	return id;
}
