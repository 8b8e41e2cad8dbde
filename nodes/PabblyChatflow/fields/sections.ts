import type { IDataObject } from 'n8n-workflow';

import {
	checkListSections,
	checkUnique,
	labelledText,
	listRows,
} from '../../shared/fields/list-sections';
import { InvalidValue, type ApiRequest, type Field } from '../../shared/operation';
import type { Question } from '../../shared/question';
import { isObject, listAt, valueAt } from '../../shared/value';
import { product } from './locators';

/** The vendor's limit, which is WhatsApp's. */
const MOST_SECTIONS = 10;

/** WhatsApp's limits for the text of a list message, and for the title of a row. */
const TEXT_LENGTH = 1024;
const ROW_LENGTH = 24;

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
const sectionFields = ({ json, ...content }: Content): Field[] => [
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
	withFirstSection(sectionForm(content), content.entries),
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
	placeholder: 'e.g. Tomorrow',
	description: 'Title of the group, up to 24 characters',
};

/** A message without a section is none: the form begins with one, and that with one entry. */
const withFirstSection = (sections: Field, { name, default: first }: Field): Field => ({
	...sections,
	default: { section: [{ title: '', [name]: first }] } as Field['default'],
});

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

/** What the customer may choose from. */
export const listSections: Field[] = sectionFields({
	what: 'the list',
	of: 'rows',
	entries: listRows('Left empty, the platform makes one up.'),
	json: '[\n  {\n    "title": "",\n    "rows": [{ "title": "" }]\n  }\n]',
	fromForm: (value) =>
		listAt(value, 'section').map((section) => ({
			title: valueAt(section, 'title'),
			rows: listAt(valueAt(section, 'rows'), 'row'),
		})),
	check: (sections) => checkListSections(sections, { titles: true, ids: false }),
});

/** The vendor's limits, which are WhatsApp's. */
const MOST_PRODUCTS = 30;
const TITLE_LENGTH = 24;

interface ProductSection {
	title: string;
	products: Array<{ productRetailerId: string }>;
}

const products: Field = {
	displayName: 'Products',
	name: 'products',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Product',
	default: { product: [{ [product.name]: product.default as string }] },
	description: 'Up to 30 products in all sections together',
	options: [{ displayName: 'Product', name: 'product', values: [product] }],
};

/** The products to choose from. */
export const productSections: Field[] = sectionFields({
	what: 'the products',
	of: 'products',
	entries: products,
	json: '[\n  {\n    "title": "",\n    "products": [{ "productRetailerId": "" }]\n  }\n]',
	fromForm: formSections,
	check: checkSections,
});

/** n8n gives the value of a nested resource locator as it is stored, with its mode. */
function formSections(value: unknown): unknown[] {
	return listAt(value, 'section').map((section) => ({
		title: valueAt(section, 'title'),
		products: listAt(valueAt(section, 'products'), 'product').map((row) => {
			const chosen = valueAt(row, 'productRetailerId');
			return { productRetailerId: isObject(chosen) ? chosen.value : chosen };
		}),
	}));
}

function checkSections(value: unknown[]): ProductSection[] {
	const sections = value.map(checkSection);
	const ids = sections.flatMap((section) =>
		section.products.map(({ productRetailerId }) => productRetailerId),
	);
	if (ids.length > MOST_PRODUCTS) {
		throw new InvalidValue(`has ${ids.length} products; WhatsApp takes at most ${MOST_PRODUCTS}`);
	}
	checkUnique(ids, 'product');
	return sections;
}

function checkSection(section: unknown, index: number): ProductSection {
	const number = index + 1;
	const list = listAt(section, 'products');
	if (list.length === 0) throw new InvalidValue(`has no product in section ${number}`);
	return {
		title: labelledText(valueAt(section, 'title'), `Title of section ${number}`, TITLE_LENGTH),
		products: list.map((row, position) => {
			const id = String(valueAt(row, 'productRetailerId') ?? '').trim();
			if (id !== '') return { productRetailerId: id };
			throw new InvalidValue(`has nothing for product ${position + 1} in section ${number}`);
		}),
	};
}

/** The question with its answers as rows of a list, where they keep within WhatsApp's limits. */
export function askWithList(
	{ message: bodyText, choices }: Question,
	request: ApiRequest,
): ApiRequest | undefined {
	const isShort = choices.every(({ label }) => label.length <= ROW_LENGTH);
	if (!isShort || bodyText.length > TEXT_LENGTH) return undefined;
	const rows = choices.map(({ label, token }) => ({ id: token, title: label }));
	const list = { type: 'interactive', interactiveType: 'list', bodyText, buttonText: 'Answer' };
	const sections = [{ title: 'Your answer', rows }];
	return { ...request, body: { ...(request.body as IDataObject), ...list, sections } };
}
