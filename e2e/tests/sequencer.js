const Sequencer = require('@jest/test-sequencer').default;

/** By name, so that every run is the same; the search for secrets comes last, over all that was left behind. */
module.exports = class extends Sequencer {
	sort(tests) {
		const rank = ({ path }) => (path.endsWith('secrets.test.ts') ? 1 : 0);
		return [...tests].sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path));
	}
};
