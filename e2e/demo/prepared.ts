import { createHash } from 'node:crypto';

import type { PlatformView } from '../../sandbox/types';
import { connected, exampleText, readExample } from '../example';
import { MODEL_KEY } from '../model/scripted-model';
import type { N8nClient } from '../n8n/client';
import type { CredentialReference } from '../n8n/credentials';
import type { SavedWorkflow } from '../n8n/workflows';
import { sandboxCredential } from '../sandbox-credential';
import { MODEL_CREDENTIAL } from './examples';
import type { DemoHome } from './home';

interface CredentialData {
	type: string;
	name: string;
	data: Record<string, unknown>;
}

/** What fits the sandbox's platform. */
export function platformCredential(platform: PlatformView, type: string): CredentialData {
	const data = sandboxCredential(type, platform);
	return { type, name: `${platform.name} sandbox`, data };
}

/** What fits the stand-in for an AI model at this address. */
export function modelCredential(url: string): CredentialData {
	return {
		type: MODEL_CREDENTIAL,
		name: 'Stand-in for an AI model',
		data: { apiKey: MODEL_KEY, url },
	};
}

/** The credential, made at the first start and given its current address at every other. */
export async function ensureCredential(
	n8n: N8nClient,
	home: DemoHome,
	{ type, name, data }: CredentialData,
): Promise<CredentialReference> {
	const ids = (home.memory.credentialIds ??= {});
	const known = (await n8n.credentials.list()).find(({ id }) => id === ids[type]);
	const credential = known
		? await n8n.credentials.update(known.id, name, type, data)
		: await n8n.credentials.create(name, type, data);
	const { status, message } = await n8n.credentials.test(credential, type, data);
	if (status !== 'OK') throw new Error(`The credential's test failed in n8n: ${message}`);
	ids[type] = credential.id;
	home.save();
	return credential;
}

/** What an example meets in n8n. */
export interface Prepared {
	/** By type. */
	credentials: Record<string, CredentialReference>;
	saved: SavedWorkflow[];
}

/**
 * Imports one of the examples, and gives its workflow's id. A workflow that is there from an
 * earlier start is left as its user has made it, unless the example itself has changed.
 */
export async function ensureWorkflow(
	n8n: N8nClient,
	home: DemoHome,
	file: string,
	{ credentials, saved }: Prepared,
): Promise<string> {
	const version = createHash('sha256').update(exampleText(file));
	for (const { id } of Object.values(credentials)) version.update(id);
	const digest = version.digest('hex');
	const definition = connected(readExample(file), credentials);
	const remembered = home.memory.workflows[file];
	const there = saved.find(({ id, isArchived }) => id === remembered?.id && !isArchived);
	if (there && remembered.example === digest) return there.id;
	const { id } = there
		? await n8n.workflows.update(there.id, definition)
		: await n8n.workflows.create(definition);
	home.memory.workflows[file] = { id, example: digest };
	home.save();
	return id;
}
