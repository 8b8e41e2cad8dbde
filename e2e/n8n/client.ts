import type { INodeListSearchResult, INodeParameters, INodeTypeDescription } from 'n8n-workflow';

import { Credentials, type CredentialReference } from './credentials';
import { Executions } from './executions';
import { Session, type Owner } from './session';
import { Workflows } from './workflows';

export interface ListSearch {
	nodeType: string;
	methodName: string;
	/** The parameter that opens the list, e.g. `parameters.templateId`. */
	path: string;
	parameters: INodeParameters;
	credentials: Record<string, CredentialReference>;
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
	async searchList(search: ListSearch): Promise<INodeListSearchResult> {
		const path = '/rest/dynamic-node-parameters/resource-locator-results';
		return await this.session.request('post', path, {
			path: search.path,
			methodName: search.methodName,
			nodeTypeAndVersion: { name: search.nodeType, version: 1 },
			currentNodeParameters: search.parameters,
			credentials: search.credentials,
			filter: search.filter,
			paginationToken: search.paginationToken,
		});
	}
}
