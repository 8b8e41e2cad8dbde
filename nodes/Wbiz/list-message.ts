import { textUpTo } from '../shared/fields';
import { InvalidValue, type Field } from '../shared/operation';
import { isObject, valueAt } from '../shared/value';
import { checkUnique, labelledText, optionalText } from '../shared/interactive-checks';

/** The vendor's limit over all sections, which is WhatsApp's. */
const MOST_ROWS = 10;
/** WhatsApp's limits, in characters. Meta, "Interactive list messages". */
const BUTTON_LENGTH = 20;
const SECTION_TITLE_LENGTH = 24;
const ROW_TITLE_LENGTH = 24;
const ROW_DESCRIPTION_LENGTH = 72;
const ROW_ID_LENGTH = 200;

interface ListRow {
	id: string;
	title: string;
	description?: string;
}

const rows: Field = {
	displayName: 'Rows',
	name: 'rows',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Row',
	default: {},
	description: 'Up to 10 rows in all sections together',
	options: [
		{
			displayName: 'Row',
			name: 'row',
			values: [
				{
					displayName: 'ID',
					name: 'id',
					type: 'string',
					default: '',
					placeholder: 'e.g. morning',
					description: 'What the trigger gives when the row is chosen, up to 200 characters',
				},
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					placeholder: 'e.g. In the morning',
					description: 'What the row says, up to 24 characters',
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					description: 'Small print below the title, up to 72 characters',
				},
			],
		},
	],
};

export const buttonText: Field = {
	displayName: 'Button Text',
	name: 'buttonText',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Choose a time',
	description: 'What the button that opens the list says, up to 20 characters',
	in: 'body',
	encode: textUpTo(BUTTON_LENGTH),
};

export const sections: Field = {
	displayName: 'Sections',
	name: 'sections',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Section',
	required: true,
	default: {},
	description: 'Groups of rows',
	options: [
		{
			displayName: 'Section',
			name: 'section',
			values: [
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					description: 'Title of the group, up to 24 characters; needed where there are several',
				},
				rows,
			],
		},
	],
	in: 'body',
	encode: toSections,
};

const usingFields = { show: { specifyList: ['fields'] } };

const content: Field[] = [
	{
		displayName: 'Specify List',
		name: 'specifyList',
		type: 'options',
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'fields',
		description: 'How to describe the list',
	},
	{ ...buttonText, displayOptions: usingFields },
	{ ...sections, displayOptions: usingFields },
	{
		displayName: 'List',
		name: 'listJson',
		type: 'json',
		required: true,
		default: '{\n  "buttonText": "",\n  "sections": []\n}',
		description:
			'The list as the platform takes it, as a JSON object whose fields go into the body of the request',
		displayOptions: { show: { specifyList: ['json'] } },
		in: 'body',
		as: '',
		encode: listJson,
	},
];

/**
 * What the customer may choose from, as a form or as JSON. The vendor does not document the body of a list:
 * `buttonText` and `sections` as WhatsApp has them are assumed.
 *
 * @param show when the form shows these fields, besides its own choice
 */
export const listContent = (show: Record<string, string[]> = {}): Field[] =>
	content.map((field) => ({
		...field,
		displayOptions: { show: { ...show, ...field.displayOptions?.show } },
	}));

function toSections(value: unknown): Array<{ title?: string; rows: ListRow[] }> {
	const sections = objectsAt(value, 'section');
	if (sections.length === 0) throw new InvalidValue('has no section');
	const checked = sections.map((section, index) => {
		const label = `Title of section ${index + 1}`;
		const title =
			sections.length > 1
				? labelledText(section.title, label, SECTION_TITLE_LENGTH)
				: optionalText(section.title, label, SECTION_TITLE_LENGTH);
		return { ...(title ? { title } : {}), rows: toRows(section, index + 1) };
	});
	const all = checked.flatMap((section) => section.rows);
	checkCount(all.length);
	checkUnique(
		all.map(({ id }) => id),
		'ID',
	);
	return checked;
}

function toRows(section: Record<string, unknown>, number: number): ListRow[] {
	const list = objectsAt(section.rows, 'row');
	if (list.length === 0) throw new InvalidValue(`has no row in section ${number}`);
	return list.map(({ id, title, description }, index) => {
		const where = `row ${index + 1} in section ${number}`;
		const small = optionalText(description, `Description of ${where}`, ROW_DESCRIPTION_LENGTH);
		return {
			id: labelledText(id, `ID of ${where}`, ROW_ID_LENGTH),
			title: labelledText(title, `Title of ${where}`, ROW_TITLE_LENGTH),
			...(small ? { description: small } : {}),
		};
	});
}

/** Of a list in JSON only the number of rows is known to be wrong: its shape is the platform's. */
function listJson(value: unknown): Record<string, unknown> {
	if (!isObject(value)) throw new InvalidValue('must be a JSON object');
	const sections = Array.isArray(value.sections) ? value.sections : [];
	const inSections = sections.map((section) => valueAt(section, 'rows'));
	checkCount([value.rows, ...inSections].filter(Array.isArray).flat().length);
	return value;
}

function checkCount(count: number): void {
	if (count <= MOST_ROWS) return;
	throw new InvalidValue(`has ${count} rows; WhatsApp takes at most ${MOST_ROWS}`);
}

function objectsAt(value: unknown, group: string): Array<Record<string, unknown>> {
	const list = valueAt(value, group);
	return Array.isArray(list) ? list.filter(isObject) : [];
}
