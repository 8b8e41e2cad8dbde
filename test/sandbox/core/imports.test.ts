import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

const SANDBOX = resolve(__dirname, '../../../sandbox');
const MOST_FILES = 10;
const MOST_LINES = 250;

/** From the ground floor upwards: a file imports only from its own floor and from those below it. */
const FLOORS: RegExp[] = [
	/^types$/,
	/^http\//,
	/^account\//,
	/^platforms\/[^/]+\//,
	/^platforms\/index$/,
	/^control\//,
	/^(server|client)$/,
	/^main$/,
];

function filesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		return entry.isDirectory() ? filesIn(path) : [path];
	});
}

const all = filesIn(SANDBOX);
const sources = all.filter((file) => file.endsWith('.ts'));

/** Such as platforms/wbiz/index. */
const nameOf = (file: string) => relative(SANDBOX, file).replace(/\.ts$/, '').split(sep).join('/');

/** Type-only imports too: a reader has to follow them as well. */
function importsOf(file: string): string[] {
	const targets = readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^;]*?from '(.+?)';/gms);
	return [...targets]
		.map(([, target]) => target)
		.filter((target) => target.startsWith('.'))
		.map((target) => resolve(dirname(file), target))
		.map((path) => (sources.includes(`${path}.ts`) ? path : join(path, 'index')))
		.map(nameOf);
}

const graph = new Map(sources.map((file) => [nameOf(file), importsOf(file)]));

/** The first circle that is found from here, as the names on it. */
function circleFrom(name: string, path: string[], done: Set<string>): string[] | undefined {
	if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
	if (done.has(name)) return undefined;
	for (const target of graph.get(name) ?? []) {
		const circle = circleFrom(target, [...path, name], done);
		if (circle) return circle;
	}
	done.add(name);
	return undefined;
}

const floorOf = (name: string) => FLOORS.findIndex((floor) => floor.test(name));
const platformOf = (name: string) => /^platforms\/([^/]+)\//.exec(name)?.[1];

it('no import leads back to where it began', () => {
	const done = new Set<string>();
	expect([...graph.keys()].map((name) => circleFrom(name, [], done)).filter(Boolean)).toEqual([]);
});

it('every file stands on a floor, and imports only from there downwards', () => {
	expect([...graph.keys()].filter((name) => floorOf(name) === -1)).toEqual([]);
	const upwards = [...graph].flatMap(([name, targets]) =>
		targets
			.filter((target) => floorOf(target) > floorOf(name))
			.map((target) => `${name} -> ${target}`),
	);
	expect(upwards).toEqual([]);
});

it('no platform imports from another, and nothing comes from outside the sandbox', () => {
	const strange = [...graph].flatMap(([name, targets]) =>
		targets
			.filter((target) => {
				const other = platformOf(target);
				const elsewhere = other !== undefined && platformOf(name) !== undefined;
				return target.startsWith('..') || (elsewhere && other !== platformOf(name));
			})
			.map((target) => `${name} -> ${target}`),
	);
	expect(strange).toEqual([]);
});

it('a room has at most 10 files, a file at most 250 lines, and names are in kebab-case', () => {
	const rooms = new Map<string, number>();
	for (const file of all) rooms.set(dirname(file), (rooms.get(dirname(file)) ?? 0) + 1);
	const full = [...rooms].filter(([, count]) => count > MOST_FILES).map(([room]) => room);
	const long = sources.filter(
		(file) => readFileSync(file, 'utf8').trimEnd().split('\n').length > MOST_LINES,
	);
	const odd = all.filter((file) => !/^[a-z0-9.-]+$/.test(basename(file)));
	expect({ full, long, odd }).toEqual({ full: [], long: [], odd: [] });
});
