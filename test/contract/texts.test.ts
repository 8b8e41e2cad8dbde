import { checkField } from '../../nodes/shared/form/check';
import { buildRequest } from '../../nodes/shared/form/request';
import type { Field, FieldGroup } from '../../nodes/shared/operation';
import { allFields, platforms } from '../support/platforms';

/** What expressions give where they find no text, and what n8n makes of an object inside of a text. */
const NO_TEXTS = [{ name: 'Asha' }, ['a', 'b'], 'undefined', '[object Object]', NaN];
const INSIDE = 'Hi [object Object]!';
const ID = '67ab34b8251203ad797ee76f';

/** Values of a collection, each with another of its cells filled. */
function cellsOf({ options = [] }: Field, value: unknown): object[] {
	return (options as FieldGroup[]).flatMap((group) =>
		group.values.flatMap((field): object[] => {
			const shown = Object.entries(field.displayOptions?.show ?? {}).map(([name, values]) => [
				name,
				(values as unknown[])[0],
			]);
			const row = (cell: unknown) => ({
				[group.name]: [{ ...Object.fromEntries(shown), [field.name]: cell }],
			});
			if (field.type === 'fixedCollection') return cellsOf(field, value).map(row);
			return ['string', 'resourceLocator'].includes(field.type) ? [row(value)] : [];
		}),
	);
}

describe.each(platforms)('$name', ({ operations }) => {
	const collections = operations.flatMap(([id, { fields }]) =>
		allFields(fields)
			.filter(({ type }) => type === 'fixedCollection')
			.map((field): [string, Field] => [`${id}: ${field.displayName}`, field]),
	);
	const updates = operations.filter(([, { fields }]) =>
		fields.some(({ name }) => name === 'updateFields'),
	);

	if (collections.length > 0) {
		test.each(collections)('takes only texts in the rows of %s', (_title, field) => {
			for (const value of [...NO_TEXTS, INSIDE]) {
				for (const collection of cellsOf(field, value)) {
					expect(() => checkField(field, collection)).toThrow(
						/^(has a value for ".+" that (must be text|is "|holds ")|holds the number NaN)/,
					);
				}
			}
			for (const collection of cellsOf(field, 'Asha')) {
				expect(checkField(field, collection)).toBe(collection);
			}
		});
	}

	if (updates.length > 0) {
		test.each(updates)('%s refuses to change nothing', (_id, operation) => {
			const read = (name: string) => (name.endsWith('Id') ? ID : undefined);
			expect(faultOf(() => buildRequest(operation, read))).toMatchObject({
				field: 'Update Fields',
				message: 'holds nothing to change',
			});
		});
	}
});

function faultOf(work: () => unknown): unknown {
	try {
		return work();
	} catch (error) {
		return error;
	}
}
