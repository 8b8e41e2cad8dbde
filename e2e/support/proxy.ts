import {
	createServer,
	request,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** Gives the address, such as `http://127.0.0.1:5678`, that a request goes to. */
export type Target = (path: string) => string;

/** Sees each answer before it is passed on. */
export type OnAnswer = (status: number, path: string, target: string) => void;

/** Passes requests on as they are, bytes and headers. Answers 502 where nobody answers. */
export class Proxy {
	onAnswer: OnAnswer = () => undefined;

	/** As a proxy with a health check: an n8n that is starting answers 200 to all, and has stored nothing. */
	isTargetReady = true;

	private constructor(
		private readonly server: Server,
		private readonly target: Target,
	) {}

	static async start(target: Target): Promise<Proxy> {
		const server = createServer();
		const proxy = new Proxy(server, target);
		server.on('request', (incoming, outgoing) => proxy.pass(incoming, outgoing));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return proxy;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
		const { url: path = '/', method, headers } = incoming;
		if (!this.isTargetReady) {
			outgoing.writeHead(503).end();
			return;
		}
		const target = this.target(path);
		const onward = request(`${target}${path}`, { method, headers, agent: false });
		onward.on('response', (answer) => {
			const status = answer.statusCode ?? 502;
			this.onAnswer(status, path, target);
			outgoing.writeHead(status, answer.headers);
			answer.on('error', () => outgoing.destroy()).pipe(outgoing);
		});
		onward.on('error', () => {
			if (outgoing.headersSent) outgoing.destroy();
			else outgoing.writeHead(502).end();
		});
		// The platform has given up waiting: n8n is to notice that too.
		outgoing.on('close', () => onward.destroy());
		incoming.pipe(onward);
	}
}
