import { SandboxClient, waitFor } from '../../../sandbox/client';
import type { PlayableExample, SandboxState } from '../../../sandbox/types';
import { shownExamples } from '../../demo/examples';
import { type ImportedExample, PlayedExamples } from '../../demo/playing';
import { example } from '../../example';
import { N8nClient } from '../../n8n/client';
import { sharedHost } from '../../run/shared-host';
import { sandboxCredential } from '../../sandbox-credential';

/** n8n asks once a minute. */
const POLLED_MS = 100_000;

const imported: ImportedExample[] = [];
let n8n: N8nClient;
let examples: PlayableExample[];

beforeAll(async () => {
	const { n8nUrl, sandboxUrl, owner } = sharedHost();
	n8n = await N8nClient.signIn(n8nUrl, owner);
	for (const { platform, credentialType, examples: files } of shownExamples) {
		const access = await new SandboxClient(sandboxUrl, platform).platform();
		const data = sandboxCredential(credentialType, access);
		const credential = await n8n.credentials.create('Sandbox', credentialType, data);
		for (const file of files) {
			const { id } = await n8n.workflows.create(example(file, credential));
			imported.push({ file, platform, workflowId: id });
		}
	}
	examples = await new PlayedExamples(n8n, n8nUrl, sandboxUrl, imported).playable();
}, 120_000);
afterAll(async () => {
	for (const { workflowId } of imported) await n8n.workflows.remove(workflowId);
}, 120_000);

interface State extends SandboxState {
	broadcasts?: unknown[];
}

test.each(shownExamples.flatMap((one) => one.examples.map((file) => [file, one.platform])))(
	'%s is played on the phone',
	async (file, platform) => {
		const sandbox = new SandboxClient(sharedHost().sandboxUrl, platform);
		await sandbox.reset();
		const found = examples.find(({ id }) => `${id}.json` === file)!;
		expect(found.name).not.toBe(file);
		const { contact } = await found.play();
		const answered = async () =>
			(await sandbox.outbound(contact)).length > 0 ||
			((await sandbox.state<State>()).broadcasts ?? []).length > 0;
		await waitFor('the workflow to write', answered, { timeout: POLLED_MS });
	},
);
