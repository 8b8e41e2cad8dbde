/** A run of `*`, `_` or `~` that may open or close emphasis. */
interface Delimiter {
	/** Its place in the list of pieces. */
	piece: number;
	character: string;
	length: number;
	opens: boolean;
	closes: boolean;
	/** Whether a letter or digit stands right before, or right after: WhatsApp then formats nothing. */
	wordBefore: boolean;
	wordAfter: boolean;
}

const WORD = /[\p{L}\p{N}]/u;
const BLANK = /^\s?$/u;
const ESCAPABLE = /[\\`*_{}[\]()#+\-.!~|<>]/;
/** WhatsApp's sign for what Markdown writes with one, two or three of a character. */
const SIGNS: Record<string, Record<number, string>> = {
	'*': { 1: '_', 2: '*' },
	_: { 1: '_', 2: '*' },
	'~': { 2: '~' },
};

/**
 * Turns one paragraph of Markdown into WhatsApp's format: `**bold**` and `__bold__` become `*bold*`, `*italic*` becomes
 * `_italic_`, `~~strike~~` becomes `~strike~`, a link becomes its text and its address. Code stays as it is.
 * Works in time that grows with the length only.
 */
export function inlineToWhatsApp(text: string): string {
	const pieces: string[] = [];
	const delimiters: Delimiter[] = [];
	let position = 0;
	while (position < text.length) {
		const read = readCode(text, position) ?? readLink(text, position) ?? readEscape(text, position);
		if (read) {
			pieces.push(read.text);
			position = read.end;
			continue;
		}
		const length = runLength(text, position);
		if (length > 0) delimiters.push(delimiterAt(text, position, length, pieces.length));
		const end = length > 0 ? position + length : nextSpecial(text, position + 1);
		pieces.push(text.slice(position, end));
		position = end;
	}
	applyEmphasis(pieces, delimiters);
	return pieces.join('');
}

function nextSpecial(text: string, from: number): number {
	let end = from;
	while (end < text.length && !'`[!<\\*_~'.includes(text[end])) end += 1;
	return end;
}

/** A code span, as it is but for its signs: WhatsApp knows one backtick. */
function readCode(text: string, start: number): { text: string; end: number } | undefined {
	if (text[start] !== '`') return undefined;
	let length = 1;
	while (text[start + length] === '`') length += 1;
	const sign = '`'.repeat(length);
	const close = text.indexOf(sign, start + length);
	if (close < 0 || text[close + length] === '`') return { text: sign, end: start + length };
	const code = text.slice(start + length, close).trim();
	return { text: code.includes('`') ? `\`\`\`${code}\`\`\`` : `\`${code}\``, end: close + length };
}

/** `[text](address)`, `![text](address)` and `<address>`. */
function readLink(text: string, start: number): { text: string; end: number } | undefined {
	if (text[start] === '<') {
		const match = /^<((?:https?:\/\/|mailto:)[^\s<>]{1,2000})>/.exec(
			text.slice(start, start + 2010),
		);
		return match
			? { text: match[1].replace(/^mailto:/, ''), end: start + match[0].length }
			: undefined;
	}
	const image = text[start] === '!' && text[start + 1] === '[';
	if (text[start] !== '[' && !image) return undefined;
	// Bounded, so that many opening brackets do not each look through the whole text.
	const near = text.slice(start + (image ? 1 : 0), start + 3000);
	const match =
		/^\[([^[\]]{0,500})\]\(\s*<?([^\s()<>]{1,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,200})?)>?(?:\s+["'(][^)"]{0,300}["')])?\s*\)/.exec(
			near,
		);
	if (!match) return undefined;
	const [whole, label, address] = match;
	return { text: linkText(label, address), end: start + (image ? 1 : 0) + whole.length };
}

function linkText(label: string, address: string): string {
	const plain = address.replace(/^(mailto|tel):/, '');
	const name = inlineToWhatsApp(label.trim());
	const same = [address, plain, plain.replace(/^https?:\/\//, '').replace(/\/$/, '')].includes(
		name,
	);
	return name === '' || same ? plain : `${name} (${plain})`;
}

function readEscape(text: string, start: number): { text: string; end: number } | undefined {
	if (text[start] !== '\\' || !ESCAPABLE.test(text[start + 1] ?? '')) return undefined;
	return { text: text[start + 1], end: start + 2 };
}

function runLength(text: string, start: number): number {
	const character = text[start];
	if (!(character in SIGNS)) return 0;
	let length = 1;
	while (text[start + length] === character) length += 1;
	return length;
}

/** As CommonMark: what opens has no blank after it, what closes none before it; `_` inside a word is a letter. */
function delimiterAt(text: string, start: number, length: number, piece: number): Delimiter {
	const character = text[start];
	const before = characterBefore(text, start);
	const after = String.fromCodePoint(text.codePointAt(start + length) ?? 32);
	const wordBefore = WORD.test(before);
	const wordAfter = WORD.test(after);
	const inWord = wordBefore && wordAfter;
	const literal = inWord && (character === '_' || length === 1);
	const opens = !literal && !BLANK.test(after) && (wordAfter || !wordBefore);
	const closes = !literal && !BLANK.test(before) && (wordBefore || !wordAfter);
	return { piece, character, length, opens, closes, wordBefore, wordAfter };
}

function characterBefore(text: string, start: number): string {
	const unit = text.charCodeAt(start - 1);
	const from = unit >= 0xdc00 && unit <= 0xdfff ? start - 2 : start - 1;
	return from < 0 ? ' ' : text.slice(from, start);
}

/** Pairs each closing run with the nearest opening one of its character, and writes WhatsApp's signs. */
function applyEmphasis(pieces: string[], delimiters: Delimiter[]): void {
	const open: Record<string, Delimiter[]> = { '*': [], _: [], '~': [] };
	for (const delimiter of delimiters) {
		const stack = open[delimiter.character];
		const opener = delimiter.closes ? stack.at(-1) : undefined;
		const length = Math.min(opener?.length ?? 0, delimiter.length, 3);
		if (opener && signsFor(delimiter.character, length) !== undefined) {
			while (stack.pop() !== opener);
			dropCrossing(open, opener.piece);
			writePair(pieces, opener, delimiter, length);
		} else if (delimiter.opens) stack.push(delimiter);
	}
}

/** What opened inside a pair and did not close there stays as it was written. */
function dropCrossing(open: Record<string, Delimiter[]>, piece: number): void {
	for (const stack of Object.values(open)) {
		while (stack.length > 0 && (stack.at(-1) as Delimiter).piece > piece) stack.pop();
	}
}

function signsFor(character: string, length: number): string | undefined {
	if (length === 3 && character !== '~') return '*_';
	return SIGNS[character][length];
}

function writePair(pieces: string[], opener: Delimiter, closer: Delimiter, length: number): void {
	const signs = signsFor(opener.character, length) as string;
	// Beside a letter WhatsApp shows the signs themselves: then the bare word reads better.
	const shown = !opener.wordBefore && !closer.wordAfter;
	const closing = [...signs].reverse().join('');
	pieces[opener.piece] = opener.character.repeat(opener.length - length) + (shown ? signs : '');
	pieces[closer.piece] = (shown ? closing : '') + closer.character.repeat(closer.length - length);
}
