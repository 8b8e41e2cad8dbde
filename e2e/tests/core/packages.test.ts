import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import getPort from 'get-port';
import type { INode, INodeParameters } from 'n8n-workflow';

import { packAll, type Tarball } from '../../../scripts/pack-all';
import { runCommand } from '../../command';
import { n8nEnvironment } from '../../n8n/environment';
import { errorOf } from '../../n8n/executions';
import { dataFolder } from '../../n8n/process';
import type { WorkflowDefinition } from '../../n8n/workflows';
import { installPackages } from '../../package';
import { sharedHost } from '../../run/shared-host';
import type { TestHost } from '../../support/host';
import { useOwnN8n } from '../../support/own-n8n';
import { actionNode, byId, itemsFrom, PACKAGE, workflow } from '../../support/workflow';
import { badala, BadalaHost } from '../badala/host';
import { cloove, ClooveHost } from '../cloove/host';
import { pabbly, PabblyHost } from '../pabbly-chatflow/host';
import { wabaPortal, WabaPortalHost } from '../waba-portal/host';
import { wbiz, WbizHost } from '../wbiz/host';

const CUSTOMER = '919876543210';
const hosts = {
	badala: new BadalaHost(),
	cloove: new ClooveHost(),
	pabbly: new PabblyHost(),
	wabaPortal: new WabaPortalHost(),
	wbiz: new WbizHost(),
};

interface Tried {
	name: string;
	host: TestHost;
	action: ReturnType<typeof actionNode>;
	nodes: string[];
	/** Where *Send Text* sends to: a conversation's id, or the phone number. */
	recipient(): Promise<INodeParameters>;
}

/** The customer wrote a moment ago. */
async function to(host: TestHost): Promise<INodeParameters> {
	await host.openWindows(CUSTOMER);
	return { to: CUSTOMER };
}

const TRIED: Tried[] = [
	{
		name: 'n8n-nodes-badala-whatsapp',
		host: hosts.badala,
		action: badala,
		nodes: ['badala', 'badalaTool', 'badalaTrigger'],
		recipient: async () => {
			const [id] = await hosts.badala.conversationsWith(CUSTOMER);
			return { conversationId: byId(id) };
		},
	},
	{
		name: 'n8n-nodes-cloove-whatsapp',
		host: hosts.cloove,
		action: cloove,
		nodes: ['cloove', 'clooveTool', 'clooveTrigger'],
		recipient: async () => ({ conversationId: byId(await hosts.cloove.conversation(CUSTOMER)) }),
	},
	{
		name: 'n8n-nodes-pabbly-chatflow-whatsapp',
		host: hosts.pabbly,
		action: pabbly,
		nodes: ['pabblyChatflow', 'pabblyChatflowTool', 'pabblyChatflowTrigger'],
		recipient: () => to(hosts.pabbly),
	},
	{
		name: 'n8n-nodes-waba-portal-whatsapp',
		host: hosts.wabaPortal,
		action: wabaPortal,
		nodes: ['wabaPortal', 'wabaPortalTool', 'wabaPortalTrigger'],
		recipient: () => to(hosts.wabaPortal),
	},
	{
		name: 'n8n-nodes-wbiz-whatsapp',
		host: hosts.wbiz,
		action: wbiz,
		nodes: ['wbiz', 'wbizPollingTrigger', 'wbizTool', 'wbizTrigger'],
		recipient: () => to(hosts.wbiz),
	},
];

let folder: string;
let tarballs: Tarball[];

