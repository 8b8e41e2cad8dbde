import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';

import express from 'express';

/** Takes the webhooks that triggers register by API, and signs nothing: the benchmark delivers by itself. */
export class RegistrationServer {
	private readonly listening;

	/** @param secret every webhook's */
	constructor(secret: string) {
		const app = express();
		const slot = { webhookUrl: '', webhookEnabled: true, webhookEvents: ['messages'] };
		app.use(express.json());
		// WABA Portal: one webhook for a number.
		app.get('/webhook', (_request, response) => {
			response.json({ data: { ...slot, webhookSecret: secret } });
		});
		app.put('/webhook', (request, response) => {
			response.json({ data: { ...Object.assign(slot, request.body), webhookSecret: secret } });
		});
		// WBIZ: many, and the secret comes once.
		app.get('/v1/webhooks', (_request, response) => {
			response.json({ data: [] });
		});
		app.post('/v1/webhooks', (request, response) => {
			response.status(201).json({ id: randomUUID(), secret, ...request.body });
		});
		app.use((_request, response) => {
			response.status(404).json({ error: 'not found' });
		});
		this.listening = app.listen(0, '127.0.0.1');
	}

	async start(): Promise<void> {
		if (this.listening.listening) return;
		await new Promise((resolve) => this.listening.once('listening', resolve));
	}

	get url(): string {
		return `http://127.0.0.1:${(this.listening.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.listening.closeAllConnections();
		await new Promise((resolve) => this.listening.close(resolve));
	}
}
