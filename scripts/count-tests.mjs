// Sums up jest's results: `node scripts/count-tests.mjs <folder> <command>=<exit status> ...`, where the folder
// holds <command>.json. Its last line is "N passed, N failed"; it exits with 1 when anything failed.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const [folder, ...commands] = process.argv.slice(2);

function count(command, status) {
	let results;
	try {
		results = JSON.parse(readFileSync(join(folder, `${command}.json`), 'utf8'));
	} catch {
		console.log(`npm run ${command}: failed before its tests started (exit status ${status})`);
		return { passed: 0, failed: 1 };
	}
	const { numPassedTests: passed, numFailedTests, numRuntimeErrorTestSuites } = results;
	// A suite that cannot start has no tests to fail. Nor may a bad exit status or an empty run pass for success.
	let failed = numFailedTests + numRuntimeErrorTestSuites;
	if (failed === 0 && (status !== '0' || passed === 0)) failed = 1;
	printFailures(results.testResults);
	console.log(`npm run ${command}: ${passed} passed, ${failed} failed`);
	return { passed, failed };
}

/** What failed, once more and without the rest: the log of a whole run is long. */
function printFailures(files) {
	for (const { name, message, assertionResults } of files) {
		const failures = assertionResults.filter(({ status }) => status === 'failed');
		for (const { fullName, failureMessages } of failures)
			console.log(
				`\nFAILED ${basename(name)}: ${fullName}\n${failureMessages.join('\n').slice(0, 2000)}`,
			);
		if (assertionResults.length === 0 && message)
			console.log(`\nFAILED ${basename(name)}\n${message.slice(0, 2000)}`);
	}
}

const counts = commands.map((command) => count(...command.split('=')));
const sum = (key) => counts.reduce((total, entry) => total + entry[key], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
