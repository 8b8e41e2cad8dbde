import { rmSync } from 'node:fs';

import { startN8n, type N8nProcess } from '../n8n/process';
import { sharedHost } from '../run/shared-host';
import { copyUserFolder } from '../run/user-folder';
import type { TestHost } from './host';
import { expectNoSecrets } from './secrets';

/** An n8n that only these tests use, with settings of its own, and that they may restart. */
export class OwnN8n {
	private userFolder!: string;

	private running!: N8nProcess;

	constructor(
		private readonly hosts: TestHost[],
		/** Asked at each start. */
		private readonly env: () => Record<string, string>,
		/** Called with the user folder before the first start. */
		private readonly prepare?: (userFolder: string) => Promise<void>,
	) {}

	get databaseFile(): string {
		return this.running.databaseFile;
	}

	get url(): string {
		return this.running.url;
	}

	/** With the packed nodes in it. */
	async begin(): Promise<void> {
		this.userFolder = copyUserFolder(sharedHost().userFolder);
		await this.prepare?.(this.userFolder);
		await this.start();
	}

	/** At the same address, or the registered webhook would lead nowhere. */
	async restart(
		whileStopped: (userFolder: string) => Promise<void> = async () => undefined,
	): Promise<void> {
		await this.stop();
		await whileStopped(this.userFolder);
		await this.start(Number(new URL(this.running.url).port));
	}

	/** As a power failure would: nothing is written any more. */
	kill(): void {
		this.running.kill();
	}

	/** Once more after a `kill`, at the same address. */
	async startAgain(): Promise<void> {
		await this.running.ended;
		// Nothing is left to stop, but its note as a running process.
		await this.running.stop();
		await this.start(Number(new URL(this.running.url).port));
	}

	async end(): Promise<void> {
		await this.stop();
		rmSync(this.userFolder, { recursive: true, force: true });
	}

	/** Each start begins a new log, so it is searched here. */
	private async stop(): Promise<void> {
		const { logFile, databaseFile, url: n8nUrl } = this.running;
		await this.running.stop();
		expectNoSecrets(sharedHost(), { n8nUrl, logFile, databaseFile });
	}

	private async start(port?: number): Promise<void> {
		const { userFolder } = this;
		const env = this.env();
		this.running = await startN8n(sharedHost().n8n, { userFolder, port, env });
		const { url: n8nUrl, logFile, databaseFile } = this.running;
		const running = { n8nUrl, logFile, databaseFile, webhookUrl: env.N8N_WEBHOOK_URL };
		for (const host of this.hosts) await host.connect(running);
	}
}

/** Gives the tests of a `describe` an n8n of their own; every test starts with an empty sandbox. */
export function useOwnN8n(
	hosts: TestHost | TestHost[],
	env: Record<string, string> | (() => Record<string, string>) = {},
	prepare?: (userFolder: string) => Promise<void>,
): OwnN8n {
	const all = [hosts].flat();
	const own = new OwnN8n(all, typeof env === 'function' ? env : () => env, prepare);
	beforeAll(async () => await own.begin());
	beforeEach(async () => await all[0].resetSandbox());
	afterEach(async () => {
		for (const host of all) await host.tidyUp();
	});
	afterAll(async () => await own.end());
	return own;
}
