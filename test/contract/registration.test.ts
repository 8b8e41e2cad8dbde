import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	loadCredentials,
	loadNodes,
	packageJson,
	repository,
	sourceFiles,
} from '../../scripts/platforms';
import { platforms } from '../support/platforms';

const compiled = (path: string) => `dist/${path.replace(/\.ts$/, '.js')}`;

test('every node is registered in package.json, and the reverse', () => {
	const files = sourceFiles('nodes', /\.node\.ts$/).map(compiled);
	expect([...packageJson().n8n.nodes].sort()).toEqual(files.sort());
});

test('every credential is registered in package.json, and the reverse', () => {
	const files = sourceFiles('credentials', /\.credentials\.ts$/).map(compiled);
	expect([...packageJson().n8n.credentials].sort()).toEqual(files.sort());
});

test('no two nodes or credentials have the same name', () => {
	const names = [
		...loadNodes().map(({ description }) => description.name),
		...loadCredentials().map(({ name }) => name),
	];
	expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

describe.each(platforms)('$name: the folder', ({ folder, action, triggers, credential }) => {
	test('holds the same files as every platform', () => {
		const expected = [
			`${folder}.node.ts`,
			`${folder}.node.json`,
			`${folder}Trigger.node.ts`,
			`${folder}Trigger.node.json`,
			'platform.ts',
			'trigger/events.ts',
			'trigger/receiver.ts',
			'resources/index.ts',
		];
		const missing = expected.filter((file) => !existsSync(join(repository, 'nodes', folder, file)));
		expect(missing).toEqual([]);
	});

	test('names its nodes and its credential after itself', () => {
		const name = folder[0].toLowerCase() + folder.slice(1);
		expect(action.description.name).toBe(name);
		expect(credential.name).toBe(`${name}Api`);
		expect(triggers.map(({ description }) => description.name)).toContain(`${name}Trigger`);
	});

	test('has a credential that starts closed to all hosts but its own', () => {
		const field = (wanted: string) => credential.properties.find(({ name }) => name === wanted);
		expect(field('allowedHttpRequestDomains')?.default).toBe('domains');
		const expression = String(field('allowedDomains')?.default).replace(/^={{|}}$/g, '');
		const hostOf = (baseUrl: unknown) =>
			// n8n evaluates it in a sandbox of its own.
			new Function('$self', `return ${expression}`)({ baseUrl }) as unknown;
		expect(hostOf(' https://api.example.test:8443/v1 ')).toBe('api.example.test');
		for (const odd of [undefined, '', 7, 'nonsense']) expect(hostOf(odd)).toBe('');
	});

	test('has nodes that use its credential', () => {
		for (const { description } of [action, ...triggers]) {
			expect(description.credentials?.map(({ name }) => name)).toEqual([credential.name]);
		}
	});

	test('has a codex file for every node, with the node’s name', () => {
		for (const file of sourceFiles(`nodes/${folder}`, /\.node\.ts$/)) {
			const codex = JSON.parse(readFileSync(join(repository, file.replace(/ts$/, 'json')), 'utf8'));
			const className = file.split('/').at(-1)!.split('.')[0];
			const name = className[0].toLowerCase() + className.slice(1);
			expect(codex).toMatchObject({
				node: `${packageJson().name}.${name}`,
				categories: expect.arrayContaining([expect.any(String)]),
			});
		}
	});
});
