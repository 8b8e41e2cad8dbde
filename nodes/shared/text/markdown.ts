import { inlineToWhatsApp } from './inline-markdown';

/** The columns of a table's separator line: `| --- | :-: |`. */
const SEPARATOR =
	/^\s{0,40}\|?\s{0,20}:?-{1,200}:?\s{0,20}(?:\|\s{0,20}:?-{1,200}:?\s{0,20}){0,50}\|?\s{0,20}$/;
const LONGEST_COLUMN_NAME = 100;
/** A code block's first line. Behind backticks stand none: that is code within a line. */
const FENCE = /^([ \t]{0,40})(`{3,}(?!.*`)|~{3,}(?!.*~))/;
const FENCED_BY_WHATSAPP = '```';
/** A code block's last line, by Markdown and by WhatsApp. */
const CLOSING = /^\s*(?:`{3,}|~{3,})\s*$/;
const ENDING = /^([^`]*[^`\s][^`]*)`{3}\s*$/;
/** Behind a code block's first signs: `js`, `ts title="a"`, `python {1,3}`, `js src/app.js`. */
const LANGUAGE = /^[\w#+.:/-]{0,40}(?:\s+(?:\{.*\}|[\w-]+=.*|[\w/.-]+\.\w+))?$/;
const HEADING = /^\s{0,3}#{1,6}\s+(.*)$/;
const UNDERLINE = /^\s{0,3}={2,200}\s*$/;
const RULE = /^\s{0,3}(?:(?:-\s{0,3}){3,}|(?:\*\s{0,3}){3,}|(?:_\s{0,3}){3,})$/;
const BULLET = /^(\s{0,40})[*+-]\s+(.*)$/;
const TASK = /^\[([ xX])\]\s+(.*)$/;
const NUMBERED = /^(\s{0,40})(\d{1,9})[.)]\s+(.*)$/;
const QUOTE = /^\s{0,3}>(?:\s{0,4}>)*\s?/;
/** A backslash at a line's end only says that the line ends there. */
const HARD_BREAK = /(?<!\\)((?:\\\\){0,20})\\$/;

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
	return blocks(markdown.replace(/\r\n?/g, '\n').split('\n')).join('\n').trim();
}

/** Converts each block: no two empty lines follow one another but in code. */
function blocks(lines: string[]): string[] {
	const output: string[] = [];
	let index = 0;
	while (index < lines.length) {
		const [end, converted] = block(lines, index);
		for (const line of converted) {
			const isSecondBlank = line === '' && output.at(-1) === '' && !FENCE.test(lines[index]);
			if (!isSecondBlank) output.push(line);
		}
		index = end;
	}
	return output;
}

/** @returns the index behind the block that begins at a line, and the block for WhatsApp */
function block(lines: string[], start: number): [end: number, converted: string[]] {
	const text = lines[start];
	if (FENCE.test(text)) return code(lines, start);
	if (isTable(lines, start)) return table(lines, start);
	if (QUOTE.test(text)) {
		const end = endOf(lines, start, (line) => QUOTE.test(line));
		const inner = blocks(lines.slice(start, end).map((line) => line.replace(QUOTE, '')));
		return [end, inner.map((line) => `> ${line}`.trimEnd())];
	}
	const own = ofOneLine(text);
	if (own !== undefined) return [start + 1, own.split('\n')];
	const end = endOf(lines, start, (_line, index) => index === start || isPlain(lines, index));
	return paragraph(lines, start, end);
}

function endOf(
	lines: string[],
	start: number,
	belongs: (line: string, index: number) => boolean,
): number {
	let end = start;
	while (end < lines.length && belongs(lines[end], end)) end += 1;
	return end;
}

function paragraph(lines: string[], start: number, end: number): [number, string[]] {
	const text = lines
		.slice(start, end)
		.map((line, index, all) =>
			index < all.length - 1 ? line.trimEnd().replace(HARD_BREAK, '$1') : line.trimEnd(),
		)
		.join('\n');
	if (end < lines.length && UNDERLINE.test(lines[end])) return [end + 1, [asHeading(text)]];
	return [
		end,
		inlineToWhatsApp(text)
			.replace(/\n{3,}/g, '\n\n')
			.split('\n'),
	];
}

function isPlain(lines: string[], index: number): boolean {
	const text = lines[index];
	const begins = FENCE.test(text) || QUOTE.test(text) || UNDERLINE.test(text);
	return !begins && !isTable(lines, index) && !isOneLine(text);
}

/** Whether the line is a block of its own: an empty one, a rule, a heading, or a list's item. */
function isOneLine(text: string): boolean {
	return text.trim() === '' || [RULE, HEADING, BULLET, NUMBERED].some((one) => one.test(text));
}

function ofOneLine(text: string): string | undefined {
	if (text.trim() === '' || RULE.test(text)) return '';
	const heading = HEADING.exec(text)?.[1];
	if (heading !== undefined) return asHeading(heading);
	const bullet = BULLET.exec(text);
	if (bullet) return `${bullet[1]}- ${item(bullet[2])}`;
	const numbered = NUMBERED.exec(text);
	return numbered ? `${numbered[1]}${numbered[2]}. ${item(numbered[3])}` : undefined;
}

/** A heading is bold as a whole, but for one with an asterisk of its own: that would end it. */
function asHeading(heading: string): string {
	const plain = heading.replace(/\s#+\s*$/, '').trim();
	const text = inOneLine(inlineToWhatsApp(plain, ['*']));
	return text === '' || text.includes('*') ? text : `*${text}*`;
}

function inOneLine(text: string): string {
	return text.replace(/\s*\n\s*/g, ' ').trim();
}

function item(text: string): string {
	const task = TASK.exec(text);
	if (task) return `${task[1] === ' ' ? '☐' : '☑'} ${item(task[2])}`;
	const heading = HEADING.exec(text)?.[1];
	return heading === undefined ? inlineToWhatsApp(text).trimEnd() : asHeading(heading);
}

/**
 * Copies a code block. WhatsApp's own form, with text right behind the first signs and right before the last, is one
 * too: only the name of a language, with its attributes, is no part of the code.
 */
function code(lines: string[], start: number): [number, string[]] {
	const [opening, indent, fence] = FENCE.exec(lines[start]) as unknown as string[];
	const info = lines[start].slice(opening.length).trim();
	const ends = (line: string) =>
		(line.trim().startsWith(fence) && CLOSING.test(line)) ||
		(fence === FENCED_BY_WHATSAPP && ENDING.test(line));
	const end = endOf(lines, start + 1, (line) => !ends(line));
	const last = ENDING.exec(lines[end] ?? '')?.[1];
	const isCode = last !== undefined || end === start + 1 || !LANGUAGE.test(info);
	const own = new RegExp(`^[ \\t]{0,${indent.length}}`);
	const content = lines.slice(start + 1, end).map((line) => line.replace(own, ''));
	const first = isCode && info !== '' ? [info] : [];
	return [end + 1, ['```', ...first, ...content, ...(last === undefined ? [] : [last]), '```']];
}

function isTable(lines: string[], index: number): boolean {
	const separator = lines[index + 1];
	return (
		lines[index].includes('|') &&
		separator?.includes('-') &&
		SEPARATOR.test(separator) &&
		cellsOf(lines[index]).length === cellsOf(separator).length
	);
}

/** A row for each line, with the names of its columns; long names stand once, in a line before the rows. */
function table(lines: string[], start: number): [number, string[]] {
	const columns = cellsOf(lines[start]).map(cell);
	const end = endOf(lines, start + 2, (line) => line.includes('|'));
	const isNamed = columns.every(({ length }) => length <= LONGEST_COLUMN_NAME);
	const rows = lines.slice(start + 2, end).flatMap((line) => {
		const values = cellsOf(line)
			.map(cell)
			.map((value, column) => {
				const name = isNamed && columns[column];
				return value !== '' && name ? `${name}: ${value}` : value;
			});
		const given = values.filter((value) => value !== '');
		return given.length > 0 ? `- ${given.join(', ')}` : [];
	});
	return [end, rows.length > 0 && isNamed ? rows : [columns.join(', '), ...rows]];
}

function cellsOf(row: string): string[] {
	return row
		.trim()
		.replace(/^\|/, '')
		.replace(/(?<!\\)\|$/, '')
		.split(/(?<!\\)\|/);
}

function cell(text: string): string {
	return inOneLine(inlineToWhatsApp(text.replace(/\\\|/g, '|').trim()));
}
