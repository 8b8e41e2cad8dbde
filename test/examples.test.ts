import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INode } from 'n8n-workflow';

import {
	eventOf,
	exampleFiles,
	exampleTriggers,
	samplePayload,
	shapeOf,
} from '../scripts/pinned-events';
import { committedSurface } from '../scripts/surface';
import { loadCredentials, loadNodes, loadPlatforms, repository } from '../scripts/platforms';

interface Example {
	name: string;
	nodes: INode[];
	pinData: Record<string, unknown[]>;
}

function read(file: string): Example {
	return JSON.parse(readFileSync(join(repository, 'examples', file), 'utf8')) as Example;
}

const PACKAGE = 'n8n-nodes-whatsapp-hub.';

describe.each(exampleTriggers())('$file: what is pinned to "$node.name"', (trigger) => {
	const { file, node, pinned = {} } = trigger;

	test('is one event', () => {
		expect(read(file).pinData[node.name]).toHaveLength(1);
	});

	test('is what the trigger makes of its payload, in the same order (else: npm run docs)', async () => {
		const event = await eventOf(node, pinned.raw as IDataObject);
		expect(pinned).toMatchObject(event);
		expect(Object.keys(pinned).slice(0, Object.keys(event).length)).toEqual(Object.keys(event));
	});

	test('has a payload of the form that the sandbox delivers (else: npm run docs)', () => {
		expect(shapeOf(pinned.raw)).toEqual(shapeOf(samplePayload(trigger)));
	});
});

describe.each(exampleFiles())('%s', (file) => {
	const { name, nodes, pinData } = read(file);
	const text = JSON.stringify(nodes);

	test('says what it does and how to use it', () => {
		const [note] = nodes.filter(({ type }) => type.endsWith('.stickyNote'));
		expect(note.parameters.content).toMatch(/^## .+\n[^]+\*\*To use it:\*\* /);
	});

	test('names only nodes and credentials that there are', () => {
		const types = loadNodes().map(({ description }) => `${PACKAGE}${description.name}`);
		const credentials = loadCredentials().map((credential) => credential.name);
		for (const node of nodes.filter(({ type }) => type.startsWith(PACKAGE))) {
			expect(types).toContain(node.type.replace(/Tool$/, ''));
			for (const type of Object.keys(node.credentials ?? {})) expect(credentials).toContain(type);
		}
	});

	test('sets only parameters that there are', () => {
		for (const node of nodes.filter(({ type }) => type.startsWith(PACKAGE))) {
			const known = parametersOf(node);
			const set = pathsIn(node.parameters).filter((path) => !BY_N8N.includes(path.split('.')[0]));
			const isKnown = (path: string) =>
				known.some((one) => one === path || one.startsWith(`${path}.`));
			expect(set.filter((path) => !isKnown(path))).toEqual([]);
		}
	});

	test('pins nothing to a node that it does not have', () => {
		const names = nodes.map((node) => node.name);
		expect(names).toEqual(expect.arrayContaining(Object.keys(pinData)));
	});

	// A workflow is tried before it is changed: a message to somebody's number cannot be unsent.
	test('writes to nobody: its numbers are those that are kept for stories', () => {
		const numbers = `${text}${JSON.stringify(pinData)}`.match(/\+\d[\d ]{8,16}\d/g) ?? [];
		const others = numbers.filter((number) => !/^\+44 ?7700 ?900\d{3}$/.test(number));
		expect(others).toEqual([]);
	});

	test('is in the list of examples, with its name and its platforms', () => {
		const list = readFileSync(join(repository, 'examples', 'README.md'), 'utf8');
		const row = list.split('\n').find((line) => line.startsWith(`| [${file}](${file}) |`)) ?? '';
		const platforms = loadPlatforms().filter(({ action }) =>
			nodes.some(({ type }) => type.startsWith(`${PACKAGE}${action.description.name}`)),
		);
		for (const platform of platforms) expect(row).toContain(platform.name);
		expect(name).toContain(platforms[0].name);
	});
});

/** What n8n adds to a node that is a tool, and to a polling trigger. */
const BY_N8N = ['descriptionType', 'toolDescription', 'pollTimes'];

function parametersOf({ type, parameters }: INode): string[] {
	const { resource, operation } = parameters as Record<string, string>;
	const all = committedSurface().nodes[type.replace(PACKAGE, '').replace(/Tool$/, '')].parameters;
	const places = ['*.*', `${resource}.*`, `${resource}.${operation}`];
	return places.flatMap((place) => Object.keys(all[place] ?? {}));
}

/** Of all parts but those of resource locators, which have a form of their own. */
function pathsIn(value: unknown, prefix = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((part) => pathsIn(part, prefix));
	if (typeof value !== 'object' || value === null || '__rl' in value) return [];
	return Object.entries(value).flatMap(([key, part]) => {
		const path = prefix === '' ? key : `${prefix}.${key}`;
		return [path, ...pathsIn(part, path)];
	});
}

test('each platform has at least two examples', () => {
	const types = exampleFiles().map((file) => JSON.stringify(read(file).nodes));
	for (const { action } of loadPlatforms()) {
		const type = `${PACKAGE}${action.description.name}`;
		const having = types.filter(
			(text) => text.includes(`${type}"`) || text.includes(`${type}Trigger"`),
		);
		expect(having.length).toBeGreaterThanOrEqual(2);
	}
});
