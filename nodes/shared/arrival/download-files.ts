import {
	NodeOperationError,
	type IBinaryKeyData,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { RequestError } from '../errors/request-error';
import { download, MOST_MEGABYTES, safeName, type FileAddress } from '../http/download';
import { openInExecution } from '../http/transport';
import type { ApiRequest, BinaryFile } from '../operation';
import type { Platform } from '../platform';
import type { CommonEvent, Media } from '../trigger/event';
import type { ArrivalStep } from '../trigger/execute';
import { isObject, listOrNull } from '../value';

/** WhatsApp's limit for a video or an audio message. Megabytes. */
const DEFAULT_MEGABYTES = 16;
/** Milliseconds. */
const TIMEOUT = 60_000;

/** The trigger's options. */
export const downloadFilesFields: INodeProperties[] = [
	{
		displayName: 'Download Files',
		name: 'downloadFiles',
		type: 'boolean',
		default: false,
		description:
			'Whether to get the file of a message before the workflow goes on, in the binary field "data". A file that cannot be had does not hold up the message: "fileError" of the event says why.',
	},
	{
		displayName: 'Largest File (MB)',
		name: 'largestFile',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_MEGABYTES },
		default: DEFAULT_MEGABYTES,
		description: `With Download Files: a larger file is not read. From 1 to ${MOST_MEGABYTES}.`,
	},
];

/**
 * Finds the address of a message's file.
 *
 * @param ask sends a request to the platform, and gives the body of the answer
 * @returns `undefined` where neither the event nor the platform says it
 * @throws RequestError
 */
export type FindFile = (
	media: Media,
	ask: (request: ApiRequest) => Promise<unknown>,
) => Promise<FileAddress | undefined>;

/**
 * *Download Files*: the files of a message go to the workflow with it. What keeps a file away is said in the event's
 * `fileError`, and the message goes on: a bot can then ask for the file again, or answer without it.
 */
export function downloadFiles(platform: Platform, find: FindFile): ArrivalStep {
	return async (functions, arrival) => {
		const { event } = arrival;
		const files = filesOf(event);
		if (files.length === 0 || !isOn(functions)) return arrival;
		const mostMegabytes = largestFile(functions);
		const found: IBinaryKeyData = {};
		const problems: string[] = [];
		// One after another: each is in memory until n8n has stored it.
		for (const [index, media] of files.entries()) {
			try {
				const file = await fileOf(functions, platform, find, { media, mostMegabytes });
				const name = index === 0 ? 'data' : `data_${index + 1}`;
				const { data, fileName, mimeType } = file;
				found[name] = await functions.helpers.prepareBinaryData(data, fileName, mimeType);
			} catch (error) {
				problems.push(reasonOf(error));
			}
		}
		const binary = Object.keys(found).length === 0 ? arrival.binary : found;
		if (problems.length === 0) return { event, binary };
		const fileError = problems.join('; ');
		functions.logger.warn(`The file of a message could not be had: ${fileError}`, {
			node: functions.getNode().name,
		});
		return { event: { ...event, fileError }, binary };
	};
}

function isOn(functions: IExecuteFunctions): boolean {
	return functions.getNodeParameter('options.downloadFiles', 0, false) === true;
}

/** @throws NodeOperationError for a limit that is none */
function largestFile(functions: IExecuteFunctions): number {
	const limit = functions.getNodeParameter('options.largestFile', 0, DEFAULT_MEGABYTES) as unknown;
	if (typeof limit === 'number' && limit > 0 && limit <= MOST_MEGABYTES) return limit;
	throw new NodeOperationError(
		functions.getNode(),
		`"Largest File (MB)" must be a number from 1 to ${MOST_MEGABYTES}`,
	);
}

/** Those of all messages that *Wait for More Messages* has joined; else the event's own. */
function filesOf({ media, messages }: CommonEvent & { messages?: unknown }): Media[] {
	const joined = listOrNull(messages);
	const all = joined === null ? [media] : joined.map((message) => (message as IDataObject)?.media);
	return all.filter(isObject) as unknown as Media[];
}

/** @throws RequestError */
async function fileOf(
	functions: IExecuteFunctions,
	platform: Platform,
	find: FindFile,
	{ media, mostMegabytes }: { media: Media; mostMegabytes: number },
): Promise<BinaryFile> {
	const transport = await openInExecution(functions, platform);
	const address = await find(media, async (request) => (await transport.send(request, true)).body);
	if (address === undefined) {
		throw new RequestError('refused', 'neither the event nor the platform says where the file is');
	}
	const cancelSignal = functions.getExecutionCancelSignal();
	const options = { timeout: TIMEOUT, cancelSignal, baseUrl: transport.baseUrl, mostMegabytes };
	const file = await download(functions, address.url, options);
	const type = media.mimeType ?? address.mimeType ?? file.mimeType;
	return {
		data: file.data,
		fileName: safeName(media.filename ?? file.fileName),
		// Without parameters, from which n8n could not tell the kind of file.
		mimeType: type.split(';')[0].trim(),
	};
}

/** Other errors than our own may hold a request with its key. */
function reasonOf(error: unknown): string {
	return error instanceof RequestError ? error.message : 'it could not be read or stored';
}
