import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import { defineConfig, globalIgnores } from 'eslint/config';
import typescript from 'typescript-eslint';

// The rule set n8n uses to decide whether a package may run on n8n Cloud. n8n's own preset also loads
// eslint-plugin-import-x, which needs native binaries; what it finds, the TypeScript compiler finds too.
const cloud = n8nCommunityNodesPlugin.configs.recommended;
/** Names that JavaScript files may use without importing them. TypeScript knows its own. */
const globals = (...names) => ({
	languageOptions: { globals: Object.fromEntries(names.map((name) => [name, 'readonly'])) },
});
const published = ['nodes/**/*.ts', 'credentials/**/*.ts'];

export default defineConfig(
	// The packages' folders show the same sources again, by links.
	globalIgnores(['dist', 'build', 'coverage', 'packages']),
	{
		files: ['**/*.ts'],
		extends: [js.configs.recommended, typescript.configs.recommended],
	},
	{
		files: ['**/*.{js,mjs}'],
		extends: [js.configs.recommended],
		...globals('__dirname', 'console', 'module', 'process', 'require'),
	},
	{
		files: ['sandbox/phone/**/*.js'],
		...globals(
			'clearInterval',
			'clearTimeout',
			'document',
			'fetch',
			'FormData',
			'history',
			'location',
			'navigator',
			'setInterval',
			'setTimeout',
			'URLSearchParams',
		),
	},
	{
		files: ['**/*.ts'],
		// A test file is one list of sentences, and its rows are a table.
		ignores: ['**/*.{test,suite}.ts', 'test/platforms/*/rows.ts', 'test/platforms/*/rows/**'],
		rules: {
			'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
		},
	},
	{
		files: ['test/**/*.ts'],
		ignores: ['test/support/network.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					name: 'nock',
					message:
						"Import it from 'test/support/network': it also closes the network, and tidies up.",
				},
			],
		},
	},
	{
		files: published,
		extends: [cloud],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: { 'prefer-spread': 'off', 'no-console': 'error' },
		// n8n's scanner ignores disabling comments, so they must not hide anything here either.
		linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
	},
	{
		files: ['package.json'],
		extends: [cloud],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: n8nNodesBase.configs.community.rules,
		languageOptions: {
			parser: typescript.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			// Replaced by credential-documentation-url and credential-password-field of the other plugin.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			// These three ask for what n8n has since replaced ('main' as text) or dropped (a maximum limit).
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
);
