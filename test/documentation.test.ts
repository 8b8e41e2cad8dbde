import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { operationsFile, operationsPage } from '../scripts/operations';
import { loadPlatforms, repository } from '../scripts/platforms';

test('docs/operations.md is what `npm run docs` would write', () => {
	expect(readFileSync(operationsFile, 'utf8')).toBe(operationsPage());
});

test('the README lists the operations that there are', () => {
	const readme = readFileSync(join(repository, 'README.md'), 'utf8');
	const [, table] = /(\| Resource \|.*\n(?:\|.*\n)+)/.exec(readme) ?? [];
	const [head, , ...rows] = table.trim().split('\n').map(cellsOf);
	const listed = rows.flatMap(([resource, ...cells]) =>
		cells.flatMap((cell, column) =>
			withoutBrackets(cell === 'the same' ? cells[0] : cell)
				.split(', ')
				.filter((operation) => operation !== '')
				.map((operation) => `${head[column + 1]}: ${withoutBrackets(resource)} > ${operation}`),
		),
	);
	const described = loadPlatforms().flatMap(({ name, resources }) =>
		resources.flatMap((resource) =>
			resource.operations.map((operation) => `${name}: ${resource.name} > ${operation.name}`),
		),
	);
	expect(listed.sort()).toEqual(described.sort());
});

function cellsOf(row: string): string[] {
	return row
		.slice(1, -1)
		.split('|')
		.map((cell) => cell.trim());
}

/** Without what a cell explains, in brackets or behind a colon. */
function withoutBrackets(text: string): string {
	return text.replace(/ \([^)]*\)/g, '').replace(/:.*/, '');
}

const pages = ['.', 'docs', 'docs/platforms', 'examples'].flatMap((folder) =>
	readdirSync(join(repository, folder))
		.filter((file) => file.endsWith('.md'))
		.map((file) => join(folder, file)),
);

describe.each(pages)('%s', (page) => {
	const text = readFileSync(join(repository, page), 'utf8');
	const prose = text.replace(/```[^]*?```/g, '');

	test('names only files that exist', () => {
		const paths = [...prose.matchAll(/`([^`\s]+)`/g)].map(([, code]) => code);
		const made = filesOfBlocks(text);
		const wrong = paths.filter((path) => PATH.test(path) && !made.includes(path) && !exists(path));
		expect(wrong).toEqual([]);
	});

	test('has no link that leads nowhere', () => {
		const links = [...prose.matchAll(/\]\((?!\w+:)([^)\s#]*)(?:#([^)\s]*))?\)/g)];
		const wrong = links.filter(([, path, anchor]) => {
			const target = path === '' ? page : join(dirname(page), path);
			if (!existsSync(join(repository, target))) return true;
			return anchor !== undefined && !anchorsIn(target).includes(anchor);
		});
		expect(wrong.map(([link]) => link)).toEqual([]);
	});
});

/** What starts with a folder of this repository, or is called as a file at its root. */
const PATH =
	/^((nodes|credentials|sandbox|test|e2e|docs|examples|scripts|\.ci|\.github)\/|[A-Z][\w.]+\.md$)/;

/** A path with a hole for a platform's folder, or its id, exists for one of them. */
function exists(path: string): boolean {
	return loadPlatforms().some(({ folder, id }) =>
		existsSync(join(repository, path.replaceAll('<Platform>', folder).replaceAll('<id>', id))),
	);
}

/** Files that a recipe makes. */
function filesOfBlocks(text: string): string[] {
	return [...text.matchAll(/^```ts (\S+)$/gm)].map(([, file]) => file);
}

/** The anchors that GitHub gives the headings of a page. */
function anchorsIn(page: string): string[] {
	const text = readFileSync(join(repository, page), 'utf8').replace(/```[^]*?```/g, '');
	return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);
}
