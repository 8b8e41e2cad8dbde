import {
	binaryPropertyName as inputFile,
	defaultCountryCode,
	options,
} from '../../shared/fields/common';
import { contactName, email, tags, textList } from '../../shared/fields/contact';
import { optionalJsonObject } from '../../shared/form/check';
import { InvalidValue, type Field } from '../../shared/operation';
import { firstText, valueAt } from '../../shared/value';
import { contactPhone, externalId, marketingConsent } from './contact';

/** The columns that have a field, in their order in the file. Their names are assumed. */
export const COLUMNS = ['phone', 'name', 'email', 'tags', 'externalId', 'marketingConsent'];

const forItems = { displayOptions: { show: { importSource: ['items'] } } };

const TAG_SEPARATOR = ',';

/** The tags as they stand in their cell. */
const tagsCell: Field = {
	...tags,
	in: undefined,
	encode: (value, read) => {
		const list = textList(value) ?? [];
		const separator = firstText(valueAt(read('options'), 'tagSeparator')) ?? TAG_SEPARATOR;
		const torn = list.find((tag) => tag.includes(separator));
		if (torn === undefined) return list.join(separator);
		throw new InvalidValue(`holds "${torn}", in which "${separator}" parts tags`);
	},
};

/** In a file nothing goes into the body by itself. */
const cell = (field: Field): Field => ({ ...field, in: undefined });

export const binaryPropertyName: Field = {
	...inputFile,
	displayOptions: { show: { importSource: ['binary'] } },
};

const additionalColumns: Field = {
	displayName: 'Additional Columns',
	name: 'additionalColumns',
	type: 'json',
	default: '{}',
	description:
		'Further columns as a JSON object with their names and the values of this contact, e.g. {"company": "ACME"}. The platform names company, source and the original createdAt as what it understands, but not the columns.',
	encode: (value) => {
		const columns = optionalJsonObject(value);
		for (const [name, entry] of Object.entries(columns ?? {})) {
			if (name.trim() === '') throw new InvalidValue('has a column without a name');
			if (COLUMNS.includes(name)) {
				throw new InvalidValue(`holds "${name}", which has a field of its own`);
			}
			if (typeof entry === 'object' && entry !== null) {
				throw new InvalidValue(`must hold text, a number, true or false at "${name}"`);
			}
		}
		return columns;
	},
};

const importOptions = options(
	defaultCountryCode,
	{
		displayName: 'File Name',
		name: 'filename',
		type: 'string',
		default: 'contacts.csv',
		placeholder: 'e.g. contacts.csv',
		description: 'What the file made of the input items is called',
	},
	{
		displayName: 'Multipart Field',
		name: 'multipartField',
		type: 'string',
		default: 'file',
		placeholder: 'e.g. file',
		description:
			'Name of the part that holds the file in the upload. The platform does not document it.',
	},
	{
		displayName: 'Rows per File',
		name: 'rowsPerFile',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description:
			'The most contacts in one file; with 0 there is no limit. The first item decides for all of them.',
	},
	{
		displayName: 'Tag Separator',
		name: 'tagSeparator',
		type: 'string',
		default: TAG_SEPARATOR,
		placeholder: 'e.g. ;',
		description:
			'What stands between the tags of a contact in the file. The platform does not document it.',
	},
);

export const importFields: Field[] = [
	{
		displayName: 'Import Source',
		name: 'importSource',
		type: 'options',
		options: [
			{ name: 'Input File', value: 'binary' },
			{ name: 'Input Items', value: 'items' },
		],
		default: 'items',
		description: 'Whether each item is a contact, or holds a CSV file of contacts',
	},
	{ ...cell(contactPhone), ...forItems },
	{ ...cell(contactName), ...forItems },
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [additionalColumns, cell(email), cell(externalId), cell(marketingConsent), tagsCell],
		...forItems,
	},
	binaryPropertyName,
	importOptions,
];
