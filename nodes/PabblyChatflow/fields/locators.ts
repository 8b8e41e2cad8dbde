import { modes } from '../../shared/fields/common';
import { InvalidValue, type Field } from '../../shared/operation';

/** A template to read: its id from the list, or a name or an id. */
export const templateIdentifier: Field = {
	displayName: 'Template',
	name: 'templateIdentifier',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which template',
	...modes('searchTemplatesById', 'By Name or ID', 'e.g. order_confirmation', 'name'),
	in: 'path',
	as: 'identifier',
};

export const contactId: Field = {
	displayName: 'Contact',
	name: 'contactId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which contact',
	...modes('searchContacts', 'By ID', 'e.g. 67ab34b8251203ad797ee76f'),
	in: 'path',
	as: 'id',
	encode: (value) => {
		if (isPlatformId(value)) return String(value).trim();
		throw new InvalidValue('must be an ID of 24 hexadecimal characters');
	},
};

export const catalogId: Field = {
	displayName: 'Catalog',
	name: 'catalogId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which catalog',
	...modes('searchCatalogs', 'By ID', 'e.g. 847458390841234'),
};

/** A product of the catalog chosen beside it; without one, of the catalog that the number uses. */
export const product: Field = {
	displayName: 'Product',
	name: 'productRetailerId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which product',
	...modes('searchProducts', 'By Retailer ID', 'e.g. SKU-TSHIRT-001', 'retailerId'),
};

/** Whether a text is an id of the platform's own, and no name. */
export function isPlatformId(value: unknown): boolean {
	return /^[0-9a-f]{24}$/i.test(String(value).trim());
}
