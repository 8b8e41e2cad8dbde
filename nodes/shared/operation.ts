import type {
	IBinaryKeyData,
	IDataObject,
	GenericValue,
	IHttpRequestMethods,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { Question } from './question';

/** Under this name {@link Read} gives the workflow's time zone, e.g. `Asia/Kolkata`. */
export const TIME_ZONE = '$timezone';

/** Gives the value of another parameter of the same item. */
export type Read = (parameterName: string) => unknown;

/**
 * A form field: an ordinary n8n property, and where its value goes in the request.
 * Without `in` the value is kept for the operation's `run` (see {@link OperationCall.values}).
 */
export interface Field extends Omit<INodeProperties, 'options'> {
	options?: Array<INodePropertyOptions | Field | FieldGroup>;
	in?: 'path' | 'query' | 'body' | 'header';
	/** The vendor's name, when it is not `name`. In `body`, dots nest, and '' puts an object's fields at the top. */
	as?: string;
	/**
	 * Turns the form's value into the wire's. Pure. Throws {@link InvalidValue} for a value that must
	 * not be sent; `undefined` leaves the field out of the request.
	 */
	encode?: (value: unknown, read: Read) => unknown;
	/** Whether it names whom the request is for: writes to one recipient go in order, and the ledger goes by it. */
	recipient?: boolean;
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
	/** JSON, or a form with a file. */
	body?: IDataObject | GenericValue[] | FormData;
	headers: IDataObject;
}

/** Sends through pace, retry rules and ledger; gives the body of the answer, secrets hidden. */
export type Send = (request: ApiRequest, options?: { repeatable?: boolean }) => Promise<unknown>;

/** A file of an input item. */
export interface BinaryFile {
	data: Buffer;
	mimeType: string;
	fileName: string;
}

/** Tells an output row with binary data from an answer that has a key of the same name. */
export const FILE_ROW = Symbol('An output row with binary data');

/** An output row with binary data. */
export interface RowWithFile {
	[FILE_ROW]: true;
	json: IDataObject;
	binary: IBinaryKeyData;
}

/** Another operation of the same item, ready to be sent. */
export interface PreparedOperation {
	/** Whether an earlier try of this execution has sent it, or may have. */
	begun: boolean;
	/** @returns the answer's body, or what the operation's own `run` gives */
	perform(): Promise<unknown>;
}

/** What an operation's own `run` gets: the request made from its fields, and a way to send. */
export interface OperationCall {
	request: ApiRequest;
	/** Values of the fields that have no `in`. */
	values: IDataObject;
	send: Send;
	/** Whether this or an earlier try of the execution has sent the item's first request, or may have. */
	hasBegun(): boolean;
	/** @throws InvalidValue when the item holds no such file */
	binary(property: string): Promise<BinaryFile>;
	/** Gets a file from an address that must not be shown the key. @throws RequestError */
	download(url: string): Promise<BinaryFile>;
	/** An output row that carries a file in the binary field `property`. */
	withFile(json: IDataObject, property: string, file: BinaryFile): Promise<RowWithFile>;
	/**
	 * The question of *Send and Wait for Response*, with an address for each answer that resumes the execution.
	 *
	 * @param to digits of the person who is asked, for answers by a button in the chat
	 * @throws InvalidValue
	 */
	question(to?: string): Question;
	/**
	 * Another operation of the platform for the same item, its request made from the same form at once.
	 * @throws InvalidValue naming the field
	 */
	prepare(operation: Operation): PreparedOperation;
	/** WhatsApp's id of the message in the answer to a send. */
	messageId(answer: unknown): string | undefined;
	/** Whether nothing leaves, and more may be read to show what the customer would get. */
	doNotSend: boolean;
	/** Gives the same promise to every item of the run that asks under the key. */
	once<T>(key: string, make: () => Promise<T>): Promise<T>;
}

/** What a {@link Batch} gets: everything about its items, in their order. */
export interface BatchCall {
	requests: ApiRequest[];
	/** Values of the fields that have no `in`. */
	values: IDataObject[];
	send: Send;
	/** A file of the batch's item at `index`. @throws InvalidValue when the item holds no such file */
	binary(index: number, property: string): Promise<BinaryFile>;
}

/** Many items gathered into one call. */
export interface Batch {
	/** The most items in one call; `Infinity` for all of them. As a function: from the values of the call's first item. */
	size: number | ((values: IDataObject) => number);
	/** What the items of one call have in common, such as a query parameter; without it all items do. */
	group?: (request: ApiRequest) => string;
	/** What may stand only once in a call, such as a phone number. */
	unique?: (request: ApiRequest) => string | undefined;
	/**
	 * Gives each item's result, in their order; an `InvalidValue` or `RequestError` among them fails
	 * that item alone. Throwing fails them all.
	 */
	batch(call: BatchCall): Promise<unknown[]>;
}

/** The page size that a request asks for; without it the platform decides. */
type PageSize =
	| {
			/** Query parameter for the number of rows wanted in one page. */
			sizeParameter: string;
			/** The most rows that the platform gives in one page. */
			maxSize: number;
	  }
	| { sizeParameter?: undefined; maxSize?: undefined };

/** How a platform hands out a long list. */
export type Pagination =
	| ({
			type: 'cursor';
			/** Query parameter that takes the cursor. */
			parameter: string;
			/** Where the next cursor sits in the answer; several places are tried in order. */
			next: string | string[];
			/** Where the answer says whether there is more; without it a missing cursor ends the list. */
			more?: string;
	  } & PageSize)
	| ({
			type: 'page';
			/** Query parameter that takes the number of the page. */
			parameter: string;
			/** The number of the first page. */
			first: number;
			/** Query parameter that asks for all rows in one answer: then nothing is said of pages. */
			unless?: string;
			/** Where the answer says whether there is more, or how many rows are left; without it a short page is the last. */
			more?: string;
	  } & Extract<PageSize, { maxSize: number }>)
	| {
			/**
			 * Pages of the platform's own size, for a list of which its vendor does not say that it has pages: the first
			 * request asks for none, and only an answer that says `more: true` is followed by page 2.
			 */
			type: 'page';
			parameter: string;
			first?: undefined;
			unless?: undefined;
			more: string;
			sizeParameter?: undefined;
			maxSize?: undefined;
	  }
	| ({
			type: 'offset';
			/** Query parameter that takes the number of rows to skip. */
			parameter: string;
			/**
			 * Whether a page that is not full may be followed by another, because `maxSize` is a guess: then only an
			 * empty page ends the list.
			 */
			maxSizeUnknown?: boolean;
	  } & Extract<PageSize, { maxSize: number }>);

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
	/**
	 * Where the rows sit in the answer, e.g. `data`; each row becomes an output item. Where a vendor does not say,
	 * several places, tried in order; '' is the whole answer.
	 */
	items?: string | string[];
	paginate?: Pagination;
	/** What an answer says beside its rows: the name under which each row gets it, and where it is. */
	beside?: Record<string, string | string[]>;
	/**
	 * Whether sending it again after an unclear outcome (5xx, reset, time-out) does no harm.
	 * Reads are repeatable unless this says `false`; everything else is not unless it says `true`.
	 * `idempotencyKey`: it is, because each request carries an `Idempotency-Key`, under which the platform sends once.
	 */
	repeatable?: boolean | 'idempotencyKey';
	/** For the odd operation that a method, a path and fields cannot express. */
	run?: Batch | ((call: OperationCall) => Promise<unknown>);
}

export interface Resource {
	name: string;
	value: string;
	operations: Operation[];
}

export function isRead(method: IHttpRequestMethods): boolean {
	return method === 'GET' || method === 'HEAD';
}

export function isRepeatable({ repeatable, method }: Operation): boolean {
	return repeatable === undefined ? isRead(method) : repeatable !== false;
}
