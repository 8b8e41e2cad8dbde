import { TAG_SIGNS, withEmphasis, type Delimiter } from './emphasis';

/** A part of the text that is no emphasis: what becomes of it, and where it ends. */
interface Piece {
	text: string;
	end: number;
}

/** Where anything but plain text may begin; `h` and `w` begin an address. */
const SPECIAL = '`[!<\\*_~&hHwW';
const BLANK = /^\s?$/u;
/** A letter, one of its marks (`हिन्दी` ends with one), or a digit. An emoji's variation selector is none. */
const WORD = /(?![\ufe00-\ufe0f])[\p{L}\p{N}\p{Mn}\p{Mc}]/u;
const DIGIT = /\p{N}/u;
/** What may stand at the beginning of a bold text right behind a word, and at its end right before one: `**Total:**5`. */
const FIRST_IN_BOLD = /[\p{Ps}\p{Pi}\p{Sc}#@]/u;
const LAST_IN_BOLD = /[\p{Pe}\p{Pf}.,:;!?%…、。，：；！？]/u;
/** CommonMark: a backslash before any of these makes it a plain character. */
const ESCAPE = /\\([!-/:-@[-`{-~])/y;
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,8}));/y;
/** The entities that models write. */
const ENTITIES: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
	copy: '©',
	reg: '®',
	trade: '™',
	hellip: '…',
	ndash: '–',
	mdash: '—',
	bull: '•',
	middot: '·',
	times: '×',
	deg: '°',
	euro: '€',
	pound: '£',
	yen: '¥',
	rarr: '→',
};
const ADDRESS = /(?:https?:\/\/|(?<![a-z0-9.@])www\.)[^\s<>`"\u0080-\uffff]+/iy;
/** Belongs to the sentence when it ends an address. */
const BEHIND_ADDRESS = "*_~!?.,:;')]|";
const AUTOLINK = /<(?:mailto:)?(https?:\/\/[^\s<>]{1,2000}|[^\s<>@:]{1,255}@[^\s<>@]{1,255})>/iy;
const LINE_BREAK = /<br\s?\/?>[ \t]{0,40}/iy;
const TAG = new RegExp(`<(/?)(${Object.keys(TAG_SIGNS).join('|')})>`, 'iy');
const LINK = new RegExp(
	[
		/^\[((?:\\.|[^[\]\\]|\[(?:\\.|[^[\]\\])*\])*)\]\(\s*/,
		/(?:<([^<>\n]+)>|((?:\\.|[^\s()<>\\])+(?:\((?:\\.|[^\s()<>\\]|\([^\s()<>]*\))*\)(?:\\.|[^\s()<>\\])*)*))/,
		/(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/,
	]
		.map(({ source }) => source)
		.join(''),
);
/** A longer link is none: many opening brackets would each look through the whole text. */
const LONGEST_LINK = 3000;
const MOST_BACKTICK_RUNS = 50;

/**
 * Turns one paragraph of Markdown into WhatsApp's format: `**bold**` and `__bold__` become `*bold*`, `*italic*` becomes
 * `_italic_`, `~~strike~~` becomes `~strike~`, a link becomes its text and its address. Code and addresses stay as they
 * are. Works in time that grows with the length only.
 *
 * @param outer WhatsApp's signs that hold for the whole text already: `*` in a heading
 */
export function inlineToWhatsApp(text: string, outer: string[] = []): string {
	const pieces: string[] = [];
	const delimiters: Delimiter[] = [];
	let position = 0;
	while (position < text.length) {
		const read = readPiece(text, position, outer);
		if (read) {
			if (read.text === '\n') pieces.push((pieces.pop() ?? '').replace(/[ \t]{1,40}$/, ''));
			pieces.push(read.text);
			position = read.end;
			continue;
		}
		const delimiter = readTag(text, position) ?? readRun(text, position);
		if (delimiter) delimiters.push({ ...delimiter, piece: pieces.length });
		const end = delimiter?.end ?? nextSpecial(text, position + 1);
		pieces.push(text.slice(position, end));
		position = end;
	}
	return withEmphasis(pieces, delimiters, outer);
}

function nextSpecial(text: string, from: number): number {
	let end = from;
	while (end < text.length && !SPECIAL.includes(text[end])) end += 1;
	return end;
}

function readPiece(text: string, start: number, outer: string[]): Piece | undefined {
	switch (text[start]) {
		case '\\':
			return readMatch(ESCAPE, text, start, ([, character]) => character);
		case '`':
			return readCode(text, start);
		case '[':
		case '!':
			return readLink(text, start, outer);
		case '<':
			return (
				readMatch(AUTOLINK, text, start, ([, address]) => address) ??
				readMatch(LINE_BREAK, text, start, () => '\n')
			);
		case '&':
			return readMatch(ENTITY, text, start, characterOf);
		default:
			return readAddress(text, start);
	}
}

function readMatch(
	pattern: RegExp,
	text: string,
	start: number,
	toText: (match: RegExpExecArray) => string,
): Piece | undefined {
	pattern.lastIndex = start;
	const match = pattern.exec(text);
	return match ? { text: toText(match), end: start + match[0].length } : undefined;
}

/** A code span, as it is but for its signs: WhatsApp knows one backtick, and three around code that holds one. */
function readCode(text: string, start: number): Piece {
	const sign = '`'.repeat(runLength(text, start));
	let close = text.indexOf('`', start + sign.length);
	for (let run = 0; close >= 0 && run < MOST_BACKTICK_RUNS; run += 1) {
		const length = runLength(text, close);
		if (length === sign.length) {
			const code = text.slice(start + length, close).trim();
			return { text: asCode(code), end: close + length };
		}
		close = text.indexOf('`', close + length);
	}
	return { text: sign, end: start + sign.length };
}

function asCode(code: string): string {
	if (code === '' || /^`|`$|```/.test(code)) return code;
	return code.includes('`') ? `\`\`\`${code}\`\`\`` : `\`${code}\``;
}

/** `[text](address)` and `![text](address)`. */
function readLink(text: string, start: number, outer: string[]): Piece | undefined {
	const from = text[start] === '!' ? start + 1 : start;
	if (text[from] !== '[') return undefined;
	const match = LINK.exec(text.slice(from, from + LONGEST_LINK));
	if (!match) return undefined;
	const [whole, label, pointed, plain] = match;
	return { text: linkText(label, pointed ?? plain, outer), end: from + whole.length };
}

function linkText(label: string, destination: string, outer: string[]): string {
	const address = withoutEscapes(destination.trim());
	const plain = address.replace(/^(mailto|tel):/, '');
	const name = inlineToWhatsApp(label.replace(/\s+/g, ' ').trim(), outer);
	const same = [address, plain, plain.replace(/^https?:\/\//, '').replace(/\/$/, '')].includes(
		name,
	);
	return name === '' || same ? plain : `${name} (${plain})`;
}

function readAddress(text: string, start: number): Piece | undefined {
	const read = readMatch(ADDRESS, text, start, ([address]) => address);
	if (!read) return undefined;
	let { end } = read;
	while (end > start + 1 && BEHIND_ADDRESS.includes(text[end - 1])) end -= 1;
	return { text: withoutEscapes(text.slice(start, end)), end };
}

/** A part of the text in which marks mean nothing. */
function withoutEscapes(text: string): string {
	return text
		.replace(new RegExp(ESCAPE.source, 'g'), '$1')
		.replace(new RegExp(ENTITY.source, 'g'), (...match: string[]) => characterOf(match));
}

/** The character of an entity; what is none of HTML's stays. */
function characterOf([entity, decimal, hexadecimal, name]: string[]): string {
	if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : entity;
	const code = decimal === undefined ? parseInt(hexadecimal, 16) : Number(decimal);
	const isCharacter = code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
	return isCharacter ? String.fromCodePoint(code) : entity;
}

type Read = Omit<Delimiter, 'piece'> & { end: number };

function readTag(text: string, start: number): Read | undefined {
	TAG.lastIndex = start;
	const match = TAG.exec(text);
	if (!match) return undefined;
	const [tag, slash, name] = match;
	const end = start + tag.length;
	const [wordBefore, wordAfter] = neighbours(text, start, end).map((one) => WORD.test(one));
	const kind = name.toLowerCase();
	return { kind, end, length: 1, opens: slash === '', closes: slash !== '', wordBefore, wordAfter };
}

/** As CommonMark: what opens has no blank after it, what closes none before it; `_` inside a word is a letter. */
function readRun(text: string, start: number): Read | undefined {
	const kind = text[start];
	if (!'*_~'.includes(kind)) return undefined;
	const length = runLength(text, start);
	const end = start + length;
	const [before, after] = neighbours(text, start, end);
	const [wordBefore, wordAfter] = [before, after].map((one) => WORD.test(one));
	const inWord = wordBefore && wordAfter;
	const isPower = DIGIT.test(before) && DIGIT.test(after);
	const literal = isPower || (inWord && (kind === '_' || length === 1));
	const bold = kind === '*' && length > 1;
	const opens =
		!BLANK.test(after) && (wordAfter || !wordBefore || (bold && FIRST_IN_BOLD.test(after)));
	const closes =
		!BLANK.test(before) && (wordBefore || !wordAfter || (bold && LAST_IN_BOLD.test(before)));
	return {
		kind,
		end,
		length,
		wordBefore,
		wordAfter,
		opens: opens && !literal,
		closes: closes && !literal,
	};
}

function runLength(text: string, start: number): number {
	let end = start + 1;
	while (text[end] === text[start]) end += 1;
	return end - start;
}

/** The characters right before and right after; a blank at the text's ends. */
function neighbours(text: string, start: number, end: number): [string, string] {
	const unit = text.charCodeAt(start - 1);
	const from = unit >= 0xdc00 && unit <= 0xdfff ? start - 2 : start - 1;
	const before = from < 0 ? ' ' : text.slice(from, start);
	return [before, String.fromCodePoint(text.codePointAt(end) ?? 32)];
}