/** Installs packages of these names, and no others. */
function install(...names: string[]) {
	return async (userFolder: string) => {
		const files = names.map((name) => tarballs.find((tarball) => tarball.name === name)!.file);
		await installPackages(files, dataFolder(userFolder));
	};
}

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'whatsapp-hub-packages-'));
	tarballs = await packAll(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Search and replace in a workflow's JSON, as docs/publishing.md says it. */
function moved<T>(exported: T, from: string, into: string): T {
	return JSON.parse(JSON.stringify(exported).replaceAll(`"${from}.`, `"${into}.`)) as T;
}

function sendText({ host, action }: Tried, text: string, recipient: INodeParameters): INode {
	const parameters = { resource: 'message', operation: 'sendText', text, ...recipient };
	return action(host.credential, 'Send', parameters);
}

/** Of all that n8n has: `package.node`, sorted. */
async function loaded(host: TestHost): Promise<string[]> {
	const types = await host.n8n.nodeTypes();
	return types
		.map(({ name }) => name)
		.filter((name) => name.includes('whatsapp') && !name.endsWith('HitlTool'))
		.sort();
}

// No package can use files of another, so they are tried side by side: n8n starts once.
describe('the package of one platform', () => {
	const names = TRIED.map(({ name }) => name);
	useOwnN8n(Object.values(hosts), {}, (userFolder) => install(...names)(userFolder));

	test.each(TRIED)('$name brings the nodes of its platform, and sends', async (tried) => {
		const { name, host, nodes } = tried;
		const own = (await loaded(host)).filter((type) => type.startsWith(`${name}.`));
		expect(own).toEqual(nodes.map((node) => `${name}.${node}`));

		const send = sendText(tried, `Hello from ${name}`, await tried.recipient());
		const hub = workflow('Send', [...itemsFrom([{}]), send]);
		const execution = await host.run(moved(hub, PACKAGE, name));
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		expect(await host.sentTexts(CUSTOMER)).toEqual([`Hello from ${name}`]);
	});
});

describe('the hub and the package of one platform', () => {
	const wbizOnly = TRIED.find(({ host }) => host === hosts.wbiz)!;
	const { name: SINGLE, host } = wbizOnly;
	const own = useOwnN8n(host, {}, (userFolder) => install(PACKAGE, SINGLE)(userFolder));

	async function greeting(): Promise<WorkflowDefinition> {
		const send = sendText(wbizOnly, 'Hello', await wbizOnly.recipient());
		return workflow('Send', [...itemsFrom([{}]), send]);
	}

	test('stand side by side in n8n, and use the same credential', async () => {
		const nodes = await loaded(host);
		expect(nodes).toEqual(expect.arrayContaining([`${PACKAGE}.wbiz`, `${SINGLE}.wbiz`]));
		const definition = await greeting();
		for (const into of [PACKAGE, SINGLE]) {
			const { status } = await host.run(moved(definition, PACKAGE, into));
			expect([into, status]).toEqual([into, 'success']);
		}
		expect(await host.sentTexts(CUSTOMER)).toEqual(['Hello', 'Hello']);
	});

	test('a workflow moves from one to the other, as docs/publishing.md says', async () => {
		const { id } = await host.create(await greeting());
		await own.restart(async (userFolder) => {
			const file = join(folder, 'workflows.json');
			await n8nCommand(userFolder, ['export:workflow', '--all', `--output=${file}`]);
			await install(SINGLE)(userFolder);
			const exported = JSON.parse(readFileSync(file, 'utf8')) as unknown;
			writeFileSync(file, JSON.stringify(moved(exported, PACKAGE, SINGLE)));
			await n8nCommand(userFolder, ['import:workflow', `--input=${file}`]);
		});
		const execution = await host.n8n.executions.run(id, 'Start');
		const { status } = await host.n8n.executions.waitUntilFinished(execution);
		expect(status).toBe('success');
		expect(await host.sentTexts(CUSTOMER)).toEqual(['Hello']);
		// What was not moved has no node any more.
		await expect(host.run(await greeting())).rejects.toThrow(`${PACKAGE}.wbiz`);
	});
});

/** Runs a command of n8n while its server is stopped. */
async function n8nCommand(userFolder: string, args: string[]): Promise<void> {
	const { n8n } = sharedHost();
	const [port, brokerPort] = [await getPort(), await getPort()];
	const env = n8nEnvironment(n8n, { userFolder, port, brokerPort });
	const title = `n8n ${args[0]}`;
	await runCommand(n8n.node, [n8n.script, ...args], { cwd: userFolder, env, title });
}
