import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { RequestError } from '../errors/request-error';
import type { BinaryFile } from '../operation';
import type { Answer } from '../platform';
import { connectionFailure } from './connection-errors';
import { isLoopback } from './url';

/** WhatsApp's limit for its largest media. Bytes. */
const MOST_BYTES = 100 * 1024 * 1024;

/**
 * Gets a file from an address that needs no key. It is often another company's storage, so the platform's
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
		throw new RequestError('notSent', 'the address of the file does not start with https://');
	}
	const { statusCode, headers, body } = await get(functions, {
		url,
		timeout,
		abortSignal: cancelSignal,
		encoding: 'arraybuffer',
		disableFollowRedirect: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	});
	if (statusCode !== 200) {
		// Not as the failure's status: it is another host's, and says nothing of the platform's key.
		throw new RequestError('refused', `the file could not be downloaded (HTTP ${statusCode})`);
	}
	const data = Buffer.from(body as ArrayBuffer);
	if (data.length > MOST_BYTES) {
		throw new RequestError(
			'refused',
			`the file has ${data.length} bytes, more than WhatsApp's largest`,
		);
	}
	const mimeType = String(headers['content-type'] ?? 'application/octet-stream').split(';')[0];
	return { data, mimeType, fileName: fileNameOf(url) };
}

async function get(functions: IExecuteFunctions, options: IHttpRequestOptions): Promise<Answer> {
	return await functions.helpers.httpRequest(options).catch((error: unknown) => {
		const { message } = connectionFailure(error);
		throw new RequestError('notSent', `the file could not be downloaded: ${message}`);
	});
}

function fileNameOf(url: string): string {
	return new URL(url).pathname.split('/').pop() || 'file';
}
