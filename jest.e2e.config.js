/** The end-to-end tests: a real n8n with the packed nodes, against the sandbox. */
module.exports = {
	rootDir: __dirname,
	testMatch: ['<rootDir>/e2e/tests/**/*.test.ts'],
	testEnvironment: 'node',
	// Types are checked by `npm run typecheck`; here they would only cost time.
	transform: { '\\.ts$': '@sucrase/jest-plugin' },
	modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/dist/'],
	globalSetup: '<rootDir>/e2e/tests/globalSetup.ts',
	globalTeardown: '<rootDir>/e2e/tests/globalTeardown.ts',
	testSequencer: '<rootDir>/e2e/tests/sequencer.js',
	// The tests share one n8n and one sandbox, and so the sandbox's only webhook slot.
	maxWorkers: 1,
	testTimeout: 180_000,
	verbose: true,
};
