import type { IHttpRequestMethods } from 'n8n-workflow';

import type { Operation } from './operation';

export function isRead(method: IHttpRequestMethods): boolean {
	return method === 'GET' || method === 'HEAD';
}

export function isRepeatable({ repeatable, method }: Operation): boolean {
	return repeatable === undefined ? isRead(method) : repeatable !== false;
}
