const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/**
 * Runs test files in the worker's own global scope, without a `vm` context for each.
 *
 * Libraries are loaded once per worker (see `runtime.js`). They belong to the worker's global scope, so the code
 * under test must too: otherwise there would be two `Error` classes, and `instanceof` would fail between them.
 */
class SharedEnvironment {
	constructor({ projectConfig }) {
		this.global = globalThis;
		this.exit = process.exit;
		this.moduleMocker = new ModuleMocker(globalThis);
		this.fakeTimers = null;
		this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
		Error.stackTraceLimit = 100;
	}

	async setup() {}

	async teardown() {
		this.fakeTimersModern.dispose();
		// jest wraps it for each file.
		process.exit = this.exit;
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	/** jest asks for it before it runs a module. `runtime.js` does not use it. */
	getVmContext() {
		return {};
	}
}

module.exports = SharedEnvironment;
