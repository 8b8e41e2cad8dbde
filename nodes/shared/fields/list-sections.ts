import { messageFault } from '../form/text';
import { InvalidValue, type Field } from '../operation';
import { duplicateIn, listAt, valueAt } from '../value';

/** WhatsApp's limit over all sections. Meta, "Interactive list messages". */
const MOST_ROWS = 10;
/** WhatsApp's limits, in characters. */
const TITLE_LENGTH = 24;
const DESCRIPTION_LENGTH = 72;
const ID_LENGTH = 200;

export interface ListRow {
	id?: string;
	title: string;
	description?: string;
}

export interface ListSection {
	title?: string;
	rows: ListRow[];
}

/** What a platform insists on. */
interface ListRules {
	/** Whether every section needs a title. */
	titles: boolean;
	/** Whether every row needs an ID. */
	ids: boolean;
}

const rowId: Field = {
	displayName: 'ID',
	name: 'id',
	type: 'string',
	default: '',
	placeholder: 'e.g. morning',
	description: 'What the trigger gives when the row is chosen, up to 200 characters',
};

const rowTexts: Field[] = [
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
		placeholder: 'e.g. 9 to 12',
		description: 'Small print below the title, up to 72 characters',
	},
];

/**
 * The form of a section's rows.
 *
 * @param withoutId what becomes of a row without an ID, as a sentence; only where a row may have none
 */
export function listRows(withoutId?: string): Field {
	const hint = withoutId === undefined ? '' : `. ${withoutId}`;
	const id = { ...rowId, description: `${rowId.description}${hint}` };
	return {
		displayName: 'Rows',
		name: 'rows',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Row',
		// A list without a row is none: the form begins with one.
		default: { row: [{ id: '', title: '', description: '' }] },
		description: 'Up to 10 rows in all sections together',
		options: [{ displayName: 'Row', name: 'row', values: [id, ...rowTexts] }],
	};
}

/**
 * The sections of a list, checked by WhatsApp's limits; anything else in them is left out.
 *
 * @param sections each `{ title, rows: [{ id, title, description }] }`
 * @throws InvalidValue
 */
export function checkListSections(sections: unknown[], { titles, ids }: ListRules): ListSection[] {
	if (sections.length === 0) throw new InvalidValue('has no section');
	const checked = sections.map((section, index) => {
		const label = `Title of section ${index + 1}`;
		const title = textOf(titles, valueAt(section, 'title'), label, TITLE_LENGTH);
		return {
			...(title ? { title } : {}),
			rows: checkRows(listAt(section, 'rows'), index + 1, ids),
		};
	});
	const rows = checked.flatMap((section) => section.rows);
	checkRowCount(rows.length);
	checkUnique(
		rows.flatMap(({ id }) => id ?? []),
		'ID',
	);
	return checked;
}

function checkRows(list: unknown[], section: number, ids: boolean): ListRow[] {
	if (list.length === 0) throw new InvalidValue(`has no row in section ${section}`);
	return list.map((row, index) => {
		const where = `row ${index + 1} in section ${section}`;
		const id = textOf(ids, valueAt(row, 'id'), `ID of ${where}`, ID_LENGTH);
		const small = valueAt(row, 'description');
		const description = optionalText(small, `Description of ${where}`, DESCRIPTION_LENGTH);
		return {
			...(id ? { id } : {}),
			title: labelledText(valueAt(row, 'title'), `Title of ${where}`, TITLE_LENGTH),
			...(description ? { description } : {}),
		};
	});
}

/** @throws InvalidValue */
export function checkRowCount(count: number): void {
	if (count <= MOST_ROWS) return;
	throw new InvalidValue(`has ${count} rows; WhatsApp takes at most ${MOST_ROWS}`);
}

function textOf(required: boolean, value: unknown, label: string, maxLength: number) {
	return (required ? labelledText : optionalText)(value, label, maxLength);
}

/**
 * A text of a button or a list row, checked.
 *
 * @param label what the text is, for the error, e.g. `Title of button 2`
 * @throws InvalidValue when it is empty or too long
 */
export function labelledText(value: unknown, label: string, maxLength: number): string {
	const text = optionalText(value, label, maxLength);
	if (text === undefined) throw new InvalidValue('is empty', label);
	return text;
}

/** The same for a text that may be missing. WhatsApp takes no spaces at the ends of an ID. */
function optionalText(value: unknown, label: string, maxLength: number): string | undefined {
	const fault = messageFault(value);
	if (fault !== undefined) throw new InvalidValue(fault, label);
	const text = String(value ?? '').trim();
	if (text.length > maxLength) {
		throw new InvalidValue(
			`has ${text.length} characters; WhatsApp takes at most ${maxLength}`,
			label,
		);
	}
	return text === '' ? undefined : text;
}

/**
 * WhatsApp answers a tap with the ID, and refuses a message with the same one twice.
 * @throws InvalidValue
 */
export function checkUnique(values: string[], what: string): void {
	const twice = duplicateIn(values);
	if (twice !== undefined) throw new InvalidValue(`has the ${what} "${twice}" twice`);
}
