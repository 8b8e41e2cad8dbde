import type {
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import type { CredentialUnderTest } from '../harness';

const echoApi: ICredentialType = {
	name: 'echoApi',
	displayName: 'Echo API',
	properties: [
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
		{ displayName: 'API Key', name: 'apiKey', type: 'string', default: '' },
	],
	authenticate: {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
	},
};

/** A credential whose token comes from a log-in and wears out. */
const loginApi: ICredentialType = {
	...echoApi,
	properties: [
		...echoApi.properties,
		{
			displayName: 'Token',
			name: 'token',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: '',
		},
	],
	authenticate: {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.token}}' } },
	},
	async preAuthentication() {
		const url = 'https://echo.test/login';
		return (await this.helpers.httpRequest({ method: 'POST', url })) as IDataObject;
	},
};

const data = { baseUrl: 'https://echo.test', apiKey: 'k1' };
export const echoCredential = (): CredentialUnderTest => ({ type: echoApi, data: { ...data } });
export const loginCredential = (): CredentialUnderTest => ({ type: loginApi, data: { ...data } });

const common: Pick<INodeTypeDescription, 'version' | 'description' | 'credentials'> = {
	version: 1,
	description: 'Only for the tests of the harness',
	credentials: [{ name: 'echoApi', required: true }],
};

/** Posts each item's text and counts its tries in the node context. */
export class Echo implements INodeType {
	description: INodeTypeDescription = {
		...common,
		displayName: 'Echo',
		name: 'echo',
		group: ['output'],
		defaults: { name: 'Echo' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			{ displayName: 'Text', name: 'text', type: 'string', default: 'hello' },
			{ displayName: 'Pair', name: 'pair', type: 'boolean', default: true },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const context = this.getContext('node');
		context.tries = Number(context.tries ?? 0) + 1;
		const { baseUrl } = await this.getCredentials<{ baseUrl: string }>('echoApi');
		const output: INodeExecutionData[] = [];
		for (let item = 0; item < this.getInputData().length; item++) {
			const pairedItem = this.getNodeParameter('pair', item) ? { item } : undefined;
			try {
				const json = (await this.helpers.httpRequestWithAuthentication.call(this, 'echoApi', {
					method: 'POST',
					url: `${baseUrl}/echo`,
					body: {
						text: this.getNodeParameter('text', item),
						round: this.evaluateExpression('{{ $runIndex }}', item),
					},
					abortSignal: this.getExecutionCancelSignal(),
				})) as IDataObject;
				output.push({ json, pairedItem });
			} catch (error) {
				if (!this.continueOnFail()) throw error;
				output.push({ json: { error: 'failed' }, pairedItem });
			}
		}
		this.logger.info('echoed', { items: output.length });
		return [output];
	}
}

/** Starts a workflow for each delivery that carries the secret it registered with. */
export class EchoTrigger implements INodeType {
	description: INodeTypeDescription = {
		...common,
		displayName: 'Echo Trigger',
		name: 'echoTrigger',
		group: ['trigger'],
		defaults: { name: 'Echo Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: [{ displayName: 'Answer', name: 'answer', type: 'string', default: 'itself' }],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions) {
				return this.getWorkflowStaticData('node').url === this.getNodeWebhookUrl('default');
			},
			async create(this: IHookFunctions) {
				const { baseUrl } = await this.getCredentials<{ baseUrl: string }>('echoApi');
				const url = this.getNodeWebhookUrl('default');
				const hook = (await this.helpers.httpRequestWithAuthentication.call(this, 'echoApi', {
					method: 'PUT',
					url: `${baseUrl}/hook`,
					body: { url, mode: `${this.getMode()}/${this.getActivationMode()}` },
				})) as IDataObject;
				Object.assign(this.getWorkflowStaticData('node'), { url, secret: hook.secret });
				return true;
			},
			async delete(this: IHookFunctions) {
				const stored = this.getWorkflowStaticData('node');
				stored.deletedIn = `${this.getMode()}/${this.getActivationMode()}`;
				delete stored.url;
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const stored = this.getWorkflowStaticData('node');
		const request = this.getRequestObject() as unknown as { rawBody: Buffer };
		stored.calls = Number(stored.calls ?? 0) + 1;
		if (this.getHeaderData()['x-secret'] !== stored.secret) {
			this.getResponseObject().status(401).json({ message: 'Invalid signature' });
			return { noWebhookResponse: true };
		}
		const raw = request.rawBody.toString('utf8');
		const workflowData = [this.helpers.returnJsonArray([{ raw, body: this.getBodyData() }])];
		if (this.getNodeParameter('answer') === 'host') return { workflowData };
		if (this.getNodeParameter('answer') === 'crash') throw new Error('boom');
		this.getResponseObject().status(202).json({ received: true });
		return { noWebhookResponse: true, workflowData };
	}
}
