import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { mapError } from '../errors/map-error';
import { TIME_ZONE, type Field, type Operation, type Read } from '../operation';

/**
 * Reads the parameters of one item.
 *
 * @returns a reader that throws NodeOperationError naming field and item, where an expression fails
 */
export function readParameters(
	functions: IExecuteFunctions,
	{ fields }: Operation,
	item: number,
): Read {
	// Several fields look at the same one, and n8n works out its expressions at each look.
	const known = new Map<string, unknown>();
	return (name) => {
		if (name === TIME_ZONE) return functions.getTimezone();
		if (known.has(name)) return known.get(name);
		const unread = (error: unknown) => {
			const label = fields.find((field: Field) => field.name === name)?.displayName ?? name;
			const message = `"${label}" of item ${item}: ${(error as Error).message}`;
			return new NodeOperationError(functions.getNode(), message, {
				itemIndex: item,
				description: 'Nothing was sent for this item.',
			});
		};
		// n8n extracts a value from whole parameters only, and a part such as `templateName.mode` needs none.
		const options = name.includes('.') ? {} : { extractValue: true };
		const value = mapError(
			() => functions.getNodeParameter(name, item, null, options) as unknown,
			unread,
		);
		known.set(name, value);
		return value;
	};
}
