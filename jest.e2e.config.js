const { availableParallelism } = require('node:os');

/** The end-to-end tests: a real n8n with the packed nodes, against the sandbox. */
module.exports = {
	rootDir: __dirname,
	testMatch: ['<rootDir>/e2e/tests/**/*.test.ts'],
	testEnvironment: 'node',
	// Types are checked by `npm run typecheck`; here they would only cost time.
	transform: { '\\.ts$': '@sucrase/jest-plugin' },
	modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/dist/'],
	globalSetup: '<rootDir>/e2e/run/global-setup.ts',
	globalTeardown: '<rootDir>/e2e/run/global-teardown.ts',
	testSequencer: '<rootDir>/e2e/run/sequencer.js',
	// Each worker has an n8n and a sandbox of its own, and runs one file at a time. The tests wait more than they work.
	maxWorkers: Math.max(2, availableParallelism()),
	testTimeout: 180_000,
	// In CI a failure is read in a long log: it comes right after its file's name, not after a list of what passed.
	verbose: process.env.CI !== 'true',
};
