/** A contact's cells by the names of their columns, in the order of the columns. */
export type ContactCells = Record<string, string>;

/**
 * Contacts as CSV by RFC 4180, with a line of headings.
 * @param contacts with the same columns, in the same order
 */
export function contactsCsv(contacts: ContactCells[]): string {
	const lines = [Object.keys(contacts[0]), ...contacts.map((cells) => Object.values(cells))];
	return lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

function quoted(cell: string): string {
	return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * Parts contacts into files, so that those of a file fill the same columns: the vendor does not say whether an empty
 * cell leaves what a contact has, or removes it.
 *
 * @param most contacts in a file; 0 for any number
 * @returns the contacts' positions, file by file
 */
export function partIntoFiles(contacts: ContactCells[], most: number): number[][] {
	const alike = new Map<string, number[]>();
	contacts.forEach((cells, index) => {
		const columns = JSON.stringify(Object.keys(cells));
		const group = alike.get(columns);
		if (group) group.push(index);
		else alike.set(columns, [index]);
	});
	const size = most > 0 ? most : contacts.length;
	return [...alike.values()].flatMap((group) =>
		Array.from({ length: Math.ceil(group.length / size) }, (_, part) =>
			group.slice(part * size, (part + 1) * size),
		),
	);
}
