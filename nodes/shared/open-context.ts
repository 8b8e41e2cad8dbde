import type { IExecuteFunctions } from 'n8n-workflow';

import { binaryFile } from './binary-file';
import type { CallContext } from './call';
import { download } from './download';
import { IdempotencyKeys } from './idempotency';
import { Ledger } from './ledger';
import type { Operation } from './operation';
import { Pace } from './pace';
import type { Platform } from './platform';
import { RowWithFile } from './row-with-file';
import type { RunSettings } from './settings';
import { Transport } from './transport';

/** What a run's items share: one transport with one pace, one ledger, one memory. */
export async function openContext(
	functions: IExecuteFunctions,
	platform: Platform,
	operation: Operation,
	{ settings, halt, cancel }: { settings: RunSettings; halt: AbortSignal; cancel?: AbortSignal },
): Promise<CallContext> {
	const { messagesPerSecond, longestWait, timeout } = settings;
	const pace = new Pace(messagesPerSecond, longestWait, halt);
	const transport = await Transport.open(functions, platform, { timeout, pace, cancel, halt });
	const runIndex = Number(functions.evaluateExpression('{{ $runIndex }}', 0));
	const memory = functions.getContext('node');
	return {
		platform,
		operation,
		transport,
		ledger: new Ledger(memory, runIndex),
		keys:
			operation.repeatable === 'idempotencyKey'
				? new IdempotencyKeys(functions, memory)
				: undefined,
		binary: binaryFile(functions),
		download: async (url) =>
			await download(functions, url, { timeout, cancel, local: transport.isLocal }),
		withFile: async (json, property, { data, fileName, mimeType }) => {
			const file = await functions.helpers.prepareBinaryData(data, fileName, mimeType);
			return new RowWithFile(json, { [property]: file });
		},
		once: shared(),
	};
}

function shared(): CallContext['once'] {
	const made = new Map<string, unknown>();
	return async <T>(key: string, make: () => Promise<T>) => {
		if (!made.has(key)) made.set(key, make());
		return await (made.get(key) as Promise<T>);
	};
}
