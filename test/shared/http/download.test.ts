import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import axios from 'axios';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { download } from '../../../nodes/shared/http/download';

const MEGABYTE = Buffer.alloc(1024 * 1024, 'a');
let server: Server;
/** Bytes that the server has got rid of. */
let sent: number;

async function serve(listener: RequestListener): Promise<string> {
	server = createServer(listener);
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/files/a.pdf?token=x`;
}

beforeEach(() => {
	sent = 0;
});

afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

/** n8n's helper is axios underneath; `stream` is its encoding for a body that is not read yet. */
const functions = {
	helpers: {
		httpRequest: async ({ url, timeout, abortSignal, encoding }: IHttpRequestOptions) => {
			const { status, headers, data } = await axios.get(url, {
				timeout,
				signal: abortSignal as AbortSignal,
				responseType: encoding as 'stream',
				maxRedirects: 0,
				validateStatus: () => true,
			});
			return { statusCode: status, headers, body: data };
		},
	},
} as unknown as IExecuteFunctions;

const get = async (url: string, timeout = 5_000, cancelSignal?: AbortSignal) =>
	await download(functions, url, { timeout, cancelSignal, local: true });

/** Writes for as long as the caller reads. */
const endless: RequestListener = (_req, res) => {
	res.writeHead(200, { 'content-type': 'video/mp4' });
	const more = (): void => {
		while (!res.destroyed && sent < 1024 ** 3 && res.write(MEGABYTE)) sent += MEGABYTE.length;
		if (!res.destroyed) res.once('drain', more);
	};
	more();
};

/** A byte every 50 ms. */
const trickle: RequestListener = (_req, res) => {
	res.writeHead(200);
	const timer = setInterval(() => res.write('a'), 50);
	res.on('close', () => clearInterval(timer));
};

test('A file comes whole, with its type and name', async () => {
	const url = await serve((_req, res) => {
		res.writeHead(200, { 'content-type': 'application/pdf; charset=x' }).end('bytes');
	});
	expect(await get(url)).toEqual({
		data: Buffer.from('bytes'),
		mimeType: 'application/pdf',
		fileName: 'a.pdf',
	});
});

test('A file without end is given up at the limit, while it is read', async () => {
	await expect(get(await serve(endless), 60_000)).rejects.toThrow('more than 100 MB');
	// What the system's buffers hold is sent, too.
	expect(sent).toBeLessThan(130 * MEGABYTE.length);
}, 30_000);

test('A file that says itself that it is too large is not read at all', async () => {
	const url = await serve((_req, res) => {
		res.writeHead(200, { 'content-length': 10 * 1024 ** 3 });
		res.write(MEGABYTE);
	});
	await expect(get(url)).rejects.toThrow('more than 100 MB');
});

test('The time-out bounds the whole answer, not only its beginning', async () => {
	const url = await serve(trickle);
	const started = Date.now();
	await expect(get(url, 500)).rejects.toThrow('it took longer than 0.5 s');
	expect(Date.now() - started).toBeLessThan(3_000);
});

test('Stop ends it at once', async () => {
	const url = await serve(trickle);
	const stop = new AbortController();
	setTimeout(() => stop.abort(), 200);
	const started = Date.now();
	await expect(get(url, 30_000, stop.signal)).rejects.toThrow('the file could not be downloaded');
	expect(Date.now() - started).toBeLessThan(3_000);
});

test('A connection that is cut in the middle is no file', async () => {
	const url = await serve((_req, res) => {
		res.writeHead(200, { 'content-length': 1000 });
		res.write('half', () => res.destroy());
	});
	await expect(get(url)).rejects.toThrow('the file could not be downloaded');
});

test('An answer that is no file gives its status', async () => {
	const url = await serve((_req, res) => void res.writeHead(403).end('no'));
	await expect(get(url)).rejects.toThrow('HTTP 403');
});
