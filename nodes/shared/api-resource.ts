import type { GenericValue, IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { optionalJsonObject } from './form/check';
import {
	InvalidValue,
	type ApiRequest,
	type Operation,
	type OperationCall,
	type Resource,
} from './operation';

/**
 * Any call to the platform, through the same pace, ledger and error messages as every other operation.
 * What it does is not known here, so it is never repeated, not even a GET.
 */
const apiRequest: Operation = {
	name: 'Request',
	value: 'request',
	action: 'Make an API request',
	description: 'Call anything else that the platform offers',
	method: 'POST',
	path: '',
	repeatable: false,
	fields: [
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: [
				{ name: 'DELETE', value: 'DELETE' },
				{ name: 'GET', value: 'GET' },
				{ name: 'PATCH', value: 'PATCH' },
				{ name: 'POST', value: 'POST' },
				{ name: 'PUT', value: 'PUT' },
			],
			default: 'GET',
			description: 'The HTTP method',
		},
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			required: true,
			default: '',
			description: 'Path below the base URL of the credential',
			encode: apiPath,
		},
		{
			displayName: 'Query Parameters',
			name: 'query',
			type: 'json',
			default: '{}',
			description: 'Query parameters as a JSON object',
			encode: optionalJsonObject,
		},
		{
			displayName: 'Body',
			name: 'body',
			type: 'json',
			default: '{}',
			description: 'Body as JSON',
			displayOptions: { show: { method: ['PATCH', 'POST', 'PUT'] } },
			encode: jsonBody,
		},
	],
	run: async ({ values, send }: OperationCall) => {
		const request: ApiRequest = {
			method: values.method as IHttpRequestMethods,
			path: values.path as string,
			query: (values.query ?? {}) as IDataObject,
			body: values.body as IDataObject | GenericValue[] | undefined,
			headers: {},
		};
		return await send(request);
	},
};

/**
 * The resource with the one operation that takes any path of the platform.
 *
 * @param example a path that the platform documents
 * @param description what else there is to say about a path
 */
export function apiResource(example: string, description?: string): Resource {
	const path = { placeholder: `e.g. ${example}`, ...(description && { description }) };
	const fields = apiRequest.fields.map((field) =>
		field.name === 'path' ? { ...field, ...path } : field,
	);
	return { name: 'API', value: 'api', operations: [{ ...apiRequest, fields }] };
}

/** A path that stays below the base URL: no other host, no climbing, no query of its own. */
function apiPath(value: unknown): string {
	const path = String(value).trim();
	if (!path.startsWith('/') || path.startsWith('//'))
		throw new InvalidValue('must start with one /');
	if (/[?#\s\\]/.test(path)) {
		throw new InvalidValue(
			'must not hold spaces, \\, # or ?; query parameters have their own field',
		);
	}
	const climbs = path.split('/').some((part) => /^(\.|%2e){1,2}$/i.test(part));
	if (climbs) throw new InvalidValue('must not hold . or .. as a part');
	return path;
}

function jsonBody(value: unknown): unknown {
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value !== 'object') throw new InvalidValue('must be a JSON object or list');
	return value;
}
