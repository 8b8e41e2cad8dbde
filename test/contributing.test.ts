import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import {
	createCompilerHost,
	createProgram,
	createSourceFile,
	flattenDiagnosticMessageText,
	parseJsonConfigFileContent,
	readConfigFile,
	sys,
} from 'typescript';

import { repository } from '../scripts/platforms';

const text = readFileSync(join(repository, 'CONTRIBUTING.md'), 'utf8');

interface Block {
	/** Where the code stands, from the repository's root. */
	file: string;
	code: string;
	/** Whether it is all of its file. */
	isWhole: boolean;
	line: number;
}

/**
 * A block names its file behind `ts`. Where it is only a part of that file, a comment before it, which readers do not
 * see, has the rest: the block takes the place of its line `…`.
 */
const BLOCK =
	/(?:<!--\n(?<context>(?:(?!-->)[^])*?)-->\n\n)?```ts(?<file>.*)\n(?<code>[^]*?)\n```/g;

const blocks = [...text.matchAll(BLOCK)].map(({ groups = {}, index }): Block => {
	const { context, file, code } = groups;
	return {
		file: file.trim(),
		code: context?.replace(/^\t*…$/m, () => code) ?? code,
		isWhole: context === undefined,
		line: text.slice(0, index).split('\n').length,
	};
});

test('every block of TypeScript says where it stands', () => {
	expect(blocks.length).toBe(text.match(/^\s*```(ts|typescript)\b/gm)!.length);
	expect(blocks.filter(({ file }) => file === '').map(({ line }) => `line ${line}`)).toEqual([]);
});

test('every block of TypeScript compiles where it stands', () => {
	const files = blocks.map(({ file, code, isWhole, line }): [string, string] => {
		const path = isWhole ? file : `${dirname(file)}/line-${line}.ts`;
		return [join(repository, path), code];
	});
	expect(errorsIn(new Map(files))).toEqual([]);
});

/** What the compiler says of files that are not on the disk. */
function errorsIn(files: Map<string, string>): string[] {
	const { config } = readConfigFile(join(repository, 'tsconfig.development.json'), sys.readFile);
	const parsed = parseJsonConfigFileContent(
		config,
		{ ...sys, readDirectory: () => [] },
		repository,
	);
	const options = { ...parsed.options, noUnusedLocals: false, incremental: false };
	const host = createCompilerHost(options);
	const { fileExists, readFile, directoryExists } = host;
	// "Copy the rest from a platform that is like yours."
	const copied = (path: string) => path.replace('/nodes/Example', '/nodes/WabaPortal');
	host.directoryExists = (path) => directoryExists!(copied(path));
	host.fileExists = (path) => files.has(path) || fileExists(copied(path));
	host.readFile = (path) => files.get(path) ?? readFile(copied(path));
	host.getSourceFile = (path, target) => createSourceFile(path, host.readFile(path) ?? '', target);
	const program = createProgram([...files.keys()], options, host);
	return [...files.keys()].flatMap((path) => {
		const source = program.getSourceFile(path)!;
		return [
			...program.getSyntacticDiagnostics(source),
			...program.getSemanticDiagnostics(source),
		].map(({ messageText, start = 0 }) => {
			const line = source.text.slice(0, start).split('\n').length;
			return `${path}:${line}: ${flattenDiagnosticMessageText(messageText, '\n')}`;
		});
	});
}
