import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';

import { SandboxClient } from '../../../sandbox/client';
import { BadalaApi } from '../../../credentials/BadalaApi.credentials';
import { Badala } from '../../../nodes/Badala/Badala.node';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { runNode, type ActionResult, type ActionRun } from '../../support/harness';

export interface SandboxState extends IDataObject {
	messages: Array<IDataObject & { direction: string; phone: string }>;
	conversations: Array<IDataObject & { id: string }>;
	contacts: Array<IDataObject & { id: string; phone: string }>;
	logIns: number;
	imports: IDataObject[];
}

/** The sandbox's Badala, and the action node pointed at it, logging in by e-mail and password. */
export class SandboxedBadala {
	/** Holds the session between runs, as n8n's own store does. */
	private credential: ICredentialDataDecryptedObject;

	private constructor(
		private readonly sandbox: Sandbox,
		/** What happens behind the API's back. */
		readonly control: SandboxClient,
	) {
		this.credential = this.account;
	}

	static async start(): Promise<SandboxedBadala> {
		const sandbox = await startSandbox();
		return new SandboxedBadala(sandbox, new SandboxClient(sandbox.url, 'badala'));
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}

	/** Everything as at the start, and nobody logged in. */
	async reset(): Promise<void> {
		await this.control.reset();
		this.credential = this.account;
	}

	private get account(): ICredentialDataDecryptedObject {
		return {
			baseUrl: `${this.sandbox.url}/badala`,
			orgId: 'org_sandbox',
			authentication: 'logIn',
			email: 'owner@sandbox.test',
			password: 'sandbox-badala-password',
		};
	}

	get setup() {
		return {
			type: new Badala(),
			credentials: [{ type: new BadalaApi(), data: this.credential }],
		};
	}

	async run(
		id: string,
		parameters: INodeParameters,
		items?: INodeExecutionData[],
		setup: Partial<ActionRun> = {},
	): Promise<ActionResult> {
		const [resource, operation] = id.split('.');
		const form = { resource, operation, ...parameters };
		return await runNode({ ...this.setup, parameters: form, items, ...setup });
	}

	async state(): Promise<SandboxState> {
		return await this.control.state<SandboxState>();
	}

	/** Customers write, so that there are conversations within their 24 hours; gives the conversations' ids. */
	async hearFrom(count: number): Promise<string[]> {
		for (let index = 0; index < count; index += 1) {
			const from = `9656000${String(index).padStart(4, '0')}`;
			await this.control.inbound({ from, text: 'Hi', deliver: false });
		}
		return (await this.state()).conversations.map(({ id }) => id);
	}
}
