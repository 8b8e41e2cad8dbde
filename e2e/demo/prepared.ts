import { createHash } from 'node:crypto';

import type { PlatformView } from '../../sandbox/types';
import { example, exampleText } from '../example';
import type { N8nClient } from '../n8n/client';
import type { CredentialReference } from '../n8n/credentials';
import { sandboxCredential } from '../sandbox-credential';
import type { DemoHome } from './home';

/** The credential for the sandbox, made at the first start and given its current address at every other. */
export async function ensureCredential(
	n8n: N8nClient,
	home: DemoHome,
	platform: PlatformView,
	type: string,
): Promise<CredentialReference> {
	const name = `${platform.name} sandbox`;
	const data = sandboxCredential(type, platform);
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
	const version = createHash('sha256')
		.update(exampleText(file))
		.update(credential.id)
		.digest('hex');
	const definition = example(file, credential);
	const remembered = home.memory.workflows[file];
	const there = (await n8n.workflows.list()).find(({ id, isArchived }) => {
		return id === remembered?.id && !isArchived;
	});
	if (there && remembered.example === version) return there.id;
	const { id } = there
		? await n8n.workflows.update(there.id, definition)
		: await n8n.workflows.create(definition);
	home.memory.workflows[file] = { id, example: version };
	home.save();
	return id;
}
