import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { dataFolder, startN8n, type N8nProcess } from '../n8n/process';
import { installPackage } from '../package';
import type { TestHost } from './host';
import { sharedHost } from './shared';

/** An n8n that only these tests use, with settings of its own, and that they may restart. */
export class OwnN8n {
	private readonly userFolder = mkdtempSync(join(tmpdir(), 'whatsapp-hub-n8n-'));

	private running!: N8nProcess;

	constructor(
		private readonly host: TestHost,
		private readonly env: Record<string, string>,
	) {}

	get url(): string {
		return this.running.url;
	}

	/** With the packed nodes in it. */
	async begin(): Promise<void> {
		await installPackage(sharedHost().packageFile, dataFolder(this.userFolder));
		await this.start();
	}

	/** At the same address, or the registered webhook would lead nowhere. */
	async restart(whileStopped: () => Promise<void> = async () => undefined): Promise<void> {
		await this.running.stop();
		await whileStopped();
		await this.start(Number(new URL(this.running.url).port));
	}

	async end(): Promise<void> {
		await this.running.stop();
		rmSync(this.userFolder, { recursive: true, force: true });
	}

	private async start(port?: number): Promise<void> {
		const { userFolder, env } = this;
		this.running = await startN8n(sharedHost().n8n, { userFolder, port, env });
		await this.host.connect(this.running.url);
	}
}

/** Gives the tests of a `describe` an n8n of their own; every test starts with an empty sandbox. */
export function useOwnN8n(host: TestHost, env: Record<string, string>): OwnN8n {
	const own = new OwnN8n(host, env);
	beforeAll(async () => await own.begin());
	beforeEach(async () => await host.resetSandbox());
	afterEach(async () => await host.tidyUp());
	afterAll(async () => await own.end());
	return own;
}
