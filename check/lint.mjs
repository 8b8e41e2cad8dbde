// Lints packages as n8n does: `node check/lint.mjs <folder of the tools> <scanner|cli> <source|tarball> <folder> ...`.
// Prints what is wrong with each, as a list of texts. n8n's scanner has no command for what is not published yet.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [tools, by, kind, ...folders] = process.argv.slice(2);
const require = createRequire(join(tools, 'package.json'));
const scannerFile = join(tools, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');
const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(pathToFileURL(scannerFile).href);

/** What the scanner looks at. */
function patterns(isFirst) {
	if (kind === 'tarball') return ['**/*.js', 'package.json'];
	// The first is the hub. What it shares with the others need not be looked at again.
	return isFirst ? SOURCE_FILE_PATTERNS : [...SOURCE_FILE_PATTERNS, '!nodes/shared/**'];
}

const LINTERS = {
	/** @n8n/scan-community-package, with which n8n checks a package before it verifies it. */
	async scanner(folder, isFirst) {
		const { passed, message, details } = await analyzePackage(folder, patterns(isFirst));
		return passed ? '' : `${message}\n${details ?? ''}`;
	},

	/** The strict configuration of `n8n-node lint`. Its warnings count, and comments switch nothing off. */
	async cli(folder, isFirst) {
		const { ESLint } = require('eslint');
		const files = require('fast-glob')
			.sync(patterns(isFirst), { cwd: folder, ignore: ['node_modules/**'] })
			.filter((file) => /(\.ts|^package\.json)$/.test(file));
		const eslint = new ESLint({
			cwd: folder,
			allowInlineConfig: false,
			overrideConfigFile: true,
			overrideConfig: require('@n8n/node-cli/eslint').config,
		});
		const { format } = await eslint.loadFormatter('stylish');
		return format(await eslint.lintFiles(files));
	},
};

const problems = [];
for (const folder of folders) problems.push(await LINTERS[by](folder, folder === folders[0]));
console.log(JSON.stringify(problems));
