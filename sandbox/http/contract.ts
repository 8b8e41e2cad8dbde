import OpenAPIBackend, { type Context } from 'openapi-backend';

import { Refusal } from './refusal';
import type {
	ApiRequest,
	ContractOperation,
	Operation,
	OperationCall,
	Operations,
	Reply,
} from './types';

type Files = OperationCall['files'];

interface SchemaError {
	instancePath: string;
	keyword: string;
	message?: string;
	params: Record<string, unknown>;
	parentSchema?: Record<string, unknown>;
}

const FORMATS = {
	uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
	'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
};

/** An OpenAPI document that requests are held against before anything answers them. */
export class Contract {
	private static readonly loaded = new Map<string, Promise<Contract>>();

	private constructor(private readonly api: OpenAPIBackend) {}

	/**
	 * Reads and checks the document; throws when it is not valid OpenAPI. Checking and compiling take long, so a
	 * process does it once for each file.
	 */
	static async load(file: string): Promise<Contract> {
		const loaded = Contract.loaded.get(file) ?? Contract.read(file);
		Contract.loaded.set(file, loaded);
		return await loaded;
	}

	private static async read(file: string): Promise<Contract> {
		const api = new OpenAPIBackend({
			definition: file,
			strict: true,
			// Compiles the schemas of an operation when it is first used: all at once take seconds.
			quick: true,
			ajvOpts: { verbose: true, discriminator: true, formats: FORMATS },
			handlers: { validationFail: refuseInvalid, notFound: refuseUnknown },
		});
		// Quick also means unchecked, so it is checked here.
		await api.loadDocument();
		api.validateDefinition();
		await api.init();
		// The vendor checks the key, and before this: with a wrong key, nobody learns what else is wrong.
		for (const scheme of Object.keys(api.definition.components?.securitySchemes ?? {})) {
			api.registerSecurityHandler(scheme, () => true);
		}
		for (const { operationId = '' } of api.getOperations()) {
			api.register(operationId, (context: Context, operations: Operations, files: Files = {}) =>
				(operations[operationId] ?? exampleOf(api, operationId))({
					params: context.request.params as Record<string, string>,
					query: context.request.query as Record<string, string>,
					headers: context.request.headers,
					body: context.request.requestBody as unknown,
					files,
				}),
			);
		}
		return new Contract(api);
	}

	get operationIds(): string[] {
		return this.api.getOperations().map(({ operationId = '' }) => operationId);
	}

	/** The operation that the request means, whether or not it is valid. */
	operationFor({
		method,
		path,
	}: Pick<ApiRequest, 'method' | 'path'>): ContractOperation | undefined {
		return this.api.matchOperation({ method, path, headers: {} }) as ContractOperation | undefined;
	}

	/** The reply of the operation that the request means, or a thrown Refusal (400, 404). */
	async answer(request: Omit<ApiRequest, 'bytes'>, operations: Operations): Promise<Reply> {
		const { method, path, query, body, files } = request;
		const headers = request.headers as Record<string, string>;
		return (await this.api.handleRequest(
			{ method, path, query: query as Record<string, string>, body, headers },
			operations,
			files,
		)) as Reply;
	}
}

/** Answers with the example of the contract: where nothing is kept, there is nothing to add to it. */
function exampleOf(api: OpenAPIBackend, operationId: string): Operation {
	const { status, mock } = api.mockResponseForOperation(operationId);
	return () => ({ status, body: mock as unknown });
}

function refuseUnknown(): never {
	throw new Refusal(404, 'Not found');
}

/** The vendor's own text where the contract has one for the broken schema, else what is wrong where. */
function refuseInvalid({ validation, operation }: Context): never {
	const errors = (validation.errors ?? []) as unknown as SchemaError[];
	const known = errors.find((error) => error.parentSchema?.['x-error'] !== undefined);
	if (known && known.keyword !== 'type')
		throw new Refusal(400, String(known.parentSchema?.['x-error']));
	const prefix = (operation as { 'x-error'?: string })['x-error'] ?? 'Invalid request';
	throw new Refusal(400, `${prefix}: ${errors.length > 0 ? describe(errors[0]) : 'unreadable'}`);
}

function describe({ instancePath, keyword, message, params }: SchemaError): string {
	if (keyword === 'parse') return 'body is not JSON';
	const place = instancePath.split('/').slice(2);
	const named = params.missingProperty ?? params.additionalProperty;
	if (typeof named === 'string' && named !== 'requestBody') place.push(named);
	const field = place.join('.').replace(/\.(\d+)/g, '[$1]') || 'body';
	if (keyword === 'required') return `${field} is required`;
	if (keyword === 'additionalProperties') return `${field} is not known`;
	if (keyword === 'enum') return `${field} must be one of ${JSON.stringify(params.allowedValues)}`;
	return `${field} ${message ?? 'is not valid'}`;
}
