import type { IExecuteFunctions } from 'n8n-workflow';

import { GET_ADDRESS_ANEW } from '../errors/advice';
import { RequestError } from '../errors/request-error';
import type { BinaryFile } from '../operation';
import { connectionFailure } from './connection-errors';
import { isPrivateHost } from './url';

const MEGABYTE = 1024 * 1024;
/** WhatsApp's limit for its largest media. */
export const MOST_MEGABYTES = 100;
/** Files that this process reads at once. Each is in memory until n8n has stored it. */
const MOST_AT_ONCE = 4;

/** An address at which a file can be had without a key, and its type where the platform says it. */
export interface FileAddress {
	url: string;
	mimeType?: string;
}

export interface DownloadOptions {
	/** Milliseconds until the whole file must be there. */
	timeout: number;
	cancelSignal?: AbortSignal;
	/** The credential's base URL. A file on its host may lie in a private network, as the platform itself does. */
	baseUrl: string;
	/** What a larger file has more of is not read; {@link MOST_MEGABYTES} by default. */
	mostMegabytes?: number;
}

/**
 * Gets a file from a URL that needs no key. It is often another company's storage, so the platform's
 * credential stays away from it, and redirects are not followed.
 *
 * @param url https, to a public host; the platform's own host may be private, and take http
 * @throws RequestError; reading has sent nothing to anybody
 */
export async function download(
	functions: Pick<IExecuteFunctions, 'helpers'>,
	url: string,
	options: DownloadOptions,
): Promise<BinaryFile> {
	const problem = urlProblem(url, options.baseUrl);
	if (problem !== undefined) throw new RequestError('notSent', problem);
	return await inTurn(async () => await get(functions, url, options));
}

/** Why a URL is not asked: whoever wrote it must not reach what only this machine can. */
function urlProblem(url: string, baseUrl: string): string | undefined {
	if (!URL.canParse(url)) return 'the address of the file is no URL';
	const { origin, protocol, hostname } = new URL(url);
	if (URL.canParse(baseUrl) && new URL(baseUrl).origin === origin) return undefined;
	if (protocol !== 'https:') return 'the URL of the file does not start with https://';
	if (isPrivateHost(hostname)) {
		return 'the URL of the file leads to a private network: it is not asked';
	}
	return undefined;
}

let reading = 0;
const waiting: Array<() => void> = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (reading >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
	else reading += 1;
	try {
		return await work();
	} finally {
		// A place goes straight to the next in turn.
		const next = waiting.shift();
		if (next === undefined) reading -= 1;
		else next();
	}
}

async function get(
	functions: Pick<IExecuteFunctions, 'helpers'>,
	url: string,
	{ timeout, cancelSignal, mostMegabytes = MOST_MEGABYTES }: DownloadOptions,
): Promise<BinaryFile> {
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
		const announced = Number(headers['content-length']);
		const data = await read(body as Readable, announced, mostMegabytes, signal);
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
async function read(
	body: Readable,
	announced: number,
	mostMegabytes: number,
	signal: AbortSignal,
): Promise<Buffer> {
	const mostBytes = mostMegabytes * MEGABYTE;
	const end = () => body.destroy();
	signal.addEventListener('abort', end, { once: true });
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		if (announced > mostBytes) throw tooLarge(mostMegabytes);
		for await (const chunk of body) {
			size += chunk.length;
			if (size > mostBytes) throw tooLarge(mostMegabytes);
			chunks.push(chunk);
		}
		signal.throwIfAborted();
		return Buffer.concat(chunks, size);
	} finally {
		signal.removeEventListener('abort', end);
		body.destroy();
	}
}

function tooLarge(mostMegabytes: number): RequestError {
	const what = mostMegabytes === MOST_MEGABYTES ? ", WhatsApp's limit for its largest media" : '';
	return new RequestError('refused', `the file has more than ${mostMegabytes} MB${what}`);
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
	const last = new URL(url).pathname.split('/').pop() ?? '';
	try {
		return safeName(decodeURIComponent(last));
	} catch {
		// A percent sign that stands for itself.
		return safeName(last);
	}
}

/** Somebody else gave the name: it must not name a folder, wherever the workflow writes the file. */
export function safeName(name: string): string {
	const safe = name.replace(/[/\\\p{Cc}\p{Cf}]/gu, '_').slice(-200);
	return /^\.*$/.test(safe) ? 'file' : safe;
}
