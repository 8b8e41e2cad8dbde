import { ExecutionLifecycleHooks, LoadOptionsContext, WorkflowExecute } from 'n8n-core';
import type {
	ExecutionError,
	IExecuteContextData,
	IExecuteFunctions,
	INodeExecutionData,
	INodeListSearchResult,
	INodeType,
	IRun,
	ITaskData,
	IWorkflowBase,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData } from 'n8n-workflow';

import { collectLogs, createHost, type Host, type NodeSetup, workflowId } from './host';

export interface ActionRun extends NodeSetup {
	/** Input items; one empty item by default. */
	items?: INodeExecutionData[];
	/** Presses Stop on the execution. */
	signal?: AbortSignal;
	/** What an earlier run left in the node context, as *Retry execution* and loops pass it on. */
	contextData?: IExecuteContextData;
	/** The token of the first execution, which n8n passes on to each retry. */
	resumeToken?: string;
	/** How the execution was started; by a trigger if not said. */
	mode?: WorkflowExecuteMode;
	/** Rounds of a loop that came before, in the same execution. */
	runIndex?: number;
}

export interface ActionResult {
	status: IRun['status'];
	/** What the next nodes get, output by output (1 is the error output, where there is one). */
	outputs: INodeExecutionData[][];
	/** What `execute()` gave at each try, before n8n completed the pairing. */
	returned: INodeExecutionData[][][];
	error?: ExecutionError;
	contextData: IExecuteContextData;
	/** What tells this execution and its retries from others. */
	resumeToken?: string;
	/** Everything n8n would store of this execution. */
	run: IRun;
	logs: string[];
}

/** Runs one action node on its input items, the way n8n's engine runs it in a workflow. */
export async function runNode(setup: ActionRun): Promise<ActionResult> {
	const returned: INodeExecutionData[][][] = [];
	const host = createHost({ ...setup, type: withRecording(setup.type, returned) });
	const logs: string[] = [];
	const run = await collectLogs(host, logs, async () => await execute(host, setup));
	const { resultData, executionData } = run.data;
	const task: ITaskData | undefined = resultData.runData[host.node.name]?.at(-1);
	return {
		status: run.status,
		outputs: (task?.data?.main ?? []).map((items) => items ?? []),
		returned,
		error: resultData.error ?? task?.error,
		contextData: structuredClone(executionData?.contextData ?? {}),
		resumeToken: run.data.resumeToken,
		run,
		logs,
	};
}

/** The rows that a resource locator's list shows. */
export async function searchList(
	setup: NodeSetup,
	method: string,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const host = createHost(setup);
	const search = setup.type.methods?.listSearch?.[method];
	if (!search) throw new Error(`The node has no list search "${method}"`);
	host.additionalData.currentNodeParameters = host.node.parameters;
	const context = new LoadOptionsContext(host.workflow, host.node, host.additionalData, '');
	return await search.call(context, filter, paginationToken);
}

function withRecording(type: INodeType, returned: INodeExecutionData[][][]): INodeType {
	const recording: INodeType = Object.create(type);
	recording.execute = async function (this: IExecuteFunctions) {
		const outputs = await type.execute!.call(this);
		if (Array.isArray(outputs))
			returned.push(outputs.map((items) => items.map((item) => ({ ...item }))));
		return outputs;
	};
	return recording;
}

async function execute(host: Host, setup: ActionRun): Promise<IRun> {
	const { workflow, node, source, additionalData } = host;
	const data = { main: [structuredClone(setup.items ?? [{ json: {} }])] };
	const earlier = Array.from({ length: setup.runIndex ?? 0 }, emptyTask);
	const runExecutionData = createRunExecutionData({
		resumeToken: setup.resumeToken,
		resultData: {
			runData: {
				[source.name]: [{ ...emptyTask(), data: structuredClone(data) }],
				...(earlier.length > 0 ? { [node.name]: earlier } : {}),
			},
		},
		executionData: {
			contextData: structuredClone(setup.contextData ?? {}),
			nodeExecutionStack: [
				{
					node: workflow.getNode(node.name)!,
					data,
					source: { main: [{ previousNode: source.name }] },
				},
			],
		},
	});
	const { mode = 'trigger' } = setup;
	const hooks = new ExecutionLifecycleHooks(mode, '1', storedWorkflow(host));
	const engine = new WorkflowExecute({ ...additionalData, hooks }, mode, runExecutionData);
	const running = engine.processRunExecutionData(workflow);
	setup.signal?.addEventListener('abort', () => running.cancel(), { once: true });
	return await running;
}

function emptyTask(): ITaskData {
	return { startTime: 0, executionTime: 0, executionIndex: 0, source: [] };
}

function storedWorkflow({ node }: Host): IWorkflowBase {
	const now = new Date();
	return {
		id: workflowId,
		name: 'Test workflow',
		active: true,
		isArchived: false,
		createdAt: now,
		updatedAt: now,
		activeVersionId: null,
		nodes: [node],
		connections: {},
	};
}
