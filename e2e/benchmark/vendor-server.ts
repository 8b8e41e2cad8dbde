import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { Limiter, type RateLimit } from '../../sandbox/account/rate-limit';
import { vendors, type VendorId } from '../../test/support/vendors';

export interface VendorSettings {
	limit?: RateLimit;
	/** Milliseconds; half of it is the way there. */
	latency: number;
}

/** What a vendor has seen since it was opened or last asked. */
export interface Seen {
	/** Requests to send a message that were accepted. */
	accepted: number;
	/** Different recipients of these. */
	recipients: number;
	/** Answers with 429. */
	refused: number;
	/** Seconds of pauses that the 429s themselves asked for. */
	ordered: number;
}

/** The vendors' endpoints for sending a text, with nothing behind them, each with a limit of its own. */
export class VendorServer {
	private readonly opened: BenchmarkVendor[] = [];

	private readonly server = createServer((request, response) => {
		void this.answer(request, response);
	});

	async start(): Promise<void> {
		this.server.keepAliveTimeout = 1;
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	open(id: VendorId, settings: VendorSettings): BenchmarkVendor {
		const { port } = this.server.address() as AddressInfo;
		const root = `/${this.opened.length}`;
		const baseUrl = `http://127.0.0.1:${port}${root}${vendors[id].basePath}`;
		const vendor = new BenchmarkVendor(id, baseUrl, `${root}${vendors[id].basePath}`, settings);
		this.opened.push(vendor);
		return vendor;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const url = request.url ?? '';
		const vendor = this.opened[Number(url.split('/')[1])];
		const text = Buffer.concat(chunks).toString();
		const answer = await vendor.answer(request, url, text ? JSON.parse(text) : {});
		response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
		response.end(JSON.stringify(answer.body));
	}
}

/** One vendor under its own address. */
export class BenchmarkVendor {
	private readonly limiter = new Limiter();

	private seen: Seen = { accepted: 0, recipients: 0, refused: 0, ordered: 0 };

	private readonly recipients = new Set<string>();

	private orderedUntil = 0;

	constructor(
		readonly id: VendorId,
		readonly baseUrl: string,
		private readonly root: string,
		private readonly settings: VendorSettings,
	) {}

	/** What was seen so far; counts anew from here. */
	take(): Seen {
		const seen = { ...this.seen, recipients: this.recipients.size };
		this.seen = { accepted: 0, recipients: 0, refused: 0, ordered: 0 };
		this.recipients.clear();
		return seen;
	}

	async answer(
		{ method = 'GET', headers }: IncomingMessage,
		url: string,
		body: unknown,
	): Promise<{ status: number; headers?: Record<string, string>; body: unknown }> {
		const api = vendors[this.id];
		const request = { method, path: url.slice(this.root.length), headers, body };
		const logIn = api.logIn?.(request);
		if (logIn) return logIn;
		const sent = api.isAuthorized(headers) ? api.read(request) : undefined;
		if (!sent) return { status: 400, body: api.error('This is no message') };
		const { limit, latency } = this.settings;
		const half = (latency / 2) * (0.9 + Math.random() * 0.2);
		await sleep(half);
		const { allowed, headers: announced } = limit
			? this.limiter.take(limit)
			: { allowed: true, headers: {} };
		if (allowed) {
			this.seen.accepted += 1;
			this.recipients.add(sent.recipient);
		} else {
			this.refuse(announced);
		}
		await sleep(half);
		if (!allowed) return { status: 429, headers: announced, body: api.error('Too fast') };
		return { ...api.success(sent.recipient, api.newId()), headers: announced };
	}

	private refuse(announced: Record<string, string>): void {
		this.seen.refused += 1;
		const now = Date.now() / 1000;
		const after = announced['Retry-After'];
		const until = after ? now + Number(after) : Number(announced['X-RateLimit-Reset'] ?? 0);
		if (until <= Math.max(now, this.orderedUntil)) return;
		this.seen.ordered += until - Math.max(now, this.orderedUntil);
		this.orderedUntil = until;
	}
}
