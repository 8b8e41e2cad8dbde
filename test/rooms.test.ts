import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { preProcessFile } from 'typescript';

import { loadPlatforms, repository, sourceFiles } from '../scripts/platforms';

/** CONTRIBUTING.md says why: a file should be found by its name, and read without scrolling for long. */
const MOST_FILES = 10;
const MOST_LINES = 250;
const MOST_LINES_OF_A_RESOURCE = 400;

/** The rooms of nodes/shared, and the files beside them, from the lowest to the highest. A room uses lower ones. */
const SHARED = [
	'question.ts',
	'operation.ts',
	'value.ts',
	'platform.ts',
	'errors',
	'safeguards',
	'form',
	'fields',
	'template',
	'rate-limit',
	'http',
	'api-resource.ts',
	'account-resource.ts',
	'text',
	'send-and-wait',
	'list',
	'trigger',
	'run',
	'arrival',
];

/** The same for a platform's folder. All of nodes/shared is below it. */
const PLATFORM = [
	'error-message.ts',
	'login.ts',
	'platform.ts',
	'lists.ts',
	'fields',
	'template',
	'resources',
	'list-search.ts',
	'trigger',
	'node',
];

const REQUIRED = [
	'list-search.ts',
	'platform.ts',
	'resources/index.ts',
	'trigger/events.ts',
	'trigger/receiver.ts',
];

const sources = ['nodes', 'credentials'].flatMap((folder) => sourceFiles(folder, /\.ts$/));
const platforms = loadPlatforms();
const isResource = (file: string) => basename(dirname(file)) === 'resources';

test('a room has at most 10 files, but for one per resource', () => {
	const rooms = [...new Set(sources.filter((file) => !isResource(file)).map(dirname))];
	const sizes = rooms.map((room) => ({
		room,
		files: sources.filter((file) => dirname(file) === room).length,
	}));
	expect(sizes.filter(({ files }) => files > MOST_FILES)).toEqual([]);
});

test('a file has at most 250 lines, a resource at most 400', () => {
	const long = sources.flatMap((file) => {
		const lines = readFileSync(join(repository, file), 'utf8').trimEnd().split('\n').length;
		return lines > (isResource(file) ? MOST_LINES_OF_A_RESOURCE : MOST_LINES)
			? `${file}: ${lines}`
			: [];
	});
	expect(long).toEqual([]);
});

/** Where a file stands, as a number: a file may use what has a lower one, or the same within its own room. */
function floorOf(file: string): number {
	const [top, folder, entry] = file.split('/');
	if (top === 'credentials') return SHARED.length + PLATFORM.indexOf('login.ts') + 0.5;
	if (folder === 'shared') return SHARED.indexOf(entry);
	const place = entry.endsWith('.node.ts') ? 'node' : entry;
	return PLATFORM.includes(place) ? SHARED.length + PLATFORM.indexOf(place) : -1;
}

const roomOf = (file: string) => file.split('/').slice(0, 3).join('/');

/** The files of ours that a file imports, types too. */
function importsOf(file: string): string[] {
	const { importedFiles } = preProcessFile(readFileSync(join(repository, file), 'utf8'));
	return importedFiles
		.filter(({ fileName }) => fileName.startsWith('.'))
		.map(({ fileName }) => join(dirname(file), fileName).replaceAll('\\', '/'))
		.map((path) => (sources.includes(`${path}.ts`) ? `${path}.ts` : `${path}/index.ts`));
}

describe('imports', () => {
	const graph = new Map(sources.map((file) => [file, importsOf(file)]));

	test('every file stands in a room that has a place in the order', () => {
		expect(sources.filter((file) => floorOf(file) < 0)).toEqual([]);
	});

	test('run downwards between rooms, and from a platform never to another', () => {
		const wrong = [...graph].flatMap(([file, imports]) =>
			imports
				.filter((other) => {
					if (roomOf(file) === roomOf(other)) return false;
					const [top, owner] = file.split('/');
					const foreign = top === 'nodes' && ![owner, 'shared'].includes(other.split('/')[1]);
					return foreign || floorOf(other) >= floorOf(file);
				})
				.map((other) => `${file} imports ${other}`),
		);
		expect(wrong).toEqual([]);
	});

	test('make no circle', () => {
		const done = new Set<string>();
		const circles: string[] = [];
		const visit = (file: string, path: string[]): void => {
			if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
			if (done.has(file) || path.includes(file)) return;
			for (const other of graph.get(file) ?? []) visit(other, [...path, file]);
			done.add(file);
		};
		for (const file of sources) visit(file, []);
		expect(circles).toEqual([]);
	});
});

describe.each(platforms)('$name', ({ folder, id }) => {
	const entries = readdirSync(join(repository, 'nodes', folder));

	test('has the files that every platform has, and no others beside its rooms', () => {
		const own = new RegExp(
			`^${folder}(|Trigger|PollingTrigger)\\.node\\.(ts|json)$|\\.svg$|^__schema__$`,
		);
		expect(entries.filter((entry) => !PLATFORM.includes(entry) && !own.test(entry))).toEqual([]);
		const files = sourceFiles(`nodes/${folder}`, /\.ts$/);
		const required = [`${folder}.node.ts`, `${folder}Trigger.node.ts`, ...REQUIRED];
		expect(files).toEqual(
			expect.arrayContaining(required.map((file) => `nodes/${folder}/${file}`)),
		);
	});

	test('has its tests where those of the others are', () => {
		const tests = [
			'operations.test.ts',
			'rows.ts',
			'trigger/events.test.ts',
			'trigger/receiver.test.ts',
		];
		const files = sourceFiles(`test/platforms/${id}`, /\.ts$/);
		expect(files).toEqual(
			expect.arrayContaining(tests.map((file) => `test/platforms/${id}/${file}`)),
		);
	});
});

test('every file has a name in kebab-case, but where n8n wants the name of a class', () => {
	const files = ['nodes', 'sandbox', 'scripts', 'test'].flatMap((folder) =>
		sourceFiles(folder, /\.m?[jt]s$/),
	);
	const wrong = files.filter(
		(file) => !/\.node\.ts$/.test(file) && !/^[a-z0-9.-]+$/.test(basename(file)),
	);
	expect(wrong).toEqual([]);
});
