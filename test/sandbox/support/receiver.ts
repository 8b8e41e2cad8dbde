import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
	/** With the query. */
	path: string;
	headers: IncomingHttpHeaders;
	/** The bytes as they came, as text. */
	body: string;
}

/** A webhook endpoint on loopback. */
export interface Receiver {
	url: string;
	received: Received[];
	/** Statuses for the next requests, 200 when used up; `hang` never answers. */
	answers: Array<number | 'hang'>;
	close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
	const received: Received[] = [];
	const answers: Receiver['answers'] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { url: path = '', headers } = request;
			received.push({ path, headers, body: Buffer.concat(chunks).toString() });
			const answer = answers.shift() ?? 200;
			if (answer === 'hang') return;
			response.writeHead(answer, { 'Content-Type': 'application/json' });
			response.end('{"received":true}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/webhook`,
		received,
		answers,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
