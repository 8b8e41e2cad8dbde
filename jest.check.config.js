const { availableParallelism } = require('node:os');

/** n8n's own checks on the sources and on all packages, and other versions of n8n-workflow and Node.js. */
module.exports = {
	rootDir: __dirname,
	roots: ['<rootDir>/check'],
	testEnvironment: 'node',
	// Types are checked by `npm run typecheck`; here they would only cost time.
	transform: { '\\.ts$': '@sucrase/jest-plugin' },
	globalSetup: '<rootDir>/check/global-setup.ts',
	globalTeardown: '<rootDir>/check/global-teardown.ts',
	// The tests wait for processes of their own.
	maxWorkers: 2,
	maxConcurrency: availableParallelism(),
	testTimeout: 180_000,
	verbose: true,
};
