const { readFileSync } = require('node:fs');

const Sequencer = require('@jest/test-sequencer').default;

/**
 * The longest first, so that no worker is left with one at the end. jest knows from the last run how
 * long a file took. In a first run those that start an n8n of their own are known to be long.
 */
module.exports = class extends Sequencer {
	sort(tests) {
		const rank = ({ path }) =>
			/useOwnN8n|describe(Restart|Publication)/.test(readFileSync(path, 'utf8')) ? 0 : 1;
		return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
	}
};
