import { RequestFailure } from './failure';
import { valueAt } from './value';

interface PageSize {
	/** Query parameter for the number of rows wanted in one page. */
	sizeParameter: string;
	/** The most rows that the platform gives in one page. */
	maxSize: number;
}

/** How a platform hands out a long list. */
export type Pagination =
	| ({
			type: 'cursor';
			/** Query parameter that takes the cursor. */
			parameter: string;
			/** Where the next cursor sits in the answer; several places are tried in order. */
			next: string | string[];
			/** Where the answer says whether there is more; without it a missing cursor ends the list. */
			more?: string;
	  } & PageSize)
	| ({
			type: 'page';
			parameter: string;
			first: number;
			/** Where the answer says whether there is more, or how many rows are left; without it a short page is the last. */
			more?: string;
	  } & PageSize)
	| {
			/**
			 * Pages of the platform's own size, for a list of which its vendor does not say that it has pages: the first
			 * request asks for none, and only an answer that says `more: true` is followed by another.
			 */
			type: 'toldPage';
			parameter: string;
			more: string;
	  }
	| ({
			type: 'offset';
			parameter: string;
			/**
			 * Whether a page that is not full may be followed by another, because `maxSize` is a guess: then only an
			 * empty page ends the list.
			 */
			maxSizeUnknown?: boolean;
	  } & PageSize);

/** Where the list begins; `undefined` where nothing is to be said. */
export function startOf(pagination: Pagination | undefined): string | undefined {
	if (pagination?.type === 'page') return String(pagination.first);
	if (pagination?.type === 'offset') return '0';
	return undefined;
}

/** Where the list goes on after a page; `undefined` at its end. */
export function nextPosition(
	pagination: Pagination,
	body: unknown,
	position: string | undefined,
	received: number,
	size: number,
): string | undefined {
	switch (pagination.type) {
		case 'cursor':
			return nextCursor(pagination, body, received);
		case 'toldPage':
			return received > 0 && valueAt(body, pagination.more) === true
				? String(Number(position ?? 1) + 1)
				: undefined;
		case 'offset': {
			const last = pagination.maxSizeUnknown ? received === 0 : received < size;
			return last ? undefined : String(Number(position) + received);
		}
		case 'page':
			return isLastPage(pagination, body, received, size)
				? undefined
				: String(Number(position) + 1);
	}
}

/** A page that is not full is the last, unless the platform knows better: it may give fewer than asked for. */
function isLastPage(
	{ more }: Extract<Pagination, { type: 'page' }>,
	body: unknown,
	received: number,
	size: number,
): boolean {
	const told = more === undefined ? undefined : valueAt(body, more);
	if (typeof told === 'boolean' || typeof told === 'number') return received === 0 || !told;
	return received < size;
}

function nextCursor(
	{ next, more }: Extract<Pagination, { type: 'cursor' }>,
	body: unknown,
	received: number,
): string | undefined {
	const cursor = firstAt(
		body,
		next,
		(value) => value !== undefined && value !== null && value !== '',
	);
	const saysMore = more === undefined ? undefined : valueAt(body, more);
	if (saysMore === false || (saysMore !== true && received === 0)) return undefined;
	if (cursor !== undefined) return String(cursor);
	// Ending here would lose rows in silence.
	if (saysMore === true)
		throw new RequestFailure('refused', 'the answer says there is more, but gives no cursor');
	return undefined;
}

/** The first value that fits, of several places in the answer. */
export function firstAt(
	body: unknown,
	places: string | string[],
	fits: (value: unknown) => boolean,
): unknown {
	return [places]
		.flat()
		.map((place) => valueAt(body, place))
		.find(fits);
}
