import { inlineToWhatsApp } from './inline-markdown';

/** The columns of a table's separator line: `| --- | :-: |`. */
const SEPARATOR =
	/^\s{0,3}\|?\s{0,20}:?-{1,200}:?\s{0,20}(?:\|\s{0,20}:?-{1,200}:?\s{0,20}){0,50}\|?\s{0,20}$/;
const FENCE = /^\s{0,3}(`{3,}|~{3,})/;
const HEADING = /^\s{0,3}#{1,6}\s+(.*)$/;
const RULE = /^\s{0,3}(?:(?:-\s{0,3}){3,}|(?:\*\s{0,3}){3,}|(?:_\s{0,3}){3,})$/;
const BULLET = /^(\s{0,40})[*+-]\s+(.*)$/;
const TASK = /^\[([ xX])\]\s+(.*)$/;
const NUMBERED = /^(\s{0,40})(\d{1,9})[.)]\s+(.*)$/;
const QUOTE = /^\s{0,3}>[\s>]*(.*)$/;

/**
 * Turns Markdown, as language models write it, into WhatsApp's format. Headings become bold lines, list items start
 * with `- ` or their number, a table becomes a line for each row (`Column: value, …`), a rule an empty line; code blocks
 * stay as they are, without the name of their language. The format of a text that is no Markdown is not changed, but
 * for `*one asterisk*`, which is italic in Markdown and so becomes `_italic_`.
 *
 * @see WhatsApp's help page "How to format your messages": `*bold*`, `_italic_`, `~strikethrough~`, ` ```monospace``` `,
 * `` `inline code` ``, `- ` and `1. ` for lists, `> ` for quotes
 */
export function markdownToWhatsApp(markdown: string): string {
	const lines = markdown.replace(/\r\n?/g, '\n').split('\n');
	const output: string[] = [];
	for (let index = 0; index < lines.length; index += 1) {
		const fence = FENCE.exec(lines[index])?.[1];
		if (fence) index = copyCode(lines, index, fence, output);
		else if (isTable(lines, index)) index = writeTable(lines, index, output);
		else output.push(line(lines[index]));
	}
	return output
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

/** @returns the index of the block's last line */
function copyCode(lines: string[], start: number, fence: string, output: string[]): number {
	let end = start + 1;
	while (end < lines.length && !lines[end].trim().startsWith(fence)) end += 1;
	output.push('```', ...lines.slice(start + 1, end), '```');
	return end;
}

function line(text: string): string {
	if (RULE.test(text)) return '';
	const heading = HEADING.exec(text)?.[1];
	if (heading !== undefined) return asHeading(heading);
	const quote = QUOTE.exec(text);
	if (quote) return `> ${line(quote[1])}`.trimEnd();
	const bullet = BULLET.exec(text);
	if (bullet) return `${bullet[1]}- ${item(bullet[2])}`;
	const numbered = NUMBERED.exec(text);
	if (numbered) return `${numbered[1]}${numbered[2]}. ${inlineToWhatsApp(numbered[3])}`;
	return inlineToWhatsApp(text.replace(/<br\s?\/?>/gi, '\n')).trimEnd();
}

/** A heading is bold as a whole: bold within it would end that. */
function asHeading(heading: string): string {
	const text = inlineToWhatsApp(heading.replace(/\s#+\s*$/, '').trim()).replace(/\*/g, '');
	return text.trim() === '' ? '' : `*${text.trim()}*`;
}

function item(text: string): string {
	const task = TASK.exec(text);
	if (!task) return inlineToWhatsApp(text);
	return `${task[1] === ' ' ? '☐' : '☑'} ${inlineToWhatsApp(task[2])}`;
}

function isTable(lines: string[], index: number): boolean {
	const separator = lines[index + 1];
	return lines[index].includes('|') && separator?.includes('-') && SEPARATOR.test(separator);
}

/** @returns the index of the table's last line */
function writeTable(lines: string[], start: number, output: string[]): number {
	const columns = cells(lines[start]);
	let end = start + 2;
	for (; end < lines.length && lines[end].includes('|'); end += 1) {
		const values = cells(lines[end]).map((value, column) =>
			columns[column] ? `${columns[column]}: ${value}` : value,
		);
		output.push(`- ${values.filter((value) => value !== '').join(', ')}`);
	}
	if (end === start + 2) output.push(columns.join(', '));
	return end - 1;
}

function cells(row: string): string[] {
	const inner = row
		.trim()
		.replace(/^\|/, '')
		.replace(/(?<!\\)\|$/, '');
	return inner
		.split(/(?<!\\)\|/)
		.map((cell) => inlineToWhatsApp(cell.replace(/\\\|/g, '|').trim()));
}
