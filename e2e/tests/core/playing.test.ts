import { shapeOf } from '../../../scripts/pinned-events';
import { SandboxClient, waitFor } from '../../../sandbox/client';
import type { PlayableExample, SandboxState } from '../../../sandbox/types';
import { credentialTypes, shownExamples } from '../../demo/examples';
import { demoReply } from '../../demo/model';
import { type ImportedExample, openWindows, PlayedExamples } from '../../demo/playing';
import { modelCredential, platformCredential } from '../../demo/prepared';
import { connected, readExample } from '../../example';
import { type ScriptedModel, startScriptedModel } from '../../model/scripted-model';
import { N8nClient } from '../../n8n/client';
import type { CredentialReference } from '../../n8n/credentials';
import { outputOf } from '../../n8n/executions';
import type { WorkflowDefinition } from '../../n8n/workflows';
import { sharedHost } from '../../run/shared-host';
import { OFTEN } from '../wbiz/host';

const imported: ImportedExample[] = [];
let n8n: N8nClient;
let model: ScriptedModel;
let examples: PlayableExample[];

beforeAll(async () => {
	const { n8nUrl, sandboxUrl, owner } = sharedHost();
	n8n = await N8nClient.signIn(n8nUrl, owner);
	model = await startScriptedModel(demoReply);
	const wanted = [modelCredential(model.url)];
	for (const [id, type] of Object.entries(credentialTypes)) {
		wanted.push(platformCredential(await new SandboxClient(sandboxUrl, id).platform(), type));
	}
	const credentials: Record<string, CredentialReference> = {};
	for (const { type, name, data } of wanted) {
		credentials[type] = await n8n.credentials.create(name, type, data);
	}
	for (const one of shownExamples) {
		const definition = polledOften(connected(readExample(one.file), credentials));
		imported.push({ ...one, workflowId: (await n8n.workflows.create(definition)).id });
	}
	examples = await new PlayedExamples(n8n, n8nUrl, sandboxUrl, imported).playable();
}, 120_000);
afterAll(async () => {
	for (const { workflowId } of imported) await n8n.workflows.remove(workflowId);
	await model.close();
}, 120_000);

/** The example asks once a minute. */
function polledOften(definition: WorkflowDefinition): WorkflowDefinition {
	const nodes = definition.nodes.map((node) =>
		node.parameters.pollTimes === undefined
			? node
			: { ...node, parameters: { ...node.parameters, pollTimes: { item: OFTEN } } },
	);
	return { ...definition, nodes };
}

interface State extends SandboxState {
	broadcasts?: unknown[];
	contacts?: Array<{ name: string }>;
}

const onPhones = shownExamples.flatMap(({ file, platforms }) =>
	platforms.map((platform) => [file, platform]),
);

test.each(onPhones)('%s is played on the phone of %s', async (file, platform) => {
	const sandbox = new SandboxClient(sharedHost().sandboxUrl, platform);
	await sandbox.reset();
	const found = examples.find(
		({ id, platformId }) => `${id}.json` === file && platformId === platform,
	)!;
	expect(found.name).not.toBe(file);
	const { contact } = await found.play();
	const hasActed = async () => {
		if ((await sandbox.outbound(contact)).length > 0) return true;
		const { broadcasts = [], contacts = [] } = await sandbox.state<State>();
		return broadcasts.length > 0 || contacts.some(({ name }) => name === 'Emma Clarke');
	};
	await waitFor('the workflow to act', hasActed, { timeout: 30_000 });
	await expectPinnedShape(file);
});

/** What the real trigger has just given out has the form of what is pinned. */
async function expectPinnedShape(file: string): Promise<void> {
	const { workflowId } = imported.find((one) => one.file === file)!;
	const { pinData = {} } = readExample(file);
	const runs = await n8n.executions.list(workflowId);
	for (const { id } of runs.filter(({ mode }) => mode !== 'manual')) {
		const execution = await n8n.executions.get(id);
		for (const [trigger, [pinned]] of Object.entries(pinData)) {
			const [given] = outputOf(execution, trigger);
			if (given && trigger !== SHOP_CALLS)
				expect(shapeOf(given.json)).toEqual(shapeOf(pinned.json));
		}
	}
}

/** A Webhook node: what it gives depends on who calls. */
const SHOP_CALLS = 'Order Shipped';

const pinnedEvents = shownExamples.flatMap(({ file, platforms }) =>
	Object.entries(readExample(file).pinData ?? {}).map(([trigger, [{ json }]]) => ({
		file,
		trigger,
		platforms,
		isStatus: json.event === 'message.status',
	})),
);

test.each(pinnedEvents)(
	'$file runs at once from $trigger with its pinned event',
	async ({ file, trigger, platforms, isStatus }) => {
		const { workflowId } = imported.find((one) => one.file === file)!;
		const workflow = await n8n.workflows.get(workflowId);
		const sandboxes = platforms.map((id) => new SandboxClient(sharedHost().sandboxUrl, id));
		await sandboxes[0].reset();
		for (const sandbox of sandboxes) await openWindows(workflow, sandbox);
		const execution = await n8n.executions.run(workflowId, trigger);
		if (isStatus) {
			expect((await n8n.executions.waitUntilFinished(execution)).status).toBe('success');
			return;
		}
		const hasWritten = async () =>
			(await Promise.all(sandboxes.map((one) => one.outbound()))).flat().length > 0;
		await waitFor('the workflow to write', hasWritten);
	},
);
