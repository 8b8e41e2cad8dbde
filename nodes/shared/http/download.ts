import type { IExecuteFunctions } from 'n8n-workflow';

import { GET_ADDRESS_ANEW } from '../errors/advice';
import { RequestError } from '../errors/request-error';
import type { BinaryFile } from '../operation';
import { connectionFailure } from './connection-errors';
import { isLoopback } from './url';

/** WhatsApp's limit for its largest media. Bytes. */
const MOST_BYTES = 100 * 1024 * 1024;

/**
 * Gets a file from a URL that needs no key. It is often another company's storage, so the platform's
 * credential stays away from it, and redirects are not followed.
 *
 * @param url https; http only to this very machine, and only where the platform is on it too
 * @param options `timeout` in milliseconds; `local`: the platform is on this machine
 * @throws RequestError; reading has sent nothing to anybody
 */
export async function download(
	functions: IExecuteFunctions,
	url: string,
	{ timeout, cancelSignal, local }: { timeout: number; cancelSignal?: AbortSignal; local: boolean },
): Promise<BinaryFile> {
	if (!/^https:\/\//i.test(url) && !(local && isLoopback(url))) {
		throw new RequestError('notSent', 'the URL of the file does not start with https://');
	}
	// The time-out bounds the whole answer: n8n's own ends with the first bytes of it.
	const late = AbortSignal.timeout(timeout);
	const signal = cancelSignal ? AbortSignal.any([cancelSignal, late]) : late;
	try {
		const { statusCode, headers, body } = await functions.helpers.httpRequest({
			url,
			timeout,
			abortSignal: signal,
			encoding: 'stream',
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		});
		if (statusCode !== 200) {
			(body as Readable).destroy();
			// Not as the error's status: it is another host's, and says nothing of the platform's key.
			const message = `the file could not be downloaded (HTTP ${statusCode})`;
			throw new RequestError('refused', message, { advice: GET_ADDRESS_ANEW });
		}
		const data = await read(body as Readable, Number(headers['content-length']), signal);
		const mimeType = String(headers['content-type'] ?? 'application/octet-stream').split(';')[0];
		return { data, mimeType, fileName: fileNameOf(url) };
	} catch (error) {
		throw asDownloadError(error, late.aborted ? timeout : undefined);
	}
}

/** As much of a Node.js stream as is used here. */
interface Readable extends AsyncIterable<Buffer> {
	destroy(): void;
}

/** Ends as soon as it is too much: what is not read takes no memory. */
async function read(body: Readable, announced: number, signal: AbortSignal): Promise<Buffer> {
	const end = () => body.destroy();
	signal.addEventListener('abort', end, { once: true });
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		if (announced > MOST_BYTES) throw tooLarge();
		for await (const chunk of body) {
			size += chunk.length;
			if (size > MOST_BYTES) throw tooLarge();
			chunks.push(chunk);
		}
		signal.throwIfAborted();
		return Buffer.concat(chunks, size);
	} finally {
		signal.removeEventListener('abort', end);
		body.destroy();
	}
}

function tooLarge(): RequestError {
	return new RequestError(
		'refused',
		`the file has more than ${MOST_BYTES / 1024 / 1024} MB, WhatsApp's limit for its largest media`,
	);
}

/** @param timeout milliseconds, when they have passed */
function asDownloadError(error: unknown, timeout: number | undefined): RequestError {
	if (error instanceof RequestError) return error;
	const reason =
		timeout === undefined
			? connectionFailure(error).message
			: `it took longer than ${timeout / 1000} s`;
	const message = `the file could not be downloaded: ${reason}`;
	return new RequestError('notSent', message, { advice: GET_ADDRESS_ANEW });
}

function fileNameOf(url: string): string {
	return new URL(url).pathname.split('/').pop() || 'file';
}
