import express, { type Request, type Response } from 'express';

import type { ApiRequest, Reply } from './platform';

/** Bodies are read as bytes, whatever their type says, so that the vendor's own code can refuse them. */
export const readBody = express.raw({ type: () => true, limit: '5mb' });

/** The request as operations see it. A body that is not JSON stays a string, which no contract accepts. */
export function readRequest(req: Request): ApiRequest {
	const bytes = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
	return {
		method: req.method,
		path: req.path,
		query: req.query as ApiRequest['query'],
		headers: req.headers,
		body: bytes.length > 0 ? parsed(bytes.toString()) : undefined,
	};
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

export function writeReply(res: Response, { status, body, headers }: Reply): void {
	res.status(status).set(headers ?? {});
	res.json(body);
}
