import { createHash } from 'node:crypto';

import express, { type Request, type RequestHandler, type Response } from 'express';

import type { FormFile } from '../types';
import type { ApiRequest, Reply, UploadedFile } from './types';

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

const KEPT = 16;

export function isForm(contentType: string): boolean {
	return contentType.toLowerCase().startsWith('multipart/form-data');
}

export interface Form {
	/** The fields; a file stands there by its name. */
	body: Record<string, string>;
	files: Record<string, UploadedFile>;
}

/** Reads a multipart body; one that cannot be read has nothing in it. */
export async function readForm(bytes: Buffer, contentType: string): Promise<Form> {
	const form: Form = { body: {}, files: {} };
	const headers = { 'content-type': contentType };
	const read = await new Response(bytes, { headers }).formData().catch(() => new FormData());
	for (const [name, value] of read.entries()) {
		form.body[name] = typeof value === 'string' ? value : value.name;
		if (typeof value !== 'string') form.files[name] = await described(value);
	}
	return form;
}

export function withoutBytes(files: Record<string, UploadedFile>): Record<string, FormFile> {
	return Object.fromEntries(
		Object.entries(files).map(([field, { filename, mimeType, size, sha256, start }]) => [
			field,
			{ filename, mimeType, size, sha256, start },
		]),
	);
}

async function described(file: File): Promise<UploadedFile> {
	const bytes = Buffer.from(await file.arrayBuffer());
	return {
		filename: file.name,
		mimeType: file.type,
		size: bytes.length,
		sha256: createHash('sha256').update(bytes).digest('hex'),
		start: bytes.subarray(0, KEPT).toString('hex'),
		bytes,
	};
}
