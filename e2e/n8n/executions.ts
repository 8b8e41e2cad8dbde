import { parse } from 'flatted';
import type {
	ExecutionStatus,
	INodeExecutionData,
	IRunData,
	IRunExecutionData,
} from 'n8n-workflow';

import { waitFor } from '../../sandbox/client';
import type { Session } from './session';

export interface ExecutionSummary {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	mode: string;
	startedAt: string;
	stoppedAt?: string;
	retryOf?: string | null;
}

/** A finished or running execution with its data, and the raw text that n8n keeps of it. */
export interface Execution extends ExecutionSummary {
	data: IRunExecutionData;
	rawData: string;
}

const FINISHED: ExecutionStatus[] = ['success', 'error', 'canceled', 'crashed'];

/** What a node gave out on one of its outputs in its last run. */
export function outputOf(execution: Execution, node: string, output = 0): INodeExecutionData[] {
	const runs: IRunData[string] | undefined = execution.data.resultData.runData[node];
	return runs?.[runs.length - 1]?.data?.main[output] ?? [];
}

/** The message of the error that ended the execution; undefined when none did. */
export function errorOf(execution: Execution): string | undefined {
	return execution.data.resultData.error?.message;
}

/** The executions of one n8n. */
export class Executions {
	constructor(private readonly session: Session) {}

	/** Runs a workflow by hand from a trigger that needs nobody outside. Gives the execution's id. */
	async run(workflowId: string, trigger: string): Promise<string> {
		const answer = await this.start(workflowId, trigger);
		if (!answer.executionId) throw new Error(`n8n did not start: ${JSON.stringify(answer)}`);
		return answer.executionId;
	}

	/** Presses "Listen for test event" on a webhook trigger. */
	async listen(workflowId: string, trigger: string): Promise<void> {
		const answer = await this.start(workflowId, trigger);
		if (!answer.waitingForWebhook)
			throw new Error(`n8n does not listen: ${JSON.stringify(answer)}`);
	}

	/** Presses "Stop Listening". */
	async stopListening(workflowId: string): Promise<void> {
		await this.session.request('delete', `/rest/test-webhook/${workflowId}`);
	}

	/** Newest first. */
	async list(workflowId: string): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const path = `/rest/executions?filter=${filter}&limit=100`;
		return (await this.session.request<{ results: ExecutionSummary[] }>('get', path)).results;
	}

	async get(id: string): Promise<Execution> {
		const found = await this.session.request<ExecutionSummary & { data: string }>(
			'get',
			`/rest/executions/${id}`,
		);
		const data = parse(found.data) as IRunExecutionData;
		return { ...found, data, rawData: found.data };
	}

	async waitUntilFinished(id: string, timeout = 60_000): Promise<Execution> {
		let seen: ExecutionStatus | undefined;
		await waitFor(
			`execution ${id} to finish`,
			async () => {
				seen = (await this.session.request<ExecutionSummary>('get', `/rest/executions/${id}`))
					.status;
				return FINISHED.includes(seen);
			},
			{ timeout, describe: () => seen },
		);
		return await this.get(id);
	}

	/** Waits until the workflow has had `count` executions and all of them are finished. */
	async waitForCount(workflowId: string, count: number, timeout = 20_000): Promise<Execution[]> {
		let seen: ExecutionSummary[] = [];
		await waitFor(
			`${count} finished execution(s) of workflow ${workflowId}`,
			async () => {
				seen = await this.list(workflowId);
				const finished = seen.filter(({ status }) => FINISHED.includes(status));
				return finished.length >= count && finished.length === seen.length;
			},
			{ timeout, describe: () => seen.map(({ id, status }) => `${id}: ${status}`) },
		);
		return await Promise.all(seen.map(async ({ id }) => await this.get(id)));
	}

	/** Presses "Stop" on a running execution. */
	async stop(id: string): Promise<void> {
		await this.session.request('post', `/rest/executions/${id}/stop`, {});
	}

	/** Presses "Retry" in the list of executions. `loadWorkflow` takes the workflow as it is now. */
	async retry(id: string, loadWorkflow = false): Promise<Execution> {
		const body = { loadWorkflow };
		const { id: retried } = await this.session.request<{ id: string }>(
			'post',
			`/rest/executions/${id}/retry`,
			body,
		);
		return await this.waitUntilFinished(retried);
	}

	private async start(
		workflowId: string,
		trigger: string,
	): Promise<{ executionId?: string; waitingForWebhook?: boolean }> {
		const workflowData = await this.session.request('get', `/rest/workflows/${workflowId}`);
		return await this.session.request('post', `/rest/workflows/${workflowId}/run`, {
			workflowData,
			triggerToStartFrom: { name: trigger },
		});
	}
}
