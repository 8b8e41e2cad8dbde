import type { AddressInfo } from 'node:net';
import { request as httpRequest } from 'node:http';

import express, { type Request, type Response } from 'express';
import { HookContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INodeExecutionData,
	IWebhookData,
	IWebhookResponseData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { runNode, type ActionResult } from './action';
import { collectLogs, createHost, type Host, type NodeSetup, webhookId, workflowId } from './host';

export interface TriggerSetup extends NodeSetup {
	/** Static data of the workflow, as an earlier activation left it. */
	staticData?: IDataObject;
	/** "Listen for test event": the test URL, manual mode. */
	test?: boolean;
}

/** What a vendor posts. An object is sent as `JSON.stringify` makes it, a text or bytes as they are. */
export interface Delivery {
	body: Buffer | string | object;
	headers?: Record<string, string>;
	query?: Record<string, string>;
}

export interface DeliveryResult {
	status: number;
	body: string;
	/** What the nodes behind the trigger get; `undefined` when none was started, or when the trigger ended it. */
	workflowData?: INodeExecutionData[][];
	/** The execution that this started, up to the trigger's own `execute()`. */
	execution?: ActionResult;
	/** What `webhook()` threw. */
	error?: unknown;
	logs: string[];
}

export interface Trigger {
	/** Where the vendor must post to. */
	readonly url: string;
	/** The static data as it would now be in the database. */
	readonly staticData: IDataObject;
	/** Log lines of the lifecycle methods so far. */
	readonly logs: string[];
	checkExists(): Promise<boolean>;
	create(): Promise<boolean>;
	/** Deactivation, or the end of a test. */
	delete(): Promise<boolean>;
	deliver(delivery: Delivery): Promise<DeliveryResult>;
}

type Lifecycle = 'checkExists' | 'create' | 'delete';

/** One trigger node with the lifecycle n8n gives it, static data kept from call to call. */
export function openTrigger(setup: TriggerSetup): Trigger {
	let staticData = structuredClone(setup.staticData ?? {});
	const logs: string[] = [];
	const load = () => createHost(setup, staticData);
	const save = (host: Host) => {
		staticData = JSON.parse(JSON.stringify(host.workflow.staticData));
	};
	const lifecycle = async (method: Lifecycle) => {
		const host = load();
		try {
			return await callLifecycle(host, setup, method, logs);
		} finally {
			save(host);
		}
	};
	return {
		get url() {
			return urlOf(load(), setup);
		},
		get staticData() {
			return structuredClone(staticData);
		},
		logs,
		checkExists: async () => await lifecycle('checkExists'),
		create: async () => await lifecycle('create'),
		delete: async () => await lifecycle('delete'),
		deliver: async (delivery) => {
			const host = load();
			const { startedByReturn, ...result } = await deliver(host, setup, delivery);
			if (result.workflowData && setup.type.execute) {
				await execute(setup, result.workflowData[0], result);
			}
			// n8n loses what webhook() wrote when the call starts an execution through its return value.
			if (!startedByReturn) save(host);
			return result;
		},
	};
}

/** n8n calls a trigger's `execute()` in the stored execution, with the items that `webhook()` gave. */
async function execute(
	setup: TriggerSetup,
	items: INodeExecutionData[],
	result: DeliveryResult,
): Promise<void> {
	const execution = await runNode({ ...setup, items });
	const [output = []] = execution.outputs;
	result.execution = execution;
	result.logs.push(...execution.logs);
	result.workflowData = output.length > 0 ? [output] : undefined;
}

async function callLifecycle(
	host: Host,
	setup: TriggerSetup,
	method: Lifecycle,
	logs: string[],
): Promise<boolean> {
	const { workflow, node, additionalData } = host;
	const call = setup.type.webhookMethods?.default?.[method];
	if (!call) throw new Error(`The node has no webhook method "${method}"`);
	const [mode, activation] = modes(method, setup.test);
	const data = webhookDataOf(host, setup);
	const context = new HookContext(workflow, node, additionalData, mode, activation, data);
	return await collectLogs(host, logs, async () => await call.call(context));
}

// n8n calls delete in internal/update mode whatever the reason; only the URL tells a test apart.
function modes(method: Lifecycle, test = false): [WorkflowExecuteMode, WorkflowActivateMode] {
	if (method === 'delete') return ['internal', 'update'];
	return test ? ['manual', 'manual'] : ['trigger', 'activate'];
}

export function webhookDataOf(host: Host, setup: TriggerSetup): IWebhookData {
	const [webhookDescription] = setup.type.description.webhooks ?? [];
	return {
		httpMethod: 'POST',
		node: host.node.name,
		path: `${webhookId}/${webhookDescription.path}`,
		webhookDescription,
		workflowId,
		workflowExecuteAdditionalData: host.additionalData,
		webhookId,
		isTest: setup.test ?? false,
	};
}

function urlOf(host: Host, setup: TriggerSetup): string {
	const { workflow, node, additionalData } = host;
	const data = webhookDataOf(host, setup);
	const context = new HookContext(workflow, node, additionalData, 'trigger', 'activate', data);
	return context.getNodeWebhookUrl('default')!;
}

interface HostedResult extends DeliveryResult {
	startedByReturn: boolean;
}

/** Posts the delivery over HTTP to a server that treats it as n8n does, and calls the node's `webhook()`. */
async function deliver(host: Host, setup: TriggerSetup, delivery: Delivery): Promise<HostedResult> {
	const result: HostedResult = { status: 0, body: '', logs: [], startedByReturn: false };
	const app = express();
	app.use(express.raw({ type: () => true, limit: '16mb' }));
	const handled = new Promise<void>((resolve) => {
		app.post('/*path', (req, res) => {
			void handle(host, setup, req, res, result).then(resolve);
		});
	});
	const server = app.listen(0, '127.0.0.1');
	try {
		await new Promise((resolve) => server.once('listening', resolve));
		const answer = await post((server.address() as AddressInfo).port, delivery);
		// The node may go on after it has answered.
		await handled;
		return Object.assign(result, answer);
	} finally {
		await new Promise((resolve) => server.close(resolve));
	}
}

async function handle(
	host: Host,
	setup: TriggerSetup,
	req: Request,
	res: Response,
	result: HostedResult,
): Promise<void> {
	if (!readBody(req, res)) return;
	try {
		const call = async () => await callWebhook(host, setup, req, res);
		const answer = await collectLogs(host, result.logs, call);
		result.workflowData = answer.workflowData;
		result.startedByReturn = Boolean(answer.workflowData && !answer.noWebhookResponse);
		if (!answer.noWebhookResponse) res.json(defaultAnswer(answer));
	} catch (error) {
		result.error = error;
		const message = 'Workflow Webhook Error: Workflow could not be started!';
		res.status(500).json({ code: 0, message });
	}
}

/**
 * Puts `rawBody` and `body` on the request as n8n does: other content types than JSON, text and forms are
 * only read when the node asks (`readRawBody`), an empty body is `undefined`, broken JSON never reaches the node.
 */
function readBody(req: Request, res: Response): boolean {
	const raw: Buffer = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
	const type = req.headers['content-type'] ?? '';
	req.body = undefined;
	Object.assign(req, { readRawBody: async () => Object.assign(req, { rawBody: raw }) });
	if (!/json|^text\/|urlencoded/.test(type)) return true;
	Object.assign(req, { rawBody: raw });
	if (raw.length === 0) return true;
	try {
		if (type.includes('json')) req.body = JSON.parse(raw.toString('utf8').replace(/^\uFEFF/, ''));
		else if (type.startsWith('text/')) req.body = raw.toString('utf8');
		else req.body = Object.fromEntries(new URLSearchParams(raw.toString('utf8')));
		return true;
	} catch {
		res.status(422).json({ code: 422, message: 'Failed to parse request body' });
		return false;
	}
}

async function callWebhook(
	host: Host,
	setup: TriggerSetup,
	httpRequest: Request,
	httpResponse: Response,
): Promise<IWebhookResponseData> {
	const context = new WebhookContext(
		host.workflow,
		host.node,
		{ ...host.additionalData, executionId: undefined, httpRequest, httpResponse },
		setup.test ? 'manual' : 'webhook',
		webhookDataOf(host, setup),
		[],
		null,
	);
	return await setup.type.webhook!.call(context);
}

function defaultAnswer({ webhookResponse, workflowData }: IWebhookResponseData): unknown {
	if (webhookResponse !== undefined) return webhookResponse;
	return { message: workflowData ? 'Workflow was started' : 'Webhook call received' };
}

async function post(
	port: number,
	{ body, headers, query }: Delivery,
): Promise<{ status: number; body: string }> {
	const bytes =
		Buffer.isBuffer(body) || typeof body === 'string'
			? Buffer.from(body)
			: Buffer.from(JSON.stringify(body));
	const path = `/webhook/${webhookId}?${new URLSearchParams(query).toString()}`;
	return await new Promise((resolve, reject) => {
		const sending = httpRequest(
			{
				host: '127.0.0.1',
				port,
				path,
				method: 'POST',
				headers: { 'content-type': 'application/json', 'content-length': bytes.length, ...headers },
			},
			(response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('error', reject);
				response.on('end', () =>
					resolve({
						status: response.statusCode ?? 0,
						body: Buffer.concat(chunks).toString('utf8'),
					}),
				);
			},
		);
		sending.on('error', reject);
		sending.end(bytes);
	});
}
