import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import axios from 'axios';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { download, type DownloadOptions } from '../../../nodes/shared/http/download';
import type { BinaryFile } from '../../../nodes/shared/operation';

const MEGABYTE = Buffer.alloc(1024 * 1024, 'a');
let server: Server;
/** Bytes that the server has got rid of. */
let sent: number;

async function serve(listener: RequestListener): Promise<string> {
	// A busy test that comes back late still finds its connection.
	server = createServer({ keepAliveTimeout: 60_000 }, listener);
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

const get = async (
	url: string,
	{ baseUrl = url, ...options }: Partial<DownloadOptions> = {},
): Promise<BinaryFile> => await download(functions, url, { timeout: 5_000, baseUrl, ...options });

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

test.each([
	['%D1%81%D1%87%D1%91%D1%82%20%E2%84%961.pdf', 'счёт №1.pdf'],
	['..%2F..%2Fetc%2Fpasswd', '.._.._etc_passwd'],
	['a%00b%0Ac.pdf', 'a_b_c.pdf'],
	['%E0%A4.pdf', '%E0%A4.pdf'],
	['100%.pdf', '100%.pdf'],
	['', 'file'],
])('The name in an address, %s, is read as %j', async (path, fileName) => {
	const url = await serve((_req, res) => void res.writeHead(200).end('bytes'));
	const file = await get(new URL(path, new URL('/files/', url)).href, { baseUrl: url });
	expect(file.fileName).toBe(fileName);
});

test('A file without end is given up at the limit, while it is read', async () => {
	await expect(get(await serve(endless), { timeout: 60_000 })).rejects.toThrow('more than 100 MB');
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
	await expect(get(url, { timeout: 500 })).rejects.toThrow('it took longer than 0.5 s');
	expect(Date.now() - started).toBeLessThan(3_000);
});

test('Stop ends it at once', async () => {
	const url = await serve(trickle);
	const stop = new AbortController();
	setTimeout(() => stop.abort(), 200);
	const started = Date.now();
	await expect(get(url, { timeout: 30_000, cancelSignal: stop.signal })).rejects.toThrow(
		'the file could not be downloaded',
	);
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

test('A limit of the caller holds in the place of WhatsApp’s own', async () => {
	const url = await serve((_req, res) => void res.writeHead(200).end(MEGABYTE));
	expect((await get(url, { mostMegabytes: 1 })).data).toEqual(MEGABYTE);
	await expect(get(url, { mostMegabytes: 0.5 })).rejects.toThrow('more than 0.5 MB');
});

test('A small answer that unpacks to a large file is read no further than the limit', async () => {
	const packed = gzipSync(Buffer.alloc(200 * MEGABYTE.length));
	const url = await serve((_req, res) => {
		const headers = { 'content-encoding': 'gzip', 'content-length': packed.length };
		res.writeHead(200, headers).end(packed);
	});
	expect(packed.length).toBeLessThan(MEGABYTE.length);
	const before = process.memoryUsage().arrayBuffers;
	await expect(get(url, { mostMegabytes: 1 })).rejects.toThrow('more than 1 MB');
	expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * MEGABYTE.length);
});

test('Not more than four files are read at once, and each that waits gets its turn', async () => {
	let open = 0;
	let most = 0;
	const url = await serve((_req, res) => {
		open += 1;
		most = Math.max(most, open);
		setTimeout(() => {
			open -= 1;
			res.writeHead(200).end('bytes');
		}, 50);
	});
	const files = await Promise.all(Array.from({ length: 12 }, async () => await get(url)));
	expect(files).toHaveLength(12);
	expect(most).toBe(4);
});

describe('An address that this machine must not ask', () => {
	const never = {
		helpers: {
			httpRequest: async () => {
				throw new Error('it was asked');
			},
		},
	} as unknown as IExecuteFunctions;
	const ask = async (url: string, baseUrl = 'https://api.test/v1') =>
		await download(never, url, { timeout: 1_000, baseUrl });

	test.each([
		'https://127.0.0.1/a',
		'https://127.1/a',
		'https://2130706433/a',
		'https://0x7f.0.0.1/a',
		'https://0.0.0.0/a',
		'https://10.1.2.3/a',
		'https://172.16.0.1/a',
		'https://172.31.255.255/a',
		'https://192.168.1.1/a',
		'https://169.254.169.254/latest/meta-data',
		'https://100.64.0.1/a',
		'https://224.0.0.1/a',
		'https://255.255.255.255/a',
		'https://[::1]/a',
		'https://[::]/a',
		'https://[::ffff:10.0.0.1]/a',
		'https://[64:ff9b::a00:1]/a',
		'https://[2002:a00:1::]/a',
		'https://[fd00::1]/a',
		'https://[fe80::1]/a',
		'https://localhost/a',
		'https://LOCALHOST./a',
		'https://db.localhost/a',
		'https://redis/a',
		'https://printer.local/a',
		'https://metadata.google.internal/a',
	])('%s leads to a private network', async (url) => {
		await expect(ask(url)).rejects.toThrow('leads to a private network');
	});

	test.each(['http://files.test/a', 'ftp://files.test/a', 'file:///etc/passwd', 'data:,a'])(
		'%s is not https',
		async (url) => {
			await expect(ask(url)).rejects.toThrow('does not start with https://');
		},
	);

	test('What is no URL is no address', async () => {
		await expect(ask('/files/a')).rejects.toThrow('is no URL');
	});

	test.each([
		'https://files.test/a',
		'https://8.8.8.8/a',
		'https://172.32.0.1/a',
		'https://192.0.3.1/a',
		'https://[2606:4700::1111]/a',
		'https://localhost.example.com/a',
	])('%s is public', async (url) => {
		await expect(ask(url)).rejects.toThrow('the file could not be downloaded');
	});

	test('The platform’s own host is asked wherever it is, but no other port of it', async () => {
		const baseUrl = 'http://10.0.0.5:8080/api/v1';
		await expect(ask('http://10.0.0.5:8080/files/a', baseUrl)).rejects.toThrow(
			'could not be downloaded',
		);
		await expect(ask('http://10.0.0.5:6379/a', baseUrl)).rejects.toThrow('https://');
		await expect(ask('https://10.0.0.5/a', baseUrl)).rejects.toThrow('private network');
	});
});
