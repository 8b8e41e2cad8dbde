import axios, { type AxiosInstance } from 'axios';

import { openReceiver, type Receiver } from '../support/receiver';
import { SandboxClient } from '../../../sandbox/client';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { prepare as badala } from '../badala/prepared';
import { prepare as cloove } from '../cloove/prepared';
import { prepare as pabblyChatflow } from '../pabbly-chatflow/prepared';
import { answersOf, contractCheck, type VendorContract } from '../../support/contract';
import { type DocumentedOperation, examplesIn, operationsOf } from '../support/contract';
import type { Prepare, Prepared } from '../support/prepared';
import { prepare as wabaPortal } from '../waba-portal/prepared';
import { prepare as wbiz } from '../wbiz/prepared';

// Every example of every contract: what a test can read from there is not typed again anywhere.
const PREPARED: Array<[string, Prepare]> = [
	['badala', badala],
	['cloove', cloove],
	['pabbly-chatflow', pabblyChatflow],
	['waba-portal', wabaPortal],
	['wbiz', wbiz],
];

/** Of a page that there is no first one of. */
const CURSORS = ['cursor', 'since'];

let sandbox: Sandbox;
let receiver: Receiver;

beforeAll(async () => {
	sandbox = await startSandbox();
	receiver = await openReceiver();
});
afterAll(async () => {
	await sandbox.close();
	await receiver.close();
});

describe.each(PREPARED)('%s', (platformId, prepare) => {
	let contract: VendorContract;
	let operations: DocumentedOperation[];
	let client: SandboxClient;
	let api: AxiosInstance;

	beforeAll(async () => {
		contract = await answersOf(platformId).init();
		operations = operationsOf(contract);
		client = new SandboxClient(sandbox.url, platformId);
		const { baseUrl, apiKey } = await client.platform();
		const headers = { Authorization: `Bearer ${apiKey}` };
		api = axios.create({ baseURL: baseUrl, headers, validateStatus: () => true, proxy: false });
		api.interceptors.response.use(await contractCheck(platformId));
	});

	it('has an example of every answer, of the shape that it promises', () => {
		const faults = operations.flatMap((operation) => answerFaults(contract, operation));
		expect(faults).toEqual([]);
	});

	it('has an example of every JSON body', () => {
		const without = operations.filter(({ requestBody }) => {
			const content = requestBody?.content['application/json'];
			return content && examplesIn(content).length === 0;
		});
		expect(without.map(({ operationId }) => operationId)).toEqual([]);
	});

	it('takes every request as it is documented, and answers it as documented', async () => {
		const faults: string[] = [];
		let prepared: Prepared | undefined;
		for (const operation of operations) {
			for (const [name, body] of bodiesOf(operation)) {
				const label = `${operation.operationId} ${name}`;
				// What an earlier request has changed, such as a name that is taken, is put right and tried again.
				let answer = prepared && (await send(api, operation, body, prepared));
				if (!prepared || !answer || answer.status >= 300) {
					await client.reset();
					prepared = await prepare(client, api, receiver.url);
					answer = await send(api, operation, body, prepared);
				}
				const refused = prepared.refused?.[label];
				const wanted = refused === undefined ? accepted(operation) : [refused];
				const { status, data } = answer;
				if (!wanted.includes(status)) faults.push(`${label}: ${status} ${JSON.stringify(data)}`);
			}
		}
		expect(faults).toEqual([]);
	}, 60_000);
});

function accepted({ responses }: DocumentedOperation): number[] {
	return Object.keys(responses)
		.map(Number)
		.filter((status) => status < 300);
}

function answerFaults(contract: VendorContract, { operationId, responses }: DocumentedOperation) {
	return Object.entries(responses).flatMap(([status, { content = {} }]) =>
		Object.values(content).flatMap((one) => {
			const examples = examplesIn(one);
			if (examples.length === 0) return [`${operationId} ${status}: no example`];
			// A status that the contract does not name finds the default.
			const code = status === 'default' ? 599 : Number(status);
			return examples.flatMap(([name, value]) => {
				const { errors } = contract.validateResponse(value as object, operationId, code);
				return (errors ?? []).map(
					({ instancePath, message }) =>
						`${operationId} ${status} ${name}${instancePath}: ${message}`,
				);
			});
		}),
	);
}

/** By the names of the examples; without an example once, for operations without a body and for forms. */
function bodiesOf({ requestBody }: DocumentedOperation): Array<[string, unknown]> {
	const examples = examplesIn(requestBody?.content['application/json']);
	return examples.length > 0 ? examples : [['request', undefined]];
}

async function send(
	api: AxiosInstance,
	operation: DocumentedOperation,
	body: unknown,
	{ headers, parameters = {}, texts = {}, forms = {} }: Prepared,
) {
	const { operationId, method } = operation;
	const valueOf = (name: string) => parameters[`${operationId} ${name}`] ?? parameters[name];
	const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
		encodeURIComponent(valueOf(name) ?? `no value for ${name}`),
	);
	const query = (operation.parameters ?? [])
		.filter((one) => one.in === 'query' && !CURSORS.includes(one.name))
		.map(({ name, example }) => [name, parameters[`${operationId} ${name}`] ?? example] as const)
		.filter(([, value]) => value !== undefined);
	const data = forms[operationId] ?? withTexts(body, texts);
	return await api.request({ method, url: path, params: Object.fromEntries(query), data, headers });
}

function withTexts(body: unknown, texts: Record<string, string>): unknown {
	if (body === undefined) return undefined;
	return JSON.parse(JSON.stringify(body), (_key, value: unknown) =>
		typeof value === 'string' ? (texts[value] ?? value) : value,
	);
}
