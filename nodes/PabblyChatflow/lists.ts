import { limit, returnAll, filtersOf } from '../shared/fields/common';
import type { Field, Operation } from '../shared/operation';

/** Most rows of a page: of templates the documented default, of contacts the documented cap, else the vendor's samples. */
export const PAGE_SIZES = { templates: 50, contacts: 25, catalogs: 20, products: 20 };

/** Where the answer says that there is more. */
const MORE = { contacts: 'data.remainingCount', other: 'data.pagination.hasNextPage' };

/** The parts of an operation that gives a list page by page. */
export function pagedList(
	rows: keyof typeof PAGE_SIZES,
): Required<Pick<Operation, 'items' | 'paginate'>> {
	return {
		items: `data.${rows}`,
		paginate: {
			type: 'page',
			parameter: 'page',
			first: 1,
			...(rows === 'templates' ? { unless: 'all' } : {}),
			more: rows === 'contacts' ? MORE.contacts : MORE.other,
			sizeParameter: 'limit',
			maxSize: PAGE_SIZES[rows],
		},
	};
}

/** The fields of an operation that gives a list. */
export const listFields = (...filters: Field[]): Field[] => [
	returnAll,
	limit,
	...(filters.length > 0 ? [filtersOf(...filters)] : []),
];

export const search: Field = {
	displayName: 'Search',
	name: 'search',
	type: 'string',
	default: '',
	placeholder: 'e.g. shirt',
	description: 'Only those that hold this text, as the platform searches',
	in: 'query',
};
