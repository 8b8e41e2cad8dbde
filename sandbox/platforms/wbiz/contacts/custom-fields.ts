import { Refusal } from '../../../http/refusal';
import type { Operations } from '../../../http/types';
import { created, Records } from '../records/records';

interface CustomField {
	key: string;
	label: string;
	type: 'text' | 'number' | 'date' | 'boolean' | 'select';
	/** Of a select. */
	options?: string[];
}

/** Definitions only: contacts may hold values for keys that are not defined, as in the page's sample. */
export function customFieldOperations(): Operations {
	const fields = new Records<CustomField>('Custom field');
	return {
		'customField.getMany': (call) => fields.page(call),

		'customField.create': ({ body }) => {
			const field = body as CustomField;
			if (fields.find(field.key)) throw new Refusal(409, `The field ${field.key} exists`);
			if (field.options && field.type !== 'select') {
				throw new Refusal(400, 'options are for the type select only');
			}
			return created(fields.add(field.key, field));
		},

		'customField.delete': ({ params }) => fields.delete(params.key),
	};
}
