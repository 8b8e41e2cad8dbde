/** Where a part may end, best first. Each pattern matches the text after which a part ends. */
const BREAKS = [/\n[ \t]*\n\s*/g, /\n\s*/g, /[.!?…。！？]["'”’)\]]*\s+/gu, /\s+/g];
const FENCE = '```';
/** What closing a code block in one part and opening it again in the next takes. */
const FENCE_LENGTH = 2 * (FENCE.length + 1);

/** A formatted text or code within a line, of up to so many characters: a part does not end inside of it. */
const MARKED = /(?<![\p{L}\p{N}])([*_~`])(?=\S)[^\n]{1,500}?(?<=\S)\1(?![\p{L}\p{N}])/gu;
const LONGEST_MARKED = 502;
/** The line that begins a code block, with the name of its language, at the end of a part. */
const OPENING_FENCE = /```\w{0,20}$/;

/**
 * Splits a text into parts that WhatsApp takes, in order: between paragraphs where that is possible, else lines, else
 * sentences, else words, and not inside of a formatted text such as `*bold*`. A word that is longer than a part is cut
 * between two characters as people see them. A code block that goes on in the next part is closed and opened again.
 *
 * @param text what to split; blanks around a part are dropped, but for the indentation of code
 * @param size the longest part, in UTF-16 code units; at least 20
 * @returns at least one part
 */
export function splitText(text: string, size: number): string[] {
	const parts: string[] = [];
	let rest = text.trim();
	let inCode = false;
	while (rest.length > room(size, inCode)) {
		const piece = nextPiece(rest, room(size, true), inCode);
		rest = rest.slice(piece.length);
		const opened: boolean = inCode !== (fencesIn(piece) % 2 === 1);
		if (piece !== '') parts.push(fenced(piece, inCode, opened));
		// A code block that ends here needs no second end, and code keeps its indentation.
		inCode = opened && !rest.trimStart().startsWith(FENCE);
		if (opened && !inCode) rest = rest.trimStart().slice(FENCE.length);
		const lineEnd = inCode && piece !== '' ? /^\s*\n/.exec(rest) : null;
		rest = lineEnd ? rest.slice(lineEnd[0].length) : rest.trimStart();
	}
	if (rest !== '' || parts.length === 0) parts.push(fenced(rest, inCode, false));
	return parts;
}

function nextPiece(rest: string, limit: number, inCode: boolean): string {
	const piece = rest.slice(0, endOfPart(rest, limit)).trimEnd();
	const opensCode = !inCode && fencesIn(piece) % 2 === 1 && /^\s*\n/.test(rest.slice(piece.length));
	const opening = opensCode ? OPENING_FENCE.exec(piece) : null;
	return opening && opening.index > 0 ? piece.slice(0, opening.index).trimEnd() : piece;
}

function room(size: number, inCode: boolean): number {
	return inCode ? size - FENCE_LENGTH : size;
}

function fencesIn(text: string): number {
	return text.split(FENCE).length - 1;
}

function fenced(piece: string, before: boolean, after: boolean): string {
	return `${before ? `${FENCE}\n` : ''}${piece}${after ? `\n${FENCE}` : ''}`;
}

/** The best end within the limit. A part shorter than half the limit is only made when nothing else is left. */
function endOfPart(text: string, limit: number): number {
	const near = text.slice(0, limit + LONGEST_MARKED);
	const unmarked = near.replace(MARKED, (marked) => marked.replace(/\s/g, '-'));
	const ends = [unmarked, near].flatMap((one) =>
		BREAKS.map((pattern) => lastEnd(one.slice(0, limit + 1), pattern, limit)),
	);
	return ends.find((end) => end >= limit / 2) ?? ends.find((end) => end > 0) ?? cut(text, limit);
}

/** The end of the last match before the limit; 0 when there is none. Blanks may reach over the limit: they are dropped. */
function lastEnd(window: string, pattern: RegExp, limit: number): number {
	let end = 0;
	for (const match of window.matchAll(pattern)) {
		const contentEnd = match.index + match[0].trimEnd().length;
		if (match.index > 0 && contentEnd <= limit) end = match.index + match[0].length;
	}
	return end;
}

/** Between two characters as people see them, so that neither a surrogate pair nor an emoji with a skin colour is torn. */
function cut(text: string, limit: number): number {
	// A character that is longer than the limit is no character that anybody reads.
	const window = text.slice(0, 2 * limit);
	let end = 0;
	for (const { index, segment } of new Intl.Segmenter().segment(window)) {
		if (index + segment.length > limit) break;
		end = index + segment.length;
	}
	if (end > 0) return end;
	return isLowSurrogate(text.charCodeAt(limit)) ? limit - 1 : limit;
}

function isLowSurrogate(unit: number): boolean {
	return unit >= 0xdc00 && unit <= 0xdfff;
}
