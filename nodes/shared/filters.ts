import type { Field } from './operation';

/** The filters of a list, which go into its query. */
export const filtersOf = (...filters: Field[]): Field => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: filters,
});
