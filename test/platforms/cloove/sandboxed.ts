import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';

import { SandboxClient } from '../../../sandbox/client';
import { ClooveApi } from '../../../credentials/ClooveApi.credentials';
import { Cloove } from '../../../nodes/Cloove/Cloove.node';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { runNode, searchList, type ActionResult, type ActionRun } from '../../support/harness';

/** An API request as the sandbox logged it. */
interface LoggedRequest {
	method: string;
	path: string;
	body: IDataObject;
	status: number | null;
}

type Setup = Partial<ActionRun> & {
	/** In the place of the sandbox's own credential. */
	data?: ICredentialDataDecryptedObject;
};

/** The sandbox's Cloove, and the action node pointed at it. */
export class SandboxedCloove {
	private constructor(
		private readonly sandbox: Sandbox,
		/** What happens behind the API's back. */
		readonly control: SandboxClient,
	) {}

	static async start(): Promise<SandboxedCloove> {
		const sandbox = await startSandbox();
		return new SandboxedCloove(sandbox, new SandboxClient(sandbox.url, 'cloove'));
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}

	async reset(): Promise<void> {
		await this.control.reset();
	}

	get credential(): ICredentialDataDecryptedObject {
		const secretKey = 'clv_test_sk_sandbox0123456789abcdefghijklmnop';
		return { baseUrl: `${this.sandbox.url}/cloove`, secretKey };
	}

	async settings(settings: Record<string, unknown>): Promise<void> {
		await this.control.settings(settings);
	}

	async fault(fault: Parameters<SandboxClient['fault']>[0]): Promise<void> {
		await this.control.fault(fault);
	}

	async requests(): Promise<LoggedRequest[]> {
		return (await this.control.requests()) as LoggedRequest[];
	}

	/** A customer writes; gives the id of the conversation. */
	async conversation(from = '2348012345678', name = 'Ada Lovelace'): Promise<string> {
		await this.control.inbound({
			from,
			name,
			text: 'Is my order shipped?',
			deliver: false,
		});
		const conversations = await this.state('conversations');
		const found = conversations.find(({ customerPhone }) => customerPhone === `+${from}`);
		return String(found?.id);
	}

	/** What has left: `<recipient> <type> <text>`. */
	async sent(): Promise<string[]> {
		const messages = await this.state('messages');
		return messages
			.filter(({ direction }) => direction === 'outbound')
			.map(({ to, type, content }) => {
				const { body = '' } = ((content as IDataObject).text ?? {}) as { body?: string };
				return `${String(to)} ${String(type)} ${body}`.trim();
			});
	}

	private async state(part: 'conversations' | 'messages'): Promise<IDataObject[]> {
		const data = await this.control.state<Record<string, IDataObject[]>>();
		return data[part];
	}

	/** Runs Send Text: one item for each `[conversation, text]`. */
	async sendTexts(
		messages: Array<[conversationId: string, text: string]>,
		{ options = {}, ...setup }: Setup & { options?: INodeParameters } = {},
	): Promise<ActionResult> {
		const items = messages.map(([id, text]): INodeExecutionData => ({ json: { id, text } }));
		const conversationId = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
		const parameters = { conversationId, text: '={{ $json.text }}', options };
		return await this.run('message.sendText', parameters, { items, ...setup });
	}

	async run(id: string, parameters: INodeParameters, setup: Setup = {}): Promise<ActionResult> {
		const [resource, operation] = id.split('.');
		const { data = this.credential, ...more } = setup;
		return await runNode({
			type: new Cloove(),
			credentials: [{ type: new ClooveApi(), data }],
			parameters: { resource, operation, ...parameters },
			...more,
		});
	}

	/** The entries that a picker shows. */
	async pick(method: string, filter?: string, paginationToken?: string) {
		const credentials = [{ type: new ClooveApi(), data: this.credential }];
		return await searchList({ type: new Cloove(), credentials }, method, filter, paginationToken);
	}
}
