import { playConversation } from './demo/conversation';
import { addressLines, conversationLines } from './demo/report';
import { RunningDemo } from './demo/running';
import { Progress } from './progress';

const USAGE = `npm run demo             a customer's message answered by a workflow, in a real n8n; leaves it running
npm run demo -- --once   the same, then stops; ends with an error when the conversation did not happen`;

const STOP_SIGNALS: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

function readArguments(): { once: boolean } {
	const given = process.argv.slice(2);
	const unknown = given.filter((argument) => argument !== '--once');
	if (unknown.length > 0) {
		console.log(USAGE);
		process.exit(unknown.every((argument) => ['--help', '-h'].includes(argument)) ? 0 : 2);
	}
	return { once: given.includes('--once') };
}

/** Settles when the person presses Ctrl+C, or the system wants us to end. */
async function stopSignal(): Promise<NodeJS.Signals> {
	return await new Promise((resolve) => {
		for (const signal of STOP_SIGNALS) process.once(signal, () => resolve(signal));
	});
}

async function stayUntilStopped(demo: RunningDemo, stopped: Promise<unknown>): Promise<void> {
	const died = demo.n8n?.ended.then(() => {
		throw new Error(`n8n has ended by itself. Its log: ${demo.n8n?.logFile}`);
	});
	await Promise.race([stopped, died]);
}

async function play(demo: RunningDemo, progress: Progress): Promise<string> {
	const { control, client, workflowId } = await demo.start();
	const conversation = await playConversation(control, client, workflowId);
	progress.report('The conversation has happened');
	console.log(conversationLines(conversation).join('\n'));
	return workflowId;
}

async function main(): Promise<void> {
	const { once } = readArguments();
	const progress = new Progress();
	const demo = new RunningDemo(progress);
	const stopped = stopSignal();
	const interrupted = stopped.then((signal) => {
		throw new Error(`stopped by ${signal}`);
	});
	try {
		const workflowId = await Promise.race([play(demo, progress), interrupted]);
		if (once) return;
		console.log(addressLines(demo, workflowId).join('\n'));
		await stayUntilStopped(demo, stopped);
	} finally {
		await demo.stop();
	}
}

main().then(
	() => process.exit(0),
	(error: Error) => {
		console.error(`\nThe demo did not work: ${error.message}`);
		process.exit(1);
	},
);
