import { LoadOptionsContext } from 'n8n-core';
import type { IDataObject, INodeParameters, ResourceMapperFields } from 'n8n-workflow';

import { SandboxClient } from '../../../sandbox/client';
import { PabblyChatflowApi } from '../../../credentials/PabblyChatflowApi.credentials';
import { PabblyChatflow } from '../../../nodes/PabblyChatflow/PabblyChatflow.node';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { runNode, searchList, type ActionResult } from '../../support/harness';
import { createHost } from '../../support/harness/host';

/** The sandbox's Pabbly Chatflow, and the action node pointed at it. */
export class SandboxedPabbly {
	private constructor(
		private readonly sandbox: Sandbox,
		/** What happens behind the API's back. */
		readonly control: SandboxClient,
	) {}

	static async start(): Promise<SandboxedPabbly> {
		const sandbox = await startSandbox();
		return new SandboxedPabbly(sandbox, new SandboxClient(sandbox.url, 'pabbly-chatflow'));
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}

	private get setup() {
		const baseUrl = `${this.sandbox.url}/pabbly-chatflow/api/v1`;
		const data = { baseUrl, apiKey: 'sandbox-pabbly-key' };
		return {
			type: new PabblyChatflow(),
			credentials: [{ type: new PabblyChatflowApi(), data }],
		};
	}

	async run(id: string, parameters: INodeParameters): Promise<ActionResult> {
		const [resource, operation] = id.split('.');
		return await runNode({ ...this.setup, parameters: { resource, operation, ...parameters } });
	}

	/** The first entry that a picker finds. */
	async pick(method: string, filter: string, parameters: INodeParameters = {}): Promise<string> {
		const { results } = await searchList({ ...this.setup, parameters }, method, filter);
		return String(results[0]?.value);
	}

	/** What the form shows for a chosen template. */
	async fieldsFor(parameters: INodeParameters): Promise<ResourceMapperFields> {
		const { type } = this.setup;
		const { workflow, node, additionalData } = createHost({ ...this.setup, parameters });
		additionalData.currentNodeParameters = node.parameters;
		const context = new LoadOptionsContext(workflow, node, additionalData, '');
		return await type.methods.resourceMapping.getTemplateVariables.call(context);
	}

	async lastSent(): Promise<IDataObject> {
		const data = await this.control.state<{ messages: IDataObject[] }>();
		return data.messages.at(-1) as IDataObject;
	}
}
