import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';

const LOOK_EVERY = 100;

/** Asks n8n again and again whether it is there: in a long calculation it answers nobody, not even webhooks. */
export class SilenceWatch {
	private readonly stopped = new AbortController();

	private readonly watching: Promise<void>;

	private longest = 0;

	constructor(private readonly n8nUrl: string) {
		this.watching = this.watch();
	}

	/** Gives the longest time without an answer, in seconds. */
	async stop(): Promise<number> {
		this.stopped.abort();
		await this.watching;
		return this.longest / 1000;
	}

	private async watch(): Promise<void> {
		const httpAgent = new Agent({ keepAlive: false });
		while (!this.stopped.signal.aborted) {
			const asked = performance.now();
			await axios.get(`${this.n8nUrl}/healthz`, { httpAgent, proxy: false });
			this.longest = Math.max(this.longest, performance.now() - asked);
			await sleep(LOOK_EVERY);
		}
	}
}
