import { InvalidValue, type Field } from '../shared/operation';

/** The vendor's limit, which is WhatsApp's. */
const MOST_SECTIONS = 10;

/** What stands in the sections of a message. */
interface Content {
	/** What the sections describe, e.g. `the list`. */
	what: string;
	/** What they group, e.g. `rows`. */
	of: string;
	/** The form of a section's own entries. */
	entries: Field;
	/** A section as an example. */
	json: string;
	/** The form's value as the platform takes it. */
	fromForm: (value: unknown) => unknown[];
	/** Checks sections that are a list of 1 to 10. */
	check: (sections: unknown[]) => unknown;
}

/** Sections as a form or as JSON. Both become the request's `sections`. */
export const sectionFields = ({ json, ...content }: Content): Field[] => [
	{
		displayName: 'Specify Sections',
		name: 'specifySections',
		type: 'options',
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'fields',
		description: `How to describe ${content.what}`,
	},
	sectionForm(content),
	{
		displayName: 'Sections',
		name: 'sectionsJson',
		type: 'json',
		required: true,
		default: json,
		description: `The groups of ${content.of} as the platform takes them, as a JSON list`,
		displayOptions: { show: { specifySections: ['json'] } },
		in: 'body',
		as: 'sections',
		encode: (value) => content.check(sectionList(value)),
	},
];

const sectionTitle: Field = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	description: 'Title of the group, up to 24 characters',
};

const sectionForm = ({ of, entries, fromForm, check }: Omit<Content, 'json'>): Field => ({
	displayName: 'Sections',
	name: 'sections',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Section',
	required: true,
	default: {},
	description: `Groups of ${of}, up to 10`,
	options: [{ displayName: 'Section', name: 'section', values: [sectionTitle, entries] }],
	displayOptions: { show: { specifySections: ['fields'] } },
	in: 'body',
	encode: (value) => check(sectionList(fromForm(value))),
});

function sectionList(value: unknown): unknown[] {
	if (!Array.isArray(value)) throw new InvalidValue('must be a list of sections');
	if (value.length === 0) throw new InvalidValue('has no section');
	if (value.length <= MOST_SECTIONS) return value;
	throw new InvalidValue(`has ${value.length} sections; WhatsApp takes at most ${MOST_SECTIONS}`);
}
