import type { IExecuteFunctions } from 'n8n-workflow';

import { createHash, randomUUID } from 'node:crypto';

interface Entry {
	state: 'accepted' | 'unknown';
	/** The answer to an accepted request, secrets hidden. */
	answer?: unknown;
	/** Further items, where the request gathered many. */
	others?: number[];
	/** The `Idempotency-Key` under which the platform knows it. */
	key?: string;
}

/** What a node sent in one execution, by round, item, step and recipient. */
export type Entries = Record<string, Entry>;

/** How many ledgers of runs that did not end well the process remembers, and how long they may be in all as JSON. */
const MOST_LEDGERS = 1000;
const LONGEST = 32 * 1024 * 1024;

interface Kept {
	entries: Entries;
	/** Characters as JSON; 0 while the run is under way. */
	length: number;
}

/** Ledgers of runs that are under way or did not end well, by execution and node, the oldest first. */
const ledgers = new Map<string, Kept>();
let length = 0;

/**
 * The entries of this execution, saved with it or only remembered here: an accepted send counts wherever it stands.
 * A try that was stopped may still be under way, and goes on writing into the same object.
 */
export function remember(execution: string, saved: Entries): Entries {
	const entries = ledgers.get(execution)?.entries ?? saved;
	for (const [place, entry] of Object.entries(saved)) {
		if (entries[place]?.state !== 'accepted') entries[place] = entry;
	}
	forget(execution);
	ledgers.set(execution, { entries, length: 0 });
	return entries;
}

/** The run has ended. What went well needs no memory; of the rest the oldest is forgotten when there is too much. */
export function settle(execution: string): void {
	const kept = ledgers.get(execution);
	if (!kept) return;
	forget(execution);
	if (Object.keys(kept.entries).length === 0) return;
	const settled = { ...kept, length: JSON.stringify(kept.entries).length };
	ledgers.set(execution, settled);
	length += settled.length;
	for (const oldest of ledgers.keys()) {
		if (length <= LONGEST && ledgers.size <= MOST_LEDGERS) return;
		forget(oldest);
	}
}

function forget(execution: string): void {
	length -= ledgers.get(execution)?.length ?? 0;
	ledgers.delete(execution);
}

/**
 * The same for an execution and all its retries, another for every other execution and every other node. n8n gives a
 * retry an id of its own, but lets it keep the first one's token for resuming, which the address holds.
 */
export function executionKey(functions: IExecuteFunctions): string {
	const token = resumeToken(functions);
	const execution = token ?? functions.getExecutionId() ?? randomUUID();
	const identity = [functions.getWorkflow().id, functions.getNode().id, execution];
	return createHash('sha256').update(JSON.stringify(identity)).digest('hex');
}

function resumeToken(functions: IExecuteFunctions): string | undefined {
	try {
		const url = String(functions.evaluateExpression('{{ $execution.resumeUrl }}', 0));
		return new URL(url).searchParams.get('signature') ?? undefined;
	} catch {
		return undefined;
	}
}
