const endToEnd = require('./jest.e2e.config');

/** The tests of n8n's queue mode: several processes of n8n, PostgreSQL and Redis. */
module.exports = {
	...endToEnd,
	testMatch: ['<rootDir>/e2e/queue/**/*.test.ts'],
	globalSetup: '<rootDir>/e2e/queue/global-setup.ts',
	testSequencer: '@jest/test-sequencer',
	// A cluster is eight processes.
	maxWorkers: 1,
	testTimeout: 240_000,
};
