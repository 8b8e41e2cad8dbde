import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';

import type { SandboxState } from '../sandbox/types';
import { Bench, type Run } from './benchmark/bench';
import { measureSending, type Sending } from './benchmark/sending';
import { importTable, machine, memoryTable, sendingTable } from './benchmark/tables';
import {
	editFields,
	httpRequest,
	importContacts,
	sendText,
	workflowOf,
} from './benchmark/workflows';
import { Progress } from './progress';

const MESSAGES = 1000;
const MANY_MESSAGES = 10_000;
const PER_SECOND = 80;
const LATENCY_MS = 50;
/** Below the limit, as a careful person would set it. */
const BY_HAND = 75;
const CONTACTS = 100_000;

const OURS = 'WBIZ node, defaults';
const OTHER = 'HTTP Request, defaults';

/** The three ways to send, side by side in the same n8n. */
async function sendThreeWays(
	bench: Bench,
	progress: Progress,
	settings: Record<string, unknown>,
): Promise<Sending[]> {
	const { credential, platform } = bench;
	const ways = {
		[OURS]: sendText(credential),
		[OTHER]: httpRequest(credential, platform),
		[`HTTP Request, ${BY_HAND} a second by hand`]: httpRequest(credential, platform, BY_HAND),
	};
	const sendings: Sending[] = [];
	for (const [name, node] of Object.entries(ways)) {
		const measure = async () => await measureSending(bench, name, MESSAGES, node, settings);
		sendings.push(await progress.step(`${name}, ${JSON.stringify(settings)}`, measure));
	}
	return sendings;
}

/** Each run in an n8n that has just been started. */
async function compareMemory(
	bench: Bench,
	progress: Progress,
	items: number,
): Promise<[Sending, Sending]> {
	const measure = async (name: string): Promise<Sending> =>
		await progress.step(`Memory: ${name}, ${items} items`, async () => {
			await bench.restart();
			const { credential, platform } = bench;
			const node = name === OURS ? sendText(credential) : httpRequest(credential, platform);
			return await measureSending(bench, name, items, node, {});
		});
	return [await measure(OURS), await measure(OTHER)];
}

async function importMany(
	bench: Bench,
	progress: Progress,
): Promise<Array<{ name: string; calls: number; run: Run }>> {
	const count = CONTACTS.toLocaleString('en');
	const ways = {
		[`${count} items, n8n's Edit Fields, same two expressions`]: editFields(),
		[`${count} items, WBIZ Contact Import`]: importContacts(bench.credential),
	};
	const rows = [];
	for (const [name, node] of Object.entries(ways)) {
		const run = await progress.step(name, async () => {
			await bench.restart();
			await bench.prepare(0);
			return await bench.run(workflowOf(name, CONTACTS, node));
		});
		const calls = (await bench.sandbox.requests('/v1/contacts/bulk')).length;
		rows.push({ name, calls, run });
	}
	const { contactCount } = await bench.sandbox.state<SandboxState & { contactCount: number }>();
	if (contactCount !== CONTACTS) throw new Error(`Only ${contactCount} contacts were imported.`);
	return rows;
}

async function measureAll(bench: Bench, progress: Progress): Promise<string> {
	const loadBefore = loadavg()[0];
	await progress.step('n8n and the sandbox run', async () => await bench.start());
	const { version, node } = bench.n8n;
	const nodeVersion = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
	const latency = { latencyMs: LATENCY_MS };
	const limited = await sendThreeWays(bench, progress, {
		...latency,
		rateLimit: { kind: 'sliding', limit: PER_SECOND, seconds: 1 },
	});
	const free = await sendThreeWays(bench, progress, latency);
	const few = await compareMemory(bench, progress, MESSAGES);
	const many = await compareMemory(bench, progress, MANY_MESSAGES);
	const imports = await importMany(bench, progress);
	const messages = MESSAGES.toLocaleString('en');
	return [
		machine(version, nodeVersion, loadBefore),
		`**${messages} messages, a platform that takes ${PER_SECOND} a second, ${LATENCY_MS} ms for an answer**`,
		sendingTable(limited, MESSAGES / PER_SECOND),
		`**${messages} messages, no limit, ${LATENCY_MS} ms for an answer**`,
		sendingTable(free),
		'**Memory of the n8n process while it sends, no limit, no delay**',
		memoryTable([few, many]),
		'**Contacts**',
		importTable(imports),
	].join('\n\n');
}

async function main(): Promise<void> {
	const progress = new Progress(console.error);
	const bench = new Bench(progress.report);
	try {
		console.log(await measureAll(bench, progress));
	} finally {
		await bench.stop();
	}
}

main().then(
	() => process.exit(0),
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
