import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { VendorFault } from './vendor-faults';
import { vendors, type SendRequest, type VendorId } from './vendors';

/** What one test of a vendor saw: its own small world on the shared server. */
interface World {
	vendor: VendorId;
	fault?: VendorFault;
	/** Recipients whose next request meets the fault. */
	faulty: Set<string>;
	/** Messages really accepted, by recipient. */
	accepted: Map<string, string[]>;
	/** Answers by `Idempotency-Key`, for the vendor that has them. */
	replies: Map<string, { recipient: string; id: string }>;
	/** Requests to send a message, whatever became of them. */
	sends: number;
	/** Milliseconds before an answer without a fault. */
	latency: number;
	onSend?: (count: number) => void;
}

export interface WorldOptions {
	fault?: VendorFault;
	/** Recipients whose first request meets the fault. */
	faulty?: string[];
	latency?: number;
	/** Called with the number of requests to send so far, before the answer. */
	onSend?: (count: number) => void;
}

/** One vendor as one test sees it. */
export interface Vendor {
	/** For the credential. */
	baseUrl: string;
	/** The ids of the messages that were really accepted for a recipient. */
	accepted(recipient: string): string[];
	/** Requests to send a message so far. */
	sends(): number;
	/** From now on requests meet no fault. */
	heal(): void;
}

/**
 * The five vendors' endpoints for sending, written from the vendors' pages and from nothing else, on one port. It
 * counts what it really accepted, and can be wrong in every way of `vendor-faults`. The sandbox is another server:
 * a mistake in one does not hide a mistake in the other.
 */
export class VendorServer {
	private readonly worlds: World[] = [];

	private constructor(
		private readonly port: number,
		private readonly end: () => Promise<void>,
	) {}

	static async start(): Promise<VendorServer> {
		const server = createServer((request, response) => {
			void self.handle(request, response);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const self: VendorServer = new VendorServer(
			(server.address() as AddressInfo).port,
			async () => {
				server.closeAllConnections();
				await new Promise((resolve) => server.close(resolve));
			},
		);
		return self;
	}

	async close(): Promise<void> {
		await this.end();
	}

	open(vendor: VendorId, { faulty = [], latency = 0, ...options }: WorldOptions = {}): Vendor {
		const world: World = {
			vendor,
			accepted: new Map(),
			replies: new Map(),
			sends: 0,
			latency,
			faulty: new Set(faulty),
			...options,
		};
		const index = this.worlds.push(world) - 1;
		return {
			baseUrl: `http://127.0.0.1:${this.port}/${index}${vendors[vendor].basePath}`,
			accepted: (recipient) => world.accepted.get(recipient) ?? [],
			sends: () => world.sends,
			heal: () => world.faulty.clear(),
		};
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const [, index, ...segments] = (request.url ?? '').split('?')[0].split('/');
		const world = this.worlds[Number(index)];
		if (!world) return reply(response, 404, { error: 'Not found' });
		const vendor = vendors[world.vendor];
		const path = `/${segments.join('/')}`.slice(vendor.basePath.length);
		const { method = '', headers } = request;
		const text = Buffer.concat(chunks).toString('utf8');
		const body: unknown = text === '' ? undefined : JSON.parse(text);
		const logIn = vendor.logIn?.({ method, path, headers, body });
		if (logIn) return reply(response, logIn.status, logIn.body);
		if (!vendor.isAuthorized(headers)) return reply(response, 401, vendor.error('Unauthorized'));
		const send = vendor.read({ method, path, headers, body });
		if (!send) return reply(response, 404, vendor.error('Not found'));
		await serve(world, send, response);
	}
}

async function serve(world: World, send: SendRequest, response: ServerResponse): Promise<void> {
	const { recipient } = send;
	world.sends += 1;
	const fault = world.faulty.delete(recipient) ? world.fault : undefined;
	const known = send.key === undefined ? undefined : world.replies.get(send.key);
	const accepts = fault === undefined || fault.accepts;
	const id = known?.id ?? (accepts ? accept(world, send) : undefined);
	world.onSend?.(world.sends);
	if (world.latency > 0) await new Promise((resolve) => setTimeout(resolve, world.latency));
	const vendor = vendors[world.vendor];
	const success = vendor.success(recipient, id ?? vendor.newId());
	if (!fault) {
		const headers: Record<string, string> = known ? { 'Idempotency-Replayed': 'true' } : {};
		return reply(response, success.status, success.body, headers);
	}
	// The node may have given up by now.
	if (response.destroyed) return;
	await fault.answer(response, { ...success, error: vendor.error });
}

function accept(world: World, { recipient, key }: SendRequest): string {
	const id = vendors[world.vendor].newId();
	world.accepted.set(recipient, [...(world.accepted.get(recipient) ?? []), id]);
	if (key !== undefined) world.replies.set(key, { recipient, id });
	return id;
}

function reply(
	response: ServerResponse,
	status: number,
	body: unknown,
	headers: Record<string, string> = {},
): void {
	response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
	response.end(JSON.stringify(body));
}
