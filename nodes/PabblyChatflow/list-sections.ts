import { checkUnique, labelledText, optionalText } from '../shared/interactive-checks';
import { InvalidValue, type Field } from '../shared/operation';
import { listAt, valueAt } from '../shared/value';

/** The vendor's limits, which are WhatsApp's. */
const MOST_SECTIONS = 10;
const MOST_ROWS = 10;
const TITLE_LENGTH = 24;
const DESCRIPTION_LENGTH = 72;
/** WhatsApp's limit. Meta, "Interactive list messages". */
const ID_LENGTH = 200;

interface ListRow {
	id?: string;
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
					description:
						'What the trigger gives when the row is chosen, up to 200 characters. Left empty, the platform makes one up.',
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

/** What the customer may choose from, as a form or as JSON. Both become the request's `sections`. */
export const listSections: Field[] = [
	{
		displayName: 'Specify Sections',
		name: 'specifySections',
		type: 'options',
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'fields',
		description: 'How to describe the list',
	},
	{
		displayName: 'Sections',
		name: 'sections',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Section',
		required: true,
		default: {},
		description: 'Groups of rows, up to 10',
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
						description: 'Title of the group, up to 24 characters',
					},
					rows,
				],
			},
		],
		displayOptions: { show: { specifySections: ['fields'] } },
		in: 'body',
		encode: (value) => checkSections(formSections(value)),
	},
	{
		displayName: 'Sections',
		name: 'sectionsJson',
		type: 'json',
		required: true,
		default: '[\n  {\n    "title": "",\n    "rows": [{ "title": "" }]\n  }\n]',
		description: 'The groups of rows as the platform takes them, as a JSON list',
		displayOptions: { show: { specifySections: ['json'] } },
		in: 'body',
		as: 'sections',
		encode: checkSections,
	},
];

function formSections(value: unknown): unknown[] {
	return listAt(value, 'section').map((section) => ({
		title: valueAt(section, 'title'),
		rows: listAt(valueAt(section, 'rows'), 'row'),
	}));
}

function checkSections(value: unknown): Array<{ title: string; rows: ListRow[] }> {
	if (!Array.isArray(value)) throw new InvalidValue('must be a list of sections');
	if (value.length === 0) throw new InvalidValue('has no section');
	if (value.length > MOST_SECTIONS) {
		throw new InvalidValue(`has ${value.length} sections; WhatsApp takes at most ${MOST_SECTIONS}`);
	}
	const sections = value.map((section: unknown, index) => ({
		title: labelledText(valueAt(section, 'title'), `Title of section ${index + 1}`, TITLE_LENGTH),
		rows: checkRows(listAt(section, 'rows'), index + 1),
	}));
	const all = sections.flatMap((section) => section.rows);
	if (all.length > MOST_ROWS) {
		throw new InvalidValue(`has ${all.length} rows; WhatsApp takes at most ${MOST_ROWS}`);
	}
	checkUnique(
		all.flatMap(({ id }) => id ?? []),
		'ID',
	);
	return sections;
}

function checkRows(list: unknown[], section: number): ListRow[] {
	if (list.length === 0) throw new InvalidValue(`has no row in section ${section}`);
	return list.map((row, index) => {
		const where = `row ${index + 1} in section ${section}`;
		const id = optionalText(valueAt(row, 'id'), `ID of ${where}`, ID_LENGTH);
		const small = valueAt(row, 'description');
		const description = optionalText(small, `Description of ${where}`, DESCRIPTION_LENGTH);
		return {
			...(id ? { id } : {}),
			title: labelledText(valueAt(row, 'title'), `Title of ${where}`, TITLE_LENGTH),
			...(description ? { description } : {}),
		};
	});
}
