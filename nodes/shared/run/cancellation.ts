import type { IExecuteFunctions } from 'n8n-workflow';

import { wait } from '../http/wait';
import { valueAt } from '../value';

/** Milliseconds between two looks at the execution's row. */
const LOOK_EVERY = 2000;
/** A look takes longer the more the execution holds: it may take this part of the time. */
const PART_OF_TIME = 50;

export interface StopWatch {
	/** Aborts when the execution is stopped. */
	signal: AbortSignal;
	/** The run has ended. */
	end(): void;
}

/**
 * Watches for n8n's Stop. In queue mode n8n sends a worker no signal when a production execution is stopped (seen on
 * 2.41.1); it only writes an error into the execution's row. So a run that takes more than some seconds reads the row.
 */
export function watchForStop(functions: IExecuteFunctions): StopWatch {
	const stopping = new AbortController();
	const ended = new AbortController();
	const stop = () => stopping.abort();
	const signal = functions.getExecutionCancelSignal();
	if (signal?.aborted) stop();
	signal?.addEventListener('abort', stop, { once: true });
	void lookAtRow(functions, AbortSignal.any([ended.signal, stopping.signal]), stop);
	return {
		signal: stopping.signal,
		end: () => {
			signal?.removeEventListener('abort', stop);
			ended.abort();
		},
	};
}

async function lookAtRow(
	functions: IExecuteFunctions,
	ended: AbortSignal,
	stop: () => void,
): Promise<void> {
	const executionId = functions.getExecutionId();
	// Only production executions have a Stop that may not arrive.
	if (!executionId || functions.getMode() === 'manual') return;
	let pause = LOOK_EVERY;
	try {
		for (;;) {
			await wait(pause, ended);
			if (ended.aborted) return;
			const start = Date.now();
			if (isStopped(await functions.getExecutionDataById(executionId))) return stop();
			pause = Math.max(LOOK_EVERY, (Date.now() - start) * PART_OF_TIME);
		}
	} catch {
		// Without the row there is still n8n's signal.
	}
}

function isStopped(execution: unknown): boolean {
	return /CancelledError$/.test(String(valueAt(execution, 'resultData.error.name')));
}
