const { default: Sequencer } = require('@jest/test-sequencer');

/** They take or wait for a long time. jest knows how long a file takes only when it has run it before. */
const LONGEST = [
	'shared/run/fault-table.test.ts',
	'platforms/cloove/idempotency.test.ts',
	'shared/run/retry.test.ts',
	'shared/trigger/hostile-deliveries.test.ts',
	'platforms/cloove/ledger.test.ts',
	'platforms/badala/sandbox.test.ts',
	'shared/rate-limit/simulation.test.ts',
];

/** Starts the files first that would otherwise be waited for at the end. */
class LongestFirst extends Sequencer {
	sort(tests) {
		const rank = ({ path }) => LONGEST.some((file) => path.replaceAll('\\', '/').endsWith(file));
		return super.sort(tests).sort((a, b) => Number(rank(b)) - Number(rank(a)));
	}
}

module.exports = LongestFirst;
