import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INode } from 'n8n-workflow';

import type { CredentialReference } from './n8n/credentials';
import type { WorkflowDefinition } from './n8n/workflows';
import { projectRoot } from './project-root';

/** The files of all examples. */
export function exampleFiles(): string[] {
	const files = readdirSync(join(projectRoot(), 'examples')).sort();
	return files.filter((file) => file.endsWith('.json'));
}

/** The text of one of the project's examples. */
export function exampleText(file: string): string {
	return readFileSync(join(projectRoot(), 'examples', file), 'utf8');
}

/** One of the project's examples, with its pinned events. */
export function readExample(file: string): WorkflowDefinition {
	const { name, nodes, connections, settings, pinData } = JSON.parse(
		exampleText(file),
	) as WorkflowDefinition;
	return { name, nodes, connections, settings, pinData };
}

const OURS = /^n8n-nodes-whatsapp-hub\.(\w+?)(Polling)?(Trigger|Tool)?$/;

/** The sandbox's name of the platform that a node of ours works on, e.g. `waba-portal`. */
export function platformOf({ type }: INode): string | undefined {
	return OURS.exec(type)?.[1].replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** An example of one platform with the credential chosen in all nodes of ours, as its user would. */
export function example(file: string, credential: CredentialReference): WorkflowDefinition {
	const definition = readExample(file);
	const types = definition.nodes
		.filter(({ type }) => OURS.test(type))
		.flatMap(({ credentials = {} }) => Object.keys(credentials));
	return connected(definition, Object.fromEntries(types.map((type) => [type, credential])));
}

/** The workflow with these credentials, by their types. What is not among them stays to be chosen. */
export function connected(
	definition: WorkflowDefinition,
	credentials: Record<string, CredentialReference>,
): WorkflowDefinition {
	const nodes = definition.nodes.map((node) => {
		const chosen = Object.entries(node.credentials ?? {}).map(([type, open]) => [
			type,
			credentials[type] ?? open,
		]);
		return chosen.length === 0 ? node : { ...node, credentials: Object.fromEntries(chosen) };
	});
	return { ...definition, nodes };
}
