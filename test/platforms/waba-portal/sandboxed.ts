import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { SandboxClient } from '../../../sandbox/client';
import { WabaPortalApi } from '../../../credentials/WabaPortalApi.credentials';
import { WabaPortal } from '../../../nodes/WabaPortal/WabaPortal.node';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { runNode, type ActionResult, type ActionRun } from '../../support/harness';

/** A message that the sandbox accepted. */
export interface SentMessage {
	waMessageId: string;
	direction: 'inbound' | 'outbound';
	to: string;
	content: { text: { body: string } };
}

/** An API request as the sandbox logged it. */
export interface LoggedRequest {
	at: string;
	method: string;
	path: string;
	body: { to?: string; message?: string };
	status: number | null;
}

/** The sandbox's WABA Portal, and the action node pointed at it. */
export class SandboxedPortal {
	private constructor(
		private readonly sandbox: Sandbox,
		private readonly control: SandboxClient,
	) {}

	static async start(): Promise<SandboxedPortal> {
		const sandbox = await startSandbox();
		const control = new SandboxClient(sandbox.url, 'waba-portal');
		return new SandboxedPortal(sandbox, control);
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}

	async reset(): Promise<void> {
		await this.control.reset();
	}

	get credentials() {
		const baseUrl = `${this.sandbox.url}/waba-portal/api/v1`;
		return [{ type: new WabaPortalApi(), data: { baseUrl, apiKey: 'sandbox-waba-portal-key' } }];
	}

	/** Opens the 24-hour window for each number. */
	async hearFrom(...numbers: string[]): Promise<void> {
		for (const from of numbers) {
			await this.control.inbound({ from, text: 'Hi', deliver: false });
		}
	}

	async fault(fault: Parameters<SandboxClient['fault']>[0]): Promise<void> {
		await this.control.fault(fault);
	}

	async settings(settings: Record<string, unknown>): Promise<void> {
		await this.control.settings(settings);
	}

	async sent(): Promise<SentMessage[]> {
		return (await this.control.outbound()) as unknown as SentMessage[];
	}

	async requests(path: string): Promise<LoggedRequest[]> {
		const all = (await this.control.requests()) as LoggedRequest[];
		return all.filter((request) => request.path === path);
	}

	/** Runs Send Text: one item for each `[to, text]`. */
	async sendTexts(
		messages: Array<[to: string, text: string]>,
		{ options = {}, ...setup }: Partial<ActionRun> & { options?: INodeParameters } = {},
	): Promise<ActionResult> {
		const items = messages.map(([to, text]): INodeExecutionData => ({ json: { to, text } }));
		const parameters = { to: '={{ $json.to }}', text: '={{ $json.text }}', options };
		return await this.run('message', 'sendText', parameters, { items, ...setup });
	}

	async run(
		resource: string,
		operation: string,
		parameters: INodeParameters,
		setup: Partial<ActionRun> = {},
	): Promise<ActionResult> {
		return await runNode({
			type: new WabaPortal(),
			credentials: this.credentials,
			parameters: { resource, operation, ...parameters },
			...setup,
		});
	}
}
