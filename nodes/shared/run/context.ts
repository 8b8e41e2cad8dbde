import type { IExecuteFunctions } from 'n8n-workflow';

import { readParameters } from '../form/parameters';
import { buildRequest, type BuiltRequest } from '../form/request';
import type { RunSettings } from '../form/run-options';
import { download } from '../http/download';
import { Transport } from '../http/transport';
import { FILE_ROW, InvalidValue, type BinaryFile, type Operation } from '../operation';
import type { Platform } from '../platform';
import { checkRecipients } from '../safeguards/safeguards';
import { questionOf } from '../send-and-wait/question';
import { withToolArguments } from '../send-and-wait/tool-arguments';
import { nonceOf } from '../send-and-wait/wait';
import { firstText, isObject } from '../value';
import type { CallContext } from './call';
import { IdempotencyKeys } from './idempotency';
import type { Ledger } from './ledger';
import { recipientOf } from './queue';

interface RunParts {
	settings: RunSettings;
	ledger: Ledger;
	/** An item failed: nothing further may leave. */
	stopSignal: AbortSignal;
	/** The execution was stopped: requests under way are broken off. */
	cancelSignal: AbortSignal;
}

/** What a run's items share: one transport, one ledger, one memory. */
export async function openContext(
	functions: IExecuteFunctions,
	platform: Platform,
	operation: Operation,
	{ settings, ledger, stopSignal, cancelSignal }: RunParts,
): Promise<CallContext> {
	const { messagesPerSecond, longestWait, timeout } = settings;
	const transport = await Transport.open(functions, platform, {
		timeout,
		perSecond: messagesPerSecond,
		longestWait,
		cancelSignal,
		stopSignal,
	});
	return {
		platform,
		operation,
		transport,
		ledger,
		keys:
			operation.repeatable === 'idempotencyKey'
				? new IdempotencyKeys(functions, functions.getContext('node'))
				: undefined,
		binary: binaryFile(functions),
		download: async (url) =>
			await download(functions, url, { timeout, cancelSignal, baseUrl: transport.baseUrl }),
		withFile: async (json, property, { data, fileName, mimeType }) => {
			const file = await functions.helpers.prepareBinaryData(data, fileName, mimeType);
			return { [FILE_ROW]: true, json, binary: { [property]: file } };
		},
		once: shared(),
		question: asker(functions),
		build: (other, item) => checkedRequest(functions, other, item),
	};
}

/**
 * The request of one item, with a recipient that the options allow.
 * @throws InvalidValue, NodeOperationError naming the field
 */
export function checkedRequest(
	functions: IExecuteFunctions,
	operation: Operation,
	item: number,
): BuiltRequest {
	const read = readParameters(functions, operation, item);
	const built = buildRequest(operation, read);
	const names = operation.fields.map(({ name }) => name);
	const conversation = names.includes('conversationId') ? read('conversationId') : undefined;
	const recipients = [recipientOf(built) ?? '', String(conversation ?? '')];
	checkRecipients(
		built.options,
		recipients.filter((recipient) => recipient !== ''),
	);
	return conversation ? { ...built, conversation: String(conversation).trim() } : built;
}

function asker(functions: IExecuteFunctions): CallContext['question'] {
	const sign = (parameters: Record<string, string>) => functions.getSignedResumeUrl(parameters);
	return (values, to) => {
		const message = withToolArguments(functions, String(values.message ?? ''));
		return questionOf({ ...values, message }, sign, { nonce: nonceOf(functions), to });
	};
}

function shared(): CallContext['once'] {
	const made = new Map<string, unknown>();
	return async <T>(key: string, make: () => Promise<T>) => {
		if (!made.has(key)) made.set(key, make());
		return await (made.get(key) as Promise<T>);
	};
}

/** Reads files of the run's input items. */
function binaryFile(
	functions: IExecuteFunctions,
): (item: number, property: string) => Promise<BinaryFile> {
	const items = functions.getInputData();
	return async (item, property) => {
		const files = items[item].binary ?? {};
		const file: unknown = Object.hasOwn(files, property) ? files[property] : undefined;
		if (!isObject(file)) {
			const there = Object.keys(files).join(', ') || 'no files at all';
			throw new InvalidValue(`holds no file "${property}"; there is: ${there}`);
		}
		const data = await functions.helpers.getBinaryDataBuffer(item, property).catch((error) => {
			const reason = (error as Error).message;
			throw new InvalidValue(`holds a file "${property}" that n8n cannot read: ${reason}`);
		});
		return {
			data,
			mimeType: firstText(file.mimeType) ?? '',
			fileName: firstText(file.fileName) ?? 'file',
		};
	};
}
