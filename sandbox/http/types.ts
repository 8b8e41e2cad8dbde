import type { IncomingHttpHeaders } from 'node:http';

import type { FormFile } from '../types';

export interface ApiRequest {
	method: string;
	/** Below the API's base, still percent-encoded. */
	path: string;
	query: Record<string, string | string[] | undefined>;
	headers: IncomingHttpHeaders;
	/** Parsed JSON, or the fields of a form; undefined without a body. */
	body: unknown;
	/** The files of a form, by field; their names stand in the body. */
	files?: Record<string, UploadedFile>;
	/** How much came over the wire. */
	bytes: number;
}

/** A file of a form, as an operation gets it. */
export interface UploadedFile extends FormFile {
	bytes: Buffer;
}

export interface Reply {
	status: number;
	/** Sent as JSON, or as it is where the headers say text/html. */
	body: unknown;
	headers?: Record<string, string>;
}

/** What an operation gets: everything in it has been checked against the contract. */
export interface OperationCall {
	params: Record<string, string>;
	query: Record<string, string | undefined>;
	headers: IncomingHttpHeaders;
	body: unknown;
	files: Record<string, UploadedFile>;
}

/** Answers a checked request, or throws a Refusal. */
export type Operation = (call: OperationCall) => Reply | Promise<Reply>;
/** By operationId. An operation of the contract that is not here is answered with the contract's example. */
export type Operations = Record<string, Operation>;

/** An operation as the contract describes it, with the contract's own extensions. */
export type ContractOperation = { operationId?: string } & Record<`x-${string}`, unknown>;

/** Asks for a file that a platform serves beside its API. */
export interface FileRequest {
	/** Such as /pabbly-chatflow/files/1279244293838655. */
	path: string;
	query: Record<string, string | undefined>;
	headers: IncomingHttpHeaders;
}

export interface FileReply {
	status: number;
	contentType: string;
	bytes: Buffer;
}
