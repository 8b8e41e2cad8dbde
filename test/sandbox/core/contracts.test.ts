import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parse } from 'yaml';

import { Account } from '../../../sandbox/account/account';
import { Contract } from '../../../sandbox/http/contract';
import { sandboxFile } from '../../../sandbox/http/sandbox-file';
import { platforms } from '../../../sandbox/platforms';

interface DocumentedOperation {
	requestBody?: {
		content: {
			'application/json': { example?: unknown; examples?: Record<string, { value: unknown }> };
		};
	};
}
type Paths = Record<string, Record<string, DocumentedOperation>>;

function examplesOf({ requestBody }: DocumentedOperation): unknown[] {
	if (!requestBody) return [];
	const { example, examples = {} } = requestBody.content['application/json'];
	const named = Object.values(examples).map(({ value }) => value);
	return example === undefined ? named : [example, ...named];
}

const WABA_PORTAL_OPERATIONS = [
	'conversation.getMany',
	'conversation.getMessages',
	'message.markAsRead',
	'message.sendText',
	'template.create',
	'template.delete',
	'template.getMany',
	'template.update',
	'webhook.delete',
	'webhook.get',
	'webhook.test',
	'webhook.update',
];

describe.each(platforms)('the contract of $name', (platform) => {
	const file = sandboxFile('platforms', platform.id, 'openapi.yaml');

	it('is valid OpenAPI', async () => {
		await expect(Contract.load(file)).resolves.toBeInstanceOf(Contract);
	});

	it('has a handler for each operation, and no handler without an operation', async () => {
		const contract = await Contract.load(file);
		const account = new Account(platform, () => {});
		expect(Object.keys(account.vendor.operations).sort()).toEqual(contract.operationIds.sort());
		account.close();
	});

	it('asks for a key on every operation', () => {
		const document = parse(readFileSync(file, 'utf8')) as { security?: unknown[] };
		expect(document.security).toHaveLength(1);
	});
});

it("every request example of WABA Portal's contract passes the contract", async () => {
	const file = sandboxFile('platforms', 'waba-portal', 'openapi.yaml');
	const contract = await Contract.load(file);
	const { paths } = parse(readFileSync(file, 'utf8')) as { paths: Paths };
	const taken = Object.fromEntries(
		contract.operationIds.map((id) => [id, () => ({ status: 200, body: id })]),
	);
	const answered: unknown[] = [];
	for (const [path, methods] of Object.entries(paths)) {
		for (const [method, operation] of Object.entries(methods)) {
			for (const body of examplesOf(operation)) {
				const request = { method, path: path.replace('{id}', '1'), query: {}, headers: {}, body };
				answered.push((await contract.answer(request, taken)).body);
			}
		}
	}
	const texts = Array<string>(3).fill('message.sendText');
	const creations = Array<string>(5).fill('template.create');
	const others = ['template.update', 'webhook.update'];
	expect(answered).toEqual([...texts, 'message.markAsRead', ...creations, ...others]);
});

it('WABA Portal has the twelve documented operations', async () => {
	const contract = await Contract.load(sandboxFile('platforms', 'waba-portal', 'openapi.yaml'));
	expect(contract.operationIds.sort()).toEqual(WABA_PORTAL_OPERATIONS);
});

it('the contract of the control API is valid OpenAPI', async () => {
	await expect(Contract.load(sandboxFile('control', 'openapi.yaml'))).resolves.toBeInstanceOf(
		Contract,
	);
});

it('a contract that is not valid OpenAPI is refused', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
	const file = join(folder, 'openapi.yaml');
	writeFileSync(
		file,
		'openapi: 3.0.3\ninfo: { title: x, version: "1" }\npaths: { /a: { get: {} } }\n',
	);
	await expect(Contract.load(file)).rejects.toThrow('not valid OpenAPI');
	rmSync(folder, { recursive: true });
});
