/** A run of `*`, `_` or `~`, or one of HTML's tags, that may open or close emphasis. */
export interface Delimiter {
	/** Its place in the list of pieces. */
	piece: number;
	/** What it pairs with: its character, or the name of its tag. */
	kind: string;
	/** How many characters of it are unpaired. */
	length: number;
	opens: boolean;
	closes: boolean;
	/** Whether a letter or digit stands right before, or right after: WhatsApp then formats nothing. */
	wordBefore: boolean;
	wordAfter: boolean;
}

/** Two delimiters that belong together: WhatsApp's signs for them, the outer one first. */
interface Pair {
	signs: string[];
}

/** The pairs that begin and end at a piece, in their order in the text. */
interface Border {
	begin: Pair[];
	end: Pair[];
}

/** WhatsApp's signs for HTML's tags. It has no underlined text. */
export const TAG_SIGNS: Record<string, string[]> = {
	b: ['*'],
	strong: ['*'],
	i: ['_'],
	em: ['_'],
	s: ['~'],
	del: ['~'],
	strike: ['~'],
	u: [],
};

/** So many open runs are looked through for the one that a closing run pairs with: more would cost time. */
const LOOK_BACK = 8;

/**
 * Pairs what opens and closes emphasis, as CommonMark does, and writes WhatsApp's signs. What has no partner stays as it
 * is. WhatsApp ends a format with its line: it begins again in the next one.
 *
 * @param pieces the text; those of the delimiters as they were written
 * @param outer signs that hold for the whole text already
 */
export function withEmphasis(pieces: string[], delimiters: Delimiter[], outer: string[]): string {
	const borders = pairUp(delimiters);
	const rest = new Map(delimiters.map((delimiter) => [delimiter.piece, restOf(delimiter)]));
	const active: string[] = [];
	let output = '';
	for (const [index, piece] of pieces.entries()) {
		const { begin = [], end = [] } = borders.get(index) ?? {};
		for (const { signs } of end) {
			output += [...signs].reverse().join('');
			active.length -= signs.length;
		}
		output += inEachLine(borders.has(index) ? (rest.get(index) ?? '') : piece, active);
		for (const pair of begin) {
			// Bold in bold would end it.
			pair.signs = pair.signs.filter((sign) => ![...outer, ...active].includes(sign));
			output += pair.signs.join('');
			active.push(...pair.signs);
		}
	}
	return output;
}

function restOf({ kind, length }: Delimiter): string {
	return kind.repeat(length);
}

function inEachLine(text: string, active: string[]): string {
	if (active.length === 0 || !text.includes('\n')) return text;
	const signs = active.join('');
	const closing = [...active].reverse().join('');
	return text.replace(/[ \t]{0,40}(\n+)[ \t]{0,40}/g, `${closing}$1${signs}`);
}

function pairUp(delimiters: Delimiter[]): Map<number, Border> {
	const borders = new Map<number, Border>();
	const borderAt = (piece: number): Border => {
		const border = borders.get(piece) ?? { begin: [], end: [] };
		borders.set(piece, border);
		return border;
	};
	const open: Delimiter[] = [];
	for (const closer of delimiters) {
		const run = { length: closer.length, both: closer.opens && closer.closes };
		let opener = openerFor(closer, run, open);
		while (opener) {
			const partner: Delimiter = opener;
			const pair = pairOf(partner, closer);
			borderAt(partner.piece).begin.unshift(pair);
			borderAt(closer.piece).end.push(pair);
			// What opened inside of the pair and did not close there stays as it was written.
			open.length = open.lastIndexOf(partner) + (partner.length > 0 ? 1 : 0);
			opener = openerFor(closer, run, open);
		}
		if (closer.opens && closer.length > 0) open.push(closer);
	}
	return borders;
}

/** The nearest open run that a run closes. */
function openerFor(
	closer: Delimiter,
	run: { length: number; both: boolean },
	open: Delimiter[],
): Delimiter | undefined {
	if (!closer.closes || closer.length === 0) return undefined;
	return open
		.slice(-LOOK_BACK)
		.reverse()
		.find((opener) => {
			if (opener.kind !== closer.kind) return false;
			if (opener.kind === '~') return opener.length === closer.length && closer.length <= 2;
			// CommonMark's rule for runs that can do both: `*a**b*` is one italic text.
			const either = run.both || (opener.opens && opener.closes);
			return !(either && (opener.length + run.length) % 3 === 0 && run.length % 3 !== 0);
		});
}

/** Takes the paired characters from both. */
function pairOf(opener: Delimiter, closer: Delimiter): Pair {
	const length = Math.min(opener.length, closer.length);
	opener.length -= length;
	closer.length -= length;
	// Beside a letter WhatsApp shows the signs themselves: then the bare text reads better.
	const shown = !opener.wordBefore && !closer.wordAfter;
	return { signs: shown ? signsFor(opener.kind, length) : [] };
}

/** One is italic, two are bold, three are both. */
function signsFor(kind: string, length: number): string[] {
	if (kind in TAG_SIGNS) return TAG_SIGNS[kind];
	if (kind === '~') return ['~'];
	return [...(length > 1 ? ['*'] : []), ...(length % 2 === 1 ? ['_'] : [])];
}
