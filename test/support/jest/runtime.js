const { createRequire } = require('node:module');
const { join, sep } = require('node:path');
const { Script } = require('node:vm');
const { default: JestRuntime } = require('jest-runtime');

const root = join(__dirname, '..', '..', '..');
/** Libraries, and what holds no state between tests: a sandbox has all of its own from `startSandbox()`. */
const shared = [
	join(root, 'node_modules'),
	join(root, 'sandbox'),
	join(root, 'test', 'support', 'contract.ts'),
];
const isShared = (path) => shared.some((part) => path === part || path.startsWith(part + sep));
/** Exports of the repository's own shared modules, by path. */
const loaded = new Map();
/** Compiled code by path. A module that is not shared still runs anew for each test file. */
const compiled = new Map();

/**
 * Loads libraries, and the sandbox with its compiled contracts, once per worker. jest would load them anew for each
 * test file: n8n-core alone takes a second. The nodes and the tests themselves are still loaded for each file.
 */
class Runtime extends JestRuntime {
	requireModule(from, name, options, isRequireActual) {
		const load = () => super.requireModule(from, name, options, isRequireActual);
		if (options?.isInternalModule || name === undefined || this._resolver.isCoreModule(name))
			return load();
		const path = this._resolveCjsModule(from, name);
		if (!isShared(path)) return load();
		if (path.startsWith(shared[0])) return createRequire(from)(path);
		if (!loaded.has(path)) loaded.set(path, load());
		return loaded.get(path);
	}

	createScriptFromCode(source, filename) {
		if (compiled.get(filename)?.source !== source) {
			const script = new Script(this.wrapCodeInModuleWrapper(source), {
				columnOffset: this._fileTransforms.get(filename)?.wrapperLength,
				filename,
			});
			compiled.set(filename, { source, script });
		}
		return { runInContext: () => compiled.get(filename).script.runInThisContext() };
	}
}

module.exports = Runtime;
