import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { TIME_ZONE, type Field, type Operation, type Read } from '../operation';

/**
 * Reads the parameters of one item.
 *
 * @returns throws NodeOperationError naming field and item, where an expression fails
 */
export function readParameters(
	functions: IExecuteFunctions,
	{ fields }: Operation,
	item: number,
): Read {
	return (name) => {
		if (name === TIME_ZONE) return functions.getTimezone();
		let reason: string;
		try {
			return functions.getNodeParameter(name, item, null, { extractValue: true });
		} catch (error) {
			reason = (error as Error).message;
		}
		const label = fields.find((field: Field) => field.name === name)?.displayName ?? name;
		const message = `"${label}" of item ${item}: ${reason}`;
		throw new NodeOperationError(functions.getNode(), message, {
			itemIndex: item,
			description: 'Nothing was sent for this item.',
		});
	};
}
