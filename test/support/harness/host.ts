import { AsyncLocalStorage } from 'node:async_hooks';

import { ExternalSecretsProxy, HookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
	LogMetadata,
} from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';

import { packageJson } from '../../../scripts/platforms';
import '../network';
import { CredentialStore, type CredentialUnderTest } from './credentials';

/** A node on the canvas, as far as a test cares. */
export interface NodeSetup {
	type: INodeType;
	credentials?: CredentialUnderTest[];
	parameters?: INodeParameters;
	/** Address under which the vendor would reach n8n. */
	baseUrl?: string;
	/** The workflow's time zone; UTC by default. */
	timezone?: string;
	/** More of the node as n8n stores it: `onError`, `retryOnFail`, `maxTries`, ... */
	settings?: Partial<INode>;
}

/** One workflow with the node under test in it, in a made-up n8n that uses n8n-core's own engine. */
export interface Host {
	workflow: Workflow;
	node: INode;
	/** Where an action node's input items come from. It is never run. */
	source: INode;
	additionalData: IWorkflowExecuteAdditionalData;
}

export const workflowId = 'workflow-1';
export const webhookId = '00000000-0000-4000-8000-000000000001';

export function createHost(setup: NodeSetup, staticData: IDataObject = {}): Host {
	const node = nodeOf(setup);
	const source: INode = { ...node, id: 'source', name: 'Source', parameters: {}, credentials: {} };
	const nodeTypes: INodeTypes = {
		getByName: () => setup.type,
		getByNameAndVersion: () => setup.type,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({
		id: workflowId,
		name: 'Test workflow',
		nodes: [source, node],
		connections: {
			Source: { main: [[{ node: node.name, type: NodeConnectionTypes.Main, index: 0 }]] },
		},
		active: true,
		nodeTypes,
		staticData: structuredClone(staticData),
		settings: { executionOrder: 'v1', timezone: setup.timezone ?? 'UTC' },
	});
	return { workflow, node, source, additionalData: additionalDataOf(setup) };
}

function nodeOf(setup: NodeSetup): INode {
	const { description } = setup.type;
	const latest = [description.version].flat().at(-1) ?? 1;
	return {
		id: '00000000-0000-4000-8000-000000000002',
		name: description.displayName,
		type: `${packageJson().name}.${description.name}`,
		typeVersion: description.defaultVersion ?? latest,
		position: [0, 0],
		webhookId,
		parameters: structuredClone(setup.parameters ?? {}),
		credentials: Object.fromEntries(
			(setup.credentials ?? []).map((credential) => [
				credential.type.name,
				{ id: idOf(credential), name: credential.type.name },
			]),
		),
		...setup.settings,
	};
}

/** In n8n every credential has an ID of its own. */
const ids = new WeakMap<object, string>();
let lastId = 0;

function idOf({ data }: CredentialUnderTest): string {
	const known = ids.get(data);
	if (known !== undefined) return known;
	lastId += 1;
	ids.set(data, String(lastId));
	return String(lastId);
}

function additionalDataOf(setup: NodeSetup): IWorkflowExecuteAdditionalData {
	const base = setup.baseUrl ?? 'https://n8n.test';
	const missing = async (): Promise<never> => {
		throw new Error('The test host does not do this');
	};
	return {
		credentialsHelper: new CredentialStore(setup.credentials ?? []),
		executionId: '1',
		userId: 'user-1',
		currentNodeExecutionIndex: 0,
		variables: {},
		externalSecretsProxy: new ExternalSecretsProxy(),
		instanceBaseUrl: `${base}/`,
		restApiUrl: `${base}/rest`,
		formBaseUrl: `${base}/form`,
		formTestBaseUrl: `${base}/form-test`,
		formWaitingBaseUrl: `${base}/form-waiting`,
		webhookBaseUrl: `${base}/webhook`,
		webhookTestBaseUrl: `${base}/webhook-test`,
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		mcpBaseUrl: `${base}/mcp`,
		mcpTestBaseUrl: `${base}/mcp-test`,
		setExecutionStatus: () => {},
		logAiEvent: () => {},
		executeWorkflow: missing,
		getRunExecutionData: missing,
		getRuntimeCredential: missing,
		startRunnerTask: missing,
	};
}

/** Where the lines go that are logged in the course of a test's work. */
const sink = new AsyncLocalStorage<string[]>();
/** How many works are collecting; the spies on n8n's one logger are theirs together. */
let collecting = 0;
let spies: jest.SpyInstance[] = [];

/** Adds what the node logs while `work` runs to `lines`, instead of printing it. Works side by side keep theirs apart. */
export async function collectLogs<T>(
	host: Host,
	lines: string[],
	work: () => Promise<T>,
): Promise<T> {
	if (collecting === 0) spies = spyOnLogger(host);
	collecting += 1;
	try {
		return await sink.run(lines, work);
	} finally {
		collecting -= 1;
		if (collecting === 0) for (const spy of spies) spy.mockRestore();
	}
}

function spyOnLogger({ workflow, node, additionalData }: Host): jest.SpyInstance[] {
	const { logger } = new HookContext(workflow, node, additionalData, 'internal', 'update');
	return (['error', 'warn', 'info', 'debug'] as const).map((level) =>
		jest.spyOn(logger, level).mockImplementation((message: string, meta?: LogMetadata) => {
			sink.getStore()?.push(`${level}: ${message}${meta ? ` ${JSON.stringify(meta)}` : ''}`);
		}),
	);
}
