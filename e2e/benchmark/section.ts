/** One measured figure: a ratio or a share. */
export interface Figure {
	name: string;
	value: number;
	/** The most that it should be. */
	aim?: number;
	/** A share is printed in percent. */
	unit?: 'ratio' | 'share';
}

/** What one part of the benchmark has found out. */
export interface Section {
	title: string;
	/** How it was measured. */
	text: string;
	head: string[];
	rows: Array<Array<string | number>>;
	figures: Figure[];
}

const BAR = 30;

export function ratio(value: number): string {
	return value.toFixed(2);
}

export function percent(value: number): string {
	return `${(value * 100).toFixed(1)} %`;
}

/** A section as Markdown: text, table, chart. */
export function markdown({ title, text, head, rows, figures }: Section): string {
	const line = (cells: Array<string | number>) => `| ${cells.join(' | ')} |`;
	const rule = line(head.map((_, index) => (index === 0 ? '---' : '--:')));
	const table = [line(head), rule, ...rows.map(line)].join('\n');
	return [`## ${title}`, text, table, chart(figures)].filter(Boolean).join('\n\n');
}

/** Bars of the figures; `|` stands at the aim. */
function chart(figures: Figure[]): string {
	if (figures.length === 0) return '';
	const width = Math.max(...figures.map(({ name }) => name.length));
	const lines = figures.map(({ name, value, aim, unit = 'ratio' }) => {
		const shown = unit === 'share' ? percent(value) : ratio(value);
		const most = unit === 'share' ? 0.25 : 2;
		const bar = drawn(value, aim, most);
		const note = aim === undefined ? '' : ` (aim ${unit === 'share' ? percent(aim) : ratio(aim)})`;
		const missed = aim !== undefined && value > aim ? '  missed' : '';
		return `${name.padEnd(width)}  ${bar}  ${shown}${note}${missed}`;
	});
	return ['```text', ...lines, '```'].join('\n');
}

function drawn(value: number, aim: number | undefined, most: number): string {
	const at = (amount: number) => Math.min(BAR, Math.round((amount / most) * BAR));
	const bar = [...'█'.repeat(at(value)).padEnd(BAR + 1)];
	if (aim !== undefined) bar[at(aim)] = '|';
	return bar.join('');
}
