import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from './operation';
import type { Platform } from './platform';

/**
 * The operation that the user chose. n8n adds "Custom API Call" to the menus; it is none.
 * @throws NodeOperationError
 */
export function chosenOperation(functions: IExecuteFunctions, { resources }: Platform): Operation {
	const resource = functions.getNodeParameter('resource', 0) as string;
	const operation = functions.getNodeParameter('operation', 0) as string;
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (found) return found;
	throw new NodeOperationError(
		functions.getNode(),
		`This node has no operation "${operation}" for the resource "${resource}"`,
		{
			description:
				'For any other call to the platform, use the resource API with the operation Request.',
		},
	);
}
