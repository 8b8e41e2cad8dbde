import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import type { Account } from '../../account/account';
import { Refusal } from '../../http/refusal';
import type { ApiRequest, Operations, Reply } from '../../http/types';
import { settingsOf } from './settings';

export const ORG_ID = 'org_sandbox';
const LOG_IN = '/auth/login';
export const PASSWORD = 'sandbox-badala-password';
export const USER = { id: 'usr_owner', email: 'owner@sandbox.test', name: 'Sandbox Owner' };

/** Who may call. A token says who the user is; the organization is named by each request. */
export class Access {
	/** How often each token was used. */
	private readonly tokens = new Map<string, number>();

	constructor(private readonly account: Account) {}

	readonly operations: Operations = {
		'auth.login': ({ body }) => this.logIn(body as { email: string; password: string }),
	};

	/** Successful ones. */
	get logIns(): number {
		return this.tokens.size;
	}

	/** True, or the 401 or 403 that the request is answered with. */
	check(
		headers: IncomingHttpHeaders,
		{ method, path }: Pick<ApiRequest, 'method' | 'path'>,
	): true | Reply {
		if (method === 'POST' && path === LOG_IN) return true;
		if (!this.use(headers.authorization)) return refusal(401, 'Invalid or expired token');
		const inPath = /^\/orgs\/([^/]+)/.exec(path)?.[1] ?? ORG_ID;
		const isMember = headers['x-org-id'] === ORG_ID && inPath === ORG_ID;
		return isMember || refusal(403, 'Not a member of this organization');
	}

	/** Uses a token up by one request. The key of the settings is good for ever. */
	private use(authorization = ''): boolean {
		const { apiKey, tokenRequests } = settingsOf(this.account);
		if (authorization === `Bearer ${apiKey}`) return true;
		const token = authorization.replace(/^Bearer /, '');
		const used = this.tokens.get(token);
		if (token === authorization || used === undefined) return false;
		this.tokens.set(token, used + 1);
		return tokenRequests === null || used < tokenRequests;
	}

	private logIn({ email, password }: { email: string; password: string }): Reply {
		if (email !== USER.email || password !== PASSWORD) {
			throw new Refusal(401, 'Invalid email or password');
		}
		const token = newToken();
		this.tokens.set(token, 0);
		return ok({ token, user: USER });
	}
}

/** In the form of a JSON Web Token; nobody but the sandbox reads it. */
function newToken(): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const issuedAt = Math.floor(Date.now() / 1000);
	const claims = { sub: USER.id, iat: issuedAt, jti: randomBytes(8).toString('hex') };
	const signature = randomBytes(32).toString('base64url');
	return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${signature}`;
}

export function ok(body: unknown): Reply {
	return { status: 200, body };
}

export function created(body: unknown): Reply {
	return { status: 201, body };
}

/** A list in the form that the settings ask for; the vendor documents none. */
export function listed(account: Account, rows: unknown[]): Reply {
	const { listShape } = settingsOf(account);
	return ok(listShape === 'array' ? rows : { [listShape]: rows });
}

/** `details` only where the contract has found out which field is wrong. */
export function refusal(status: number, text: string): Reply {
	const [, message, fault, field] = /^(Validation failed): ((\S+) .+)$/.exec(text) ?? [];
	if (message === undefined) return { status, body: { message: text } };
	return { status, body: { message, details: [{ field, message: fault }] } };
}

export function newId(prefix: string): string {
	return `${prefix}_${randomBytes(12).toString('hex')}`;
}
