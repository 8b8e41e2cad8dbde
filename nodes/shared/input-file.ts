import type { Field } from './operation';

/** Which file of the input item to take. */
export const binaryPropertyName: Field = {
	displayName: 'Input Data Field Name',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	description: 'Name of the field of the input item that holds the file',
};
