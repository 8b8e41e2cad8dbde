import type { INode } from 'n8n-workflow';

import type { Bench, Run } from './bench';
import { MEASURED, workflowOf } from './workflows';

/** What came of a run that sent one message per item. */
export interface Sending {
	name: string;
	items: number;
	/** Different customers who got a message. */
	accepted: number;
	/** Answers with 429. */
	refused: number;
	/** Messages beyond the first to the same customer. */
	duplicates: number;
	/** How long the measured node worked. */
	seconds: number;
	run: Run;
}

/** Sends `items` messages to as many customers and counts at the sandbox what arrived. */
export async function measureSending(
	bench: Bench,
	name: string,
	items: number,
	measured: INode,
	settings: Record<string, unknown>,
): Promise<Sending> {
	await bench.prepare(items, settings);
	const run = await bench.run(workflowOf(name, items, measured));
	const execution = await bench.client.executions.get(run.id);
	const [{ executionTime }] = execution.data.resultData.runData[MEASURED];
	const sent = (await bench.sandbox.outbound()).map(({ to }) => to);
	const answers = await bench.sandbox.requests('/v1/messages');
	const accepted = new Set(sent).size;
	return {
		name,
		items,
		accepted,
		refused: answers.filter(({ status }) => status === 429).length,
		duplicates: sent.length - accepted,
		seconds: executionTime / 1000,
		run,
	};
}
