import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import pLimit from 'p-limit';

import { repository } from '../../../scripts/platforms';
import { playCell, ways, type Cell, type CellResult, type Way } from '../../support/fault-cell';
import { vendorFaults, type VendorFault } from '../../support/vendor-faults';
import { VendorServer } from '../../support/vendor-server';
import { vendors, type VendorId } from '../../support/vendors';

/** Cells mostly wait: for answers that do not come, and for pauses. */
const AT_ONCE = 48;
const docs = join(repository, 'docs', 'reliability.md');
const [begin, end] = ['<!-- fault table -->\n', '<!-- end of the fault table -->'];

const names: Record<VendorId, string> = {
	'waba-portal': 'WABA Portal',
	wbiz: 'WBIZ',
	'pabbly-chatflow': 'Pabbly Chatflow',
	badala: 'Badala',
	cloove: 'Cloove',
};
const ids = Object.keys(vendors) as VendorId[];
/** In these, what is sent twice or lost shows at once. */
const tellingWays: Way[] = ['error output', 'Retry On Fail + error output'];
const waysOf = ({ further }: VendorFault) => (further ? tellingWays : ways);
const cells: Cell[] = vendorFaults.flatMap((fault) =>
	ids.flatMap((vendor) => waysOf(fault).map((way) => ({ vendor, fault, way }))),
);

let results: Map<Cell, CellResult>;

beforeAll(async () => {
	const server = await VendorServer.start();
	const limit = pLimit(AT_ONCE);
	const play = async (cell: Cell): Promise<[Cell, CellResult]> => [
		cell,
		await limit(async () => await playCell(server, cell)),
	];
	// Those that wait longest first: nothing is left to wait for at the end.
	const isLate = ({ fault }: Cell) => Number(fault.late ?? false);
	const longestFirst = [...cells].sort((a, b) => isLate(b) - isLate(a));
	results = new Map(await Promise.all(longestFirst.map(play)));
	await server.close();
}, 120_000);

describe('In the fault table', () => {
	test.each(ways)('nothing is sent twice, lost in silence, or told wrongly: %s', (way) => {
		const wrong = [...results].flatMap(([cell, result]) =>
			cell.way === way
				? result.wrong.map((line) => `${names[cell.vendor]}, ${cell.fault.name}: ${line}`)
				: [],
		);
		expect(wrong).toEqual([]);
	});

	test.each(tellingWays)(
		'an item that met no fault is sent, whatever became of others: %s',
		(way) => {
			const others = [...results].flatMap(([{ vendor, fault, ...cell }, result]) =>
				cell.way === way && result.others.some((told) => told !== 'sent')
					? `${names[vendor]}, ${fault.name}: ${result.others.join(', ')}`
					: [],
			);
			expect(others).toEqual([]);
		},
	);

	test('each fault is told as the page on reliability says', () => {
		const page = readFileSync(docs, 'utf8');
		const [before, rest] = page.split(begin);
		const [table, after] = rest.split(end);
		const now = printed();
		if (process.env.PRINT_FAULT_TABLE)
			writeFileSync(docs, [before, begin, now, end, after].join(''));
		else expect(table).toBe(now);
	});
});

/** What the items that met the fault are told as, with the error output. */
function printed(): string {
	const rows = vendorFaults.map((fault) => {
		const told = ids.map((vendor) => {
			const cell = cells.find(
				(one) => one.fault === fault && one.vendor === vendor && one.way === 'error output',
			);
			const items = results.get(cell as Cell)?.faulty ?? [];
			return [...new Set(items)].join(', ');
		});
		return [fault.name.replaceAll('|', '\\|'), ...told];
	});
	const head = ['What went wrong', ...ids.map((id) => names[id])];
	const line = (row: string[]) => `| ${row.join(' | ')} |\n`;
	return [
		'\n',
		line(head),
		line(head.map(() => '---')),
		...rows.map(line),
		`\n${cells.length} cells, ${vendorFaults.length} faults.\n`,
	].join('');
}
