import { cpus, loadavg, release, totalmem, type } from 'node:os';

import type { Run } from './bench';
import type { Sending } from './sending';

type Cell = string | number;

const TIMES = ['seconds', 'longest silence of n8n, seconds'];

function table(head: string[], rows: Cell[][]): string {
	const line = (cells: Cell[]) => `| ${cells.join(' | ')} |`;
	// All columns but the first hold numbers.
	const rule = head.map((_, index) => (index === 0 ? '---' : '--:'));
	return [line(head), line(rule), ...rows.map(line)].join('\n');
}

function number(value: number, digits = 0): string {
	return value.toLocaleString('en', {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	});
}

export function machine(n8n: string, node: string, loadBefore: number): string {
	const [{ model }] = cpus();
	const memory = `${number(totalmem() / 1024 ** 3)} GB`;
	return [
		`${cpus().length} cores (${model.trim()}), ${memory}, ${type()} ${release()}`,
		`n8n ${n8n} on Node.js ${node}; the sandbox on Node.js ${process.version}`,
		`load average: ${loadBefore.toFixed(1)} before, ${loadavg()[0].toFixed(1)} after`,
	].join('; ');
}

/** @param ownSeconds what the platform's limit alone takes; none without a limit */
export function sendingTable(sendings: Sending[], ownSeconds?: number): string {
	const [ours] = sendings;
	const base = ownSeconds ?? ours.seconds;
	const relative = ownSeconds === undefined ? "× our node's time" : `× ${ownSeconds} s`;
	const rows = sendings.map(({ name, accepted, refused, duplicates, seconds }) => [
		name,
		number(accepted),
		number(refused),
		number(duplicates),
		number(seconds, 1),
		number(seconds / base, 2),
	]);
	return table(['', 'accepted', 'refused (429)', 'duplicates', 'seconds', relative], rows);
}

/** Pairs of runs with the same number of items: ours, then the HTTP Request node's. */
export function memoryTable(pairs: Array<[ours: Sending, other: Sending]>): string {
	const rows = pairs.flatMap(([ours, other]) =>
		[ours, other].map(({ name, items, seconds, run: { memory, silence } }) => [
			`${name}, ${number(items)} items`,
			number(seconds, 1),
			number(silence, 1),
			number(memory.idle),
			number(memory.peak),
			number(memory.peak / other.run.memory.peak, 2),
		]),
	);
	const head = ['', ...TIMES, 'idle MB', 'peak MB', '× HTTP Request’s peak'];
	return table(head, rows);
}

export function importTable(rows: Array<{ name: string; calls: number; run: Run }>): string {
	const cells = rows.map(({ name, calls, run: { seconds, memory, silence } }) => [
		name,
		number(calls),
		number(seconds, 1),
		number(silence, 1),
		number(memory.idle),
		number(memory.peak),
		number(memory.peak / memory.idle, 2),
	]);
	return table(['', 'calls', ...TIMES, 'idle MB', 'peak MB', 'peak ÷ idle'], cells);
}
