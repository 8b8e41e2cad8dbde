import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	IRequestOptionsSimplified,
	Workflow,
} from 'n8n-workflow';
import { ICredentialsHelper } from 'n8n-workflow';

/** A credential type and what the user has filled in. */
export interface CredentialUnderTest {
	type: ICredentialType;
	data: ICredentialDataDecryptedObject;
}

/** n8n keeps credentials in its database and signs requests with them; this one keeps them in memory. */
export class CredentialStore extends ICredentialsHelper {
	constructor(private readonly credentials: CredentialUnderTest[]) {
		super();
	}

	getParentTypes(name: string): string[] {
		return this.find(name).type.extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(name: string): INodeProperties[] {
		return this.find(name).type.properties;
	}

	async getDecrypted(
		_additionalData: unknown,
		_details: INodeCredentialsDetails,
		name: string,
	): Promise<ICredentialDataDecryptedObject> {
		const { type, data } = this.find(name);
		const defaults = type.properties.map((property) => [property.name, property.default]);
		return structuredClone({ ...Object.fromEntries(defaults), ...data });
	}

	/** Like n8n: a function is called; otherwise expressions see the credential as `$credentials`. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		name: string,
		request: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.find(name).type;
		const signed = { ...request } as IHttpRequestOptions;
		if (typeof authenticate === 'function') return await authenticate(credentials, signed);
		const resolve = (text: string) =>
			workflow.expression.getSimpleParameterValue(
				node,
				text,
				'internal',
				{ $credentials: credentials },
				undefined,
				'',
			);
		for (const part of ['headers', 'qs', 'body'] as const) {
			const values = authenticate?.properties[part] ?? {};
			const resolved = Object.entries(values).map(([key, value]) => [key, resolve(String(value))]);
			if (resolved.length === 0) continue;
			Object.assign(signed, {
				[part]: Object.assign({}, signed[part], Object.fromEntries(resolved)),
			});
		}
		return signed;
	}

	/** Like n8n: logs in when the token is empty or was refused, and keeps what the log-in gave. */
	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		name: string,
		_node: INode,
		expired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { type, data } = this.find(name);
		const token = type.properties.find((property) => property.typeOptions?.expirable)?.name;
		if (!token || !type.preAuthentication || (credentials[token] && !expired)) return undefined;
		const given = (await type.preAuthentication.call(
			helpers,
			credentials,
		)) as ICredentialDataDecryptedObject;
		if (given[token] === undefined) return undefined;
		Object.assign(data, given);
		return { ...credentials, ...given };
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('This host has no encrypted credentials');
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	private find(name: string): CredentialUnderTest {
		const found = this.credentials.find(({ type }) => type.name === name);
		if (!found) throw new Error(`No credential "${name}" was given to the test`);
		return found;
	}
}
