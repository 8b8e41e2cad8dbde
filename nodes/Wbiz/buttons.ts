import { checkUnique, labelledText } from '../shared/fields/list-sections';
import { InvalidValue, type Field } from '../shared/operation';
import { rowsIn } from '../shared/value';

/** The vendor's limit, which is WhatsApp's. */
const MOST_BUTTONS = 3;
/** WhatsApp's limits, in characters. Meta, "Interactive reply buttons messages". */
const TITLE_LENGTH = 20;
const ID_LENGTH = 256;

export const buttons: Field = {
	displayName: 'Buttons',
	name: 'buttons',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Button',
	required: true,
	default: {},
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
