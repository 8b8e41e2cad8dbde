import type { IDataObject } from 'n8n-workflow';

import { limit, options, returnAll, filtersOf } from '../shared/fields/common';
import { optionalJsonObject } from '../shared/form/check';
import { rowsAt, rowsOf } from '../shared/list/pagination';
import { InvalidValue, type Field, type Operation, type OperationCall } from '../shared/operation';
import { isObject } from '../shared/value';

/** Contacts in one page. The vendor names no maximum, so a page with fewer rows may be followed by another. */
export const PAGE_SIZE = 100;

/** @param hasFilters whether the form has filters of its own, which this may not change */
const additionalQuery = (hasFilters: boolean): Field => ({
	displayName: 'Additional Query',
	name: 'additionalQuery',
	type: 'json',
	default: '{}',
	description:
		'JSON object with further query parameters. The platform does not document the names of its filters, nor pages, for this list.',
	encode: (value, read) => {
		const query = optionalJsonObject(value);
		const filters = hasFilters ? read('filters') : undefined;
		for (const [name, entry] of Object.entries(query ?? {})) {
			if (isObject(filters) && Object.hasOwn(filters, name)) {
				throw new InvalidValue(`holds "${name}", which the form fills`);
			}
			if (!['string', 'number', 'boolean'].includes(typeof entry)) {
				throw new InvalidValue(`must hold text, a number, true or false at "${name}"`);
			}
		}
		return query;
	},
});

/** The fields of a list whose pages and whose filters' names the vendor does not document. */
export const openListFields = (...filters: Field[]): Field[] => [
	returnAll,
	limit,
	...(filters.length > 0 ? [filtersOf(...filters)] : []),
	options(additionalQuery(filters.length > 0)),
];

/** Such a list, read in one request. */
export const openList = (resource: string): Pick<Operation, 'items' | 'run'> => ({
	items: rowsAt(resource),
	run: async ({ request, values, send }: OperationCall) => {
		const query = { ...request.query, ...(values.additionalQuery as IDataObject | undefined) };
		const rows = rowsOf(await send({ ...request, query }), rowsAt(resource));
		return values.returnAll === true ? rows : rows.slice(0, Number(values.limit));
	},
});
