import express, { type Request, type RequestHandler, type Response } from 'express';

import { isForm, readForm } from './form';
import type { ApiRequest, Reply } from './platform';

/** Bodies are read as bytes, whatever their type says, so that the vendor's own code can refuse them. */
export function bodyReader(limit = '5mb'): RequestHandler {
	return express.raw({ type: () => true, limit });
}

/** The request as operations see it. A body that is not JSON stays a string, which no contract accepts. */
export async function readRequest(req: Request): Promise<ApiRequest> {
	const bytes = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
	return {
		method: req.method,
		path: req.path,
		query: req.query as ApiRequest['query'],
		headers: req.headers,
		bytes: bytes.length,
		...(await content(bytes, req.headers['content-type'] ?? '')),
	};
}

async function content(
	bytes: Buffer,
	contentType: string,
): Promise<Pick<ApiRequest, 'body' | 'files'>> {
	if (bytes.length === 0) return { body: undefined };
	return isForm(contentType)
		? await readForm(bytes, contentType)
		: { body: json(bytes.toString()) };
}

function json(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

export function writeReply(res: Response, { status, body, headers }: Reply): void {
	res.status(status).set(headers ?? {});
	if (typeof body === 'string' && res.get('Content-Type')?.startsWith('text/html')) res.send(body);
	else res.json(body);
}
