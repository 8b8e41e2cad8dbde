import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createRunExecutionData,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type INodeType,
} from 'n8n-workflow';

import { createHost } from './harness/host';

/** A rule of a credential's test, of either kind. */
interface Rule {
	type: string;
	properties: { key?: string; value: unknown; message: string };
}

/**
 * What n8n shows for the credential's test: its own routing node makes the request, and the answer is read as n8n's
 * CredentialsTester reads it (n8n 2.41.1, dist/services/credentials-tester.service.js, `runRequestTest`).
 *
 * @returns the error's words; `undefined` when the test is passed
 */
export async function check(
	type: ICredentialType,
	data: ICredentialDataDecryptedObject,
): Promise<string | undefined> {
	const defaults = type.properties.map((property) => [property.name, property.default]);
	const filled = { ...Object.fromEntries(defaults), ...data };
	const rules = (type.test?.rules ?? []) as Rule[];
	let json: unknown;
	try {
		const output = await routingNode(type, filled).runNode();
		json = output?.[0][0].json;
	} catch (error) {
		return wordsOf(error as TestError, rules);
	}
	const broken = rules.find(
		(rule) =>
			rule.type === 'responseSuccessBody' &&
			valueAt(json, rule.properties.key ?? '') === rule.properties.value,
	);
	return broken?.properties.message;
}

function routingNode(type: ICredentialType, data: ICredentialDataDecryptedObject): RoutingNode {
	const node: INodeType = {
		description: {
			displayName: 'Temp',
			name: 'temp',
			group: ['input'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: [],
			credentials: [{ name: type.name, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: type.test?.request },
					default: '',
				},
			],
		},
	};
	const credentials = [{ type, data }];
	const host = createHost({ type: node, credentials });
	const input = { main: [[{ json: {} }]] };
	const context = new ExecuteContext(
		host.workflow,
		host.node,
		host.additionalData,
		'internal',
		createRunExecutionData(),
		0,
		[],
		input,
		{ node: host.node, data: {}, source: null },
		[],
	);
	return new RoutingNode(context, node, { id: '1', name: type.name, type: type.name, data });
}

interface TestError extends Error {
	cause?: { code?: string; response?: { status: number; statusText: string } };
}

function wordsOf(error: TestError, rules: Rule[]): string {
	const { response, code } = error.cause ?? {};
	if (!response) return code ?? error.message;
	const rule = rules.find(
		({ type, properties }) => type === 'responseCode' && properties.value === response.status,
	);
	return (
		rule?.properties.message ??
		(response.statusText || `Received HTTP status code: ${response.status}`)
	);
}

/** As lodash's `get`, which also finds what is inherited. */
function valueAt(value: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], value);
}
