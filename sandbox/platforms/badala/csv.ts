/** A cell, quoted or plain, and what ends it. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The rows of a text in the form of RFC 4180, without empty lines.
 * @returns undefined when a quote is not closed, or stands in the middle of a plain cell
 */
export function readCsv(text: string): string[][] | undefined {
	const rows: string[][] = [[]];
	const source = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
	CELL.lastIndex = 0;
	for (;;) {
		const match = CELL.exec(source);
		if (!match) return undefined;
		const [, quoted, plain, end] = match;
		rows[rows.length - 1].push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
		if (end === '') break;
		if (end !== ',') rows.push([]);
	}
	return rows.filter((cells) => cells.length > 1 || cells[0] !== '');
}
