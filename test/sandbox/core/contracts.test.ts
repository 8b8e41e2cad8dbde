import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parse } from 'yaml';

import { Account } from '../../../sandbox/account/account';
import { Contract } from '../../../sandbox/http/contract';
import { sandboxFile } from '../../../sandbox/http/sandbox-file';
import { platforms } from '../../../sandbox/platforms';

describe.each(platforms)('the contract of $name', (platform) => {
	const file = sandboxFile('platforms', platform.id, 'openapi.yaml');

	it('is valid OpenAPI', async () => {
		await expect(Contract.load(file)).resolves.toBeInstanceOf(Contract);
	});

	it('has no handler without an operation', async () => {
		const contract = await Contract.load(file);
		const account = new Account(platform, () => {});
		const { operationIds } = contract;
		const strange = Object.keys(account.vendor.operations).filter(
			(id) => !operationIds.includes(id),
		);
		expect(strange).toEqual([]);
		account.close();
	});

	it('asks for a key on every operation', () => {
		const document = parse(readFileSync(file, 'utf8')) as { security?: unknown[] };
		expect(document.security).toHaveLength(1);
	});
});

it('the contract of the control API is valid OpenAPI', async () => {
	await expect(Contract.load(sandboxFile('control', 'openapi.yaml'))).resolves.toBeInstanceOf(
		Contract,
	);
});

it('answers with the example of the contract where an operation has no handler', async () => {
	const contract = await Contract.load(sandboxFile('platforms', 'waba-portal', 'openapi.yaml'));
	const body = { to: '919876543210', message: 'Hi' };
	const request = { method: 'POST', path: '/messages/text', query: {}, headers: {}, body };
	expect(await contract.answer(request, {})).toEqual({
		status: 200,
		body: { success: true, messageId: expect.stringMatching(/^wamid\./) as string },
	});
	const wrong = contract.answer({ ...request, body: {} }, {});
	await expect(wrong).rejects.toMatchObject({ status: 400 });
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
