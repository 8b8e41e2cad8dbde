const { availableParallelism, tmpdir } = require('node:os');
const { join } = require('node:path');

// n8n-core writes its settings file as soon as it is loaded; keep it out of the home directory.
process.env.N8N_USER_FOLDER = join(tmpdir(), 'n8n-nodes-whatsapp-hub-test');
process.env.N8N_ENCRYPTION_KEY = 'test';
// Below this level n8n-core's logger has no methods that a test could watch.
process.env.N8N_LOG_LEVEL = 'debug';

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/test/support/jest/environment.js',
	runtime: '<rootDir>/test/support/jest/runtime.js',
	testSequencer: '<rootDir>/test/support/jest/sequencer.js',
	roots: ['<rootDir>/test', '<rootDir>/sandbox'],
	// Types are checked once, by `npm run typecheck`.
	transform: { '\\.ts$': '@sucrase/jest-plugin' },
	// The tests wait about as long as they work.
	maxWorkers: Math.ceil(availableParallelism() * 1.5),
	testTimeout: 20_000,
};
