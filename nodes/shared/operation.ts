import type {
	GenericValue,
	IDataObject,
	IHttpRequestMethods,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { Pagination } from './pagination';

/** Gives the value of another parameter of the same item. */
export type Read = (parameterName: string) => unknown;

/**
 * A form field: an ordinary n8n property, and where its value goes in the request.
 * Without `in` the value is kept for the operation's `run` (see {@link OperationCall.values}).
 */
export interface Field extends Omit<INodeProperties, 'options'> {
	options?: Array<INodePropertyOptions | Field | FieldGroup>;
	in?: 'path' | 'query' | 'body' | 'header';
	/** The vendor's name, when it is not `name`. In `body`, dots nest. */
	as?: string;
	/**
	 * Turns the form's value into the wire's. Pure. Throws {@link InvalidValue} for a value that must
	 * not be sent; `undefined` leaves the field out of the request.
	 */
	encode?: (value: unknown, read: Read) => unknown;
}

/** One group of a `fixedCollection`. */
export interface FieldGroup {
	displayName: string;
	name: string;
	values: Field[];
}

/** A value that must not reach the platform. `execute` adds the field's label and the item. */
export class InvalidValue extends Error {
	/** @param field label of the field at fault when it is not the one being encoded */
	constructor(
		message: string,
		readonly field?: string,
	) {
		super(message);
	}
}

/** A request as the platform gets it, but for the base URL and the credential. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	/** Below the base URL, holes filled and percent-encoded. */
	path: string;
	query: IDataObject;
	body?: IDataObject | GenericValue[];
	headers: IDataObject;
}

/** What an operation's own `run` gets: the request made from its fields, and a way to send. */
export interface OperationCall {
	request: ApiRequest;
	/** Values of the fields that have no `in`. */
	values: IDataObject;
	/** Sends through pace, retry rules and ledger; gives the body of the answer. */
	send(request: ApiRequest): Promise<unknown>;
}

/** One thing a platform can do. The form, the request, the docs and the tests are made from it. */
export interface Operation {
	name: string;
	value: string;
	/** Shown in the node list, e.g. "Send a text message". */
	action: string;
	description: string;
	method: IHttpRequestMethods;
	/** Holes in braces are filled by the fields with `in: 'path'`. */
	path: string;
	fields: Field[];
	/** Where the rows sit in the answer, e.g. `data`. Each row becomes an output item. */
	items?: string;
	paginate?: Pagination;
	/**
	 * Whether sending it again after an unclear outcome (5xx, reset, time-out) does no harm.
	 * Reads are repeatable unless this says `false`; everything else is not unless it says `true`.
	 */
	repeatable?: boolean;
	/** For the odd operation that a method, a path and fields cannot express. */
	run?: (call: OperationCall) => Promise<unknown>;
}

export interface Resource {
	name: string;
	value: string;
	operations: Operation[];
}

export function isRead(method: IHttpRequestMethods): boolean {
	return method === 'GET' || method === 'HEAD';
}

export function isRepeatable(operation: Operation): boolean {
	return operation.repeatable ?? isRead(operation.method);
}
