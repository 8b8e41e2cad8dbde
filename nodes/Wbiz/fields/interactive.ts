import { textUpTo } from '../../shared/fields/common';
import {
	checkUnique,
	labelledText,
	checkListSections,
	checkRowCount,
	listRows,
	type ListSection,
} from '../../shared/fields/list-sections';
import { jsonObject } from '../../shared/form/check';
import { type Field, InvalidValue } from '../../shared/operation';
import { rowsIn, listAt, valueAt } from '../../shared/value';

/** The vendor's limit, which is WhatsApp's. */
const MOST_BUTTONS = 3;

/** WhatsApp's limits for the text. Meta, "Interactive reply buttons messages" and "Interactive list messages". */
export const TEXT_LENGTHS = { buttons: 1024, list: 4096 };

/** WhatsApp's limits, in characters. Meta, "Interactive reply buttons messages". */
const TITLE_LENGTH = 20;

const ID_LENGTH = 256;

/** WhatsApp's limit. Meta, "Interactive list messages". */
const BUTTON_LENGTH = 20;

/** WhatsApp's limit for both. Meta, "Interactive reply buttons messages". */
const LENGTH = 60;

export const buttons: Field = {
	displayName: 'Buttons',
	name: 'buttons',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Button',
	required: true,
	default: { button: [{ id: '', title: '' }] },
	description: 'Up to 3 buttons',
	options: [
		{
			displayName: 'Button',
			name: 'button',
			values: [
				{
					displayName: 'ID',
					name: 'id',
					type: 'string',
					default: '',
					placeholder: 'e.g. yes',
					description: 'What the trigger gives when the button is tapped, up to 256 characters',
				},
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					placeholder: 'e.g. Confirm',
					description: 'What the button says, up to 20 characters',
				},
			],
		},
	],
	in: 'body',
	encode: toButtons,
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
	default: {
		section: [{ title: '', rows: { row: [{ id: '', title: '', description: '' }] } }],
	},
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
					placeholder: 'e.g. Tomorrow',
					description: 'Title of the group, up to 24 characters; needed where there are several',
				},
				listRows(),
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
 * @param show when the form shows these fields, in addition to *Specify List*
 */
export const listContent = (show: Record<string, string[]> = {}): Field[] =>
	content.map((field) => ({
		...field,
		displayOptions: { show: { ...show, ...field.displayOptions?.show } },
	}));

/** WhatsApp has these around buttons and lists; the vendor documents neither. Their names are assumed. */
export const headerAndFooter: Field[] = [
	{
		displayName: 'Footer Text',
		name: 'footerText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Thank you for shopping',
		description:
			'Small print below the text, up to 60 characters. The platform does not document the field.',
		in: 'body',
		as: 'footer',
		encode: textUpTo(LENGTH),
	},
	{
		displayName: 'Header Text',
		name: 'headerText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Your order',
		description:
			'Title above the text, up to 60 characters. The platform does not document the field.',
		in: 'body',
		as: 'header',
		encode: textUpTo(LENGTH),
	},
];

function toButtons(value: unknown): Array<{ id: string; title: string }> {
	const list = rowsIn(value, 'button');
	if (list.length === 0) throw new InvalidValue('has no button');
	if (list.length > MOST_BUTTONS) {
		throw new InvalidValue(`has ${list.length} buttons; WhatsApp takes at most ${MOST_BUTTONS}`);
	}
	const checked = list.map(({ id, title }, index) => ({
		id: labelledText(id, `ID of button ${index + 1}`, ID_LENGTH),
		title: labelledText(title, `Title of button ${index + 1}`, TITLE_LENGTH),
	}));
	checkUnique(
		checked.map(({ id }) => id),
		'ID',
	);
	checkUnique(
		checked.map(({ title }) => title),
		'title',
	);
	return checked;
}

function toSections(value: unknown): ListSection[] {
	const sections = rowsIn(value, 'section').map(({ title, rows }) => ({
		title,
		rows: rowsIn(rows, 'row'),
	}));
	return checkListSections(sections, { titles: sections.length > 1, ids: true });
}

/** Of a list in JSON only the number of rows is known to be wrong: its shape is the platform's. */
function listJson(value: unknown): Record<string, unknown> {
	const list = jsonObject(value);
	const inSections = listAt(list, 'sections').map((section) => valueAt(section, 'rows'));
	checkRowCount([list.rows, ...inSections].filter(Array.isArray).flat().length);
	return list;
}
