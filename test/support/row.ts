import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';

/** A request the node must make. What is left out must be empty: no query, no body. */
export interface RowRequest {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/**
	 * The path below the credential's base URL, as it is on the wire: `/templates/123/edit`. A whole address for a
	 * request to another host, which must not see the key.
	 */
	path: string;
	query?: Record<string, string>;
	/** Compared as a whole: a key too many or too few fails. */
	body?: unknown;
	/** Only the headers that matter; others may be there. */
	headers?: Record<string, string>;
	/** In the place of a body: the one file of a multipart upload. `content` is read as UTF-8. */
	form?: { part: string; fileName: string; mimeType: string; content: string };
}

/** What the platform answers. Without a status it is 200. */
export interface RowAnswer {
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
}

/**
 * One operation of a platform with form values, and what must happen at the HTTP boundary.
 * `test/platforms/<id>/rows.ts` exports `rows: Row[]`; `operations.test.ts` beside it runs them all.
 */
export interface Row {
	/** `<resource>.<operation>`, for example `message.sendText`. */
	operation: string;
	/** A sentence for the test report, where one operation has several rows. */
	name?: string;
	/** The form, without resource and operation. Expressions (`={{ $json.phone }}`) work. Run settings go in `options`. */
	parameters: INodeParameters;
	/** The input items; one empty item by default. */
	items?: INodeExecutionData[];
	/** The requests in the order they are made. An empty list: none is made. */
	request: RowRequest | RowRequest[];
	/** One answer per request; left out, the contract's own example of the 2xx answer. */
	answer?: RowAnswer | RowAnswer[];
	/** The `json` of every output item, compared as a whole. Left out, the run only has to succeed. */
	output?: IDataObject[];
	/** How a run ends that does not fail; `success` when left out. */
	status?: 'waiting';
	/** The run must fail with this text in the error's message or description. */
	error?: string | RegExp;
	/** The workflow's time zone; UTC by default. */
	timezone?: string;
	/** Settings of the node in the workflow, as in its Settings tab. */
	options?: { onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput' };
}

/** One genuine delivery of the vendor. The contract suite breaks it in every way that must be refused. */
export interface SignedDelivery {
	/** The trigger's parameters, without which it would not take this delivery. */
	parameters?: INodeParameters;
	/** The trigger's static data after a registration: its secret, and whatever else it keeps. */
	staticData: IDataObject;
	/** The exact bytes, as text. */
	body: string;
	/** The header that signs the body, as a literal computed elsewhere, e.g. with `openssl dgst`. */
	signature: { header: string; value: string };
	/**
	 * For a vendor that signs nothing: the credential field whose secret the header repeats. The body is then not
	 * proven, and nothing is in the static data.
	 */
	sharedSecret?: string;
	/**
	 * The credential field that holds the secret of the signature, where the user enters it by hand. Nothing is in
	 * the static data then.
	 */
	secretField?: string;
	/** Seconds that its own, signed time may be off, where it has one. */
	tolerance?: number;
	/** More headers of the vendor, e.g. a timestamp. */
	headers?: Record<string, string>;
	/** When it arrives, ISO. */
	at: string;
	/** Requests that the trigger may make while it checks, e.g. to read its secret again. */
	lookups?: Array<{ request: RowRequest; answer: RowAnswer }>;
}

/** What `test/platforms/<id>/rows.ts` exports. */
export interface RowFile {
	rows: Row[];
	/** For platforms with a webhook trigger. */
	delivery?: SignedDelivery;
	/** What the credential's fields need beside `baseUrl` and its secrets, which are filled in; by field name. */
	credential?: ICredentialDataDecryptedObject;
}
