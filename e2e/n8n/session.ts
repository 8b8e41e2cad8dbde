import { Agent } from 'node:http';

import axios, { type AxiosInstance, type AxiosResponse } from 'axios';

/** The owner account of an n8n that we started. */
export interface Owner {
	email: string;
	/** 8 to 64 characters with a digit and an upper-case letter: n8n refuses others. */
	password: string;
}

/** n8n answered a REST call with an error. */
export class N8nRestError extends Error {
	constructor(
		readonly call: string,
		readonly status: number,
		readonly body: unknown,
	) {
		const message = (body as { message?: string } | undefined)?.message ?? JSON.stringify(body);
		super(`${call} answered ${status}: ${message}`);
		this.name = 'N8nRestError';
	}
}

type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';

/** n8n's own REST API, as the editor uses it: JSON in and out, logged in by cookie. */
export class Session {
	private readonly http: AxiosInstance;

	constructor(readonly url: string) {
		this.http = axios.create({
			baseURL: url,
			proxy: false,
			timeout: 120_000,
			// A busy n8n closes kept connections late, just when they are used again.
			httpAgent: new Agent({ keepAlive: false }),
			validateStatus: () => true,
			// n8n wants to know which editor tab asks before it runs a workflow by hand.
			headers: { 'push-ref': 'end-to-end' },
		});
	}

	/** Creates the owner in a fresh n8n, or logs in to one that has an owner already. */
	async signIn(owner: Owner): Promise<void> {
		const settings = (await this.request('get', '/rest/settings')) as {
			userManagement: { showSetupOnFirstLoad: boolean };
		};
		const answer = settings.userManagement.showSetupOnFirstLoad
			? await this.call('post', '/rest/owner/setup', {
					...owner,
					firstName: 'WhatsApp',
					lastName: 'Hub',
				})
			: await this.call('post', '/rest/login', {
					emailOrLdapLoginId: owner.email,
					password: owner.password,
				});
		const cookies = answer.headers['set-cookie'] ?? [];
		this.http.defaults.headers.common.cookie = cookies.map((line) => line.split(';')[0]).join('; ');
	}

	/** The `data` of n8n's answer, or the whole answer where n8n sends no `data`. */
	async request<T = unknown>(method: Method, path: string, body?: object): Promise<T> {
		const { data } = await this.call(method, path, body);
		const wrapped = typeof data === 'object' && data !== null && 'data' in data;
		return (wrapped ? (data as { data: T }).data : data) as T;
	}

	/** @throws N8nRestError for every status of 400 and above. */
	private async call(method: Method, path: string, data?: object): Promise<AxiosResponse<unknown>> {
		const answer = await this.http.request<unknown>({ method, url: path, data });
		if (answer.status >= 400) {
			throw new N8nRestError(`${method.toUpperCase()} ${path}`, answer.status, answer.data);
		}
		return answer;
	}
}
