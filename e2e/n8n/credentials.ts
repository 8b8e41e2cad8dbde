import type { Session } from './session';

/** How a workflow's node names its credential. */
export interface CredentialReference {
	id: string;
	name: string;
}

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

type Data = Record<string, unknown>;

/** The credentials of one n8n. */
export class Credentials {
	constructor(private readonly session: Session) {}

	async create(name: string, type: string, data: Data): Promise<CredentialReference> {
		const body = { name, type, data };
		const { id } = await this.session.request<CredentialReference>(
			'post',
			'/rest/credentials',
			body,
		);
		return { id, name };
	}

	async update(id: string, name: string, type: string, data: Data): Promise<CredentialReference> {
		await this.session.request('patch', `/rest/credentials/${id}`, { name, type, data });
		return { id, name };
	}

	async list(): Promise<Array<CredentialReference & { type: string }>> {
		return await this.session.request('get', '/rest/credentials');
	}

	/** Presses "Test" in the credential's window. */
	async test(
		reference: CredentialReference,
		type: string,
		data: Data,
	): Promise<CredentialTestResult> {
		return await this.session.request('post', '/rest/credentials/test', {
			credentials: { ...reference, type, data },
		});
	}
}
