import type {
	INodeListSearchResult,
	INodeParameters,
	INodeTypeDescription,
	ResourceMapperFields,
} from 'n8n-workflow';

import { Credentials, type CredentialReference } from './credentials';
import { Executions } from './executions';
import { Session, type Owner } from './session';
import { Workflows } from './workflows';

/** What the editor asks of a node's method while its panel is open. */
export interface DynamicParameter {
	nodeType: string;
	methodName: string;
	/** The parameter it is for, e.g. `parameters.templateId`. */
	path: string;
	/** The panel's values at the moment. */
	parameters: INodeParameters;
	credentials: Record<string, CredentialReference>;
}

export interface ListSearch extends DynamicParameter {
	filter?: string;
	paginationToken?: string;
}

/** Drives one n8n by its own REST API, as the editor does. */
export class N8nClient {
	readonly credentials: Credentials;

	readonly workflows: Workflows;

	readonly executions: Executions;

	private constructor(private readonly session: Session) {
		this.credentials = new Credentials(session);
		this.workflows = new Workflows(session);
		this.executions = new Executions(session);
	}

	/** Sets the owner up in a fresh n8n, or logs in. */
	static async signIn(url: string, owner: Owner): Promise<N8nClient> {
		const session = new Session(url);
		await session.signIn(owner);
		return new N8nClient(session);
	}

	/** Every node type that n8n has loaded, with the variants it made for AI agents. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		return await this.session.request('get', '/types/nodes.json');
	}

	/** What the list of a resource locator shows. */
	async searchList({
		filter,
		paginationToken,
		...asked
	}: ListSearch): Promise<INodeListSearchResult> {
		return await this.ask('resource-locator-results', asked, { filter, paginationToken });
	}

	/** The fields that a resource mapper shows. */
	async mapperFields(asked: DynamicParameter): Promise<ResourceMapperFields> {
		return await this.ask('resource-mapper-fields', asked);
	}

	private async ask<T>(kind: string, asked: DynamicParameter, more: object = {}): Promise<T> {
		return await this.session.request('post', `/rest/dynamic-node-parameters/${kind}`, {
			path: asked.path,
			methodName: asked.methodName,
			nodeTypeAndVersion: { name: asked.nodeType, version: 1 },
			currentNodeParameters: asked.parameters,
			credentials: asked.credentials,
			...more,
		});
	}
}
