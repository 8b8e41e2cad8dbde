import axios, { type AxiosInstance } from 'axios';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { SandboxClient } from '../../../sandbox/client';
import { WbizApi } from '../../../credentials/WbizApi.credentials';
import { Wbiz } from '../../../nodes/Wbiz/Wbiz.node';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { runNode, type ActionResult } from '../../support/harness';

/** An API request as the sandbox logged it. */
interface LoggedRequest {
	method: string;
	path: string;
	body: unknown;
}

/** The sandbox's WBIZ, and the action node pointed at it. */
export class SandboxedWbiz {
	private constructor(
		private readonly sandbox: Sandbox,
		/** What happens behind the API's back. */
		readonly control: SandboxClient,
		/** The API without the node. */
		readonly api: AxiosInstance,
	) {}

	static async start(): Promise<SandboxedWbiz> {
		const sandbox = await startSandbox();
		const apiKey = 'wa_sandbox_key0123456789';
		return new SandboxedWbiz(
			sandbox,
			new SandboxClient(sandbox.url, 'wbiz'),
			axios.create({
				baseURL: `${sandbox.url}/wbiz/api`,
				headers: { Authorization: `Bearer ${apiKey}` },
			}),
		);
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}

	async reset(): Promise<void> {
		await this.control.reset();
	}

	/** The node with its credential, for the harness. */
	get setup() {
		const data = { baseUrl: `${this.sandbox.url}/wbiz/api`, apiKey: 'wa_sandbox_key0123456789' };
		return { type: new Wbiz(), credentials: [{ type: new WbizApi(), data }] };
	}

	async run(
		resource: string,
		operation: string,
		parameters: INodeParameters,
		items?: INodeExecutionData[],
	): Promise<ActionResult> {
		return await runNode({
			...this.setup,
			parameters: { resource, operation, ...parameters },
			items,
		});
	}

	async requests(path: string): Promise<LoggedRequest[]> {
		const all = await this.control.requests();
		return all.filter((request) => request.path === path);
	}
}
