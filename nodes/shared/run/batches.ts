import type { BuiltRequest } from '../form/request';
import type { Batch } from '../operation';

interface Call {
	items: number[];
	/** The most items that it takes. */
	size: number;
}

/**
 * Shares the items out among calls, which are to go one after another.
 *
 * Items of one group go together, in item order. Where two items have the same `unique` key, the later one goes in a
 * later call: so the order of what is done to one contact is that of the items.
 *
 * @param requests by item; those without a request are left out
 * @returns the items of each call
 */
export function batchesOf(
	{ size, group, unique }: Batch,
	requests: Array<BuiltRequest | undefined>,
): number[][] {
	const calls: Call[] = [];
	const latestOfGroup = new Map<string, number>();
	const latestWithKey = new Map<string, number>();
	requests.forEach((built, item) => {
		if (!built) return;
		const name = group?.(built.request) ?? '';
		const key = unique?.(built.request);
		const earliest = (key === undefined ? -1 : (latestWithKey.get(key) ?? -1)) + 1;
		let number = latestOfGroup.get(name) ?? -1;
		if (number < earliest || calls[number].items.length >= calls[number].size) {
			number = calls.length;
			calls.push({ items: [], size: typeof size === 'function' ? size(built.values) : size });
			latestOfGroup.set(name, number);
		}
		calls[number].items.push(item);
		if (key !== undefined) latestWithKey.set(key, number);
	});
	return calls.map(({ items }) => items);
}
