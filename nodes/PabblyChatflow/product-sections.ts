import { checkUnique, labelledText } from '../shared/interactive-checks';
import { InvalidValue, type Field } from '../shared/operation';
import { isObject, listAt, valueAt } from '../shared/value';
import { product } from './locators';

/** The vendor's limits, which are WhatsApp's. */
const MOST_SECTIONS = 10;
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
	default: {},
	description: 'Up to 30 products in all sections together',
	options: [{ displayName: 'Product', name: 'product', values: [product] }],
};

/** The products to choose from, as a form or as JSON. Both become the request's `sections`. */
export const productSections: Field[] = [
	{
		displayName: 'Specify Sections',
		name: 'specifySections',
		type: 'options',
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'fields',
		description: 'How to describe the products',
	},
	{
		displayName: 'Sections',
		name: 'sections',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Section',
		required: true,
		default: {},
		description: 'Groups of products, up to 10',
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
					products,
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
		default: '[\n  {\n    "title": "",\n    "products": [{ "productRetailerId": "" }]\n  }\n]',
		description: 'The groups of products as the platform takes them, as a JSON list',
		displayOptions: { show: { specifySections: ['json'] } },
		in: 'body',
		as: 'sections',
		encode: checkSections,
	},
];

/** A nested picker gives its value as it is stored, with its mode. */
function formSections(value: unknown): unknown[] {
	return listAt(value, 'section').map((section) => ({
		title: valueAt(section, 'title'),
		products: listAt(valueAt(section, 'products'), 'product').map((row) => {
			const chosen = valueAt(row, 'productRetailerId');
			return { productRetailerId: isObject(chosen) ? chosen.value : chosen };
		}),
	}));
}

function checkSections(value: unknown): ProductSection[] {
	if (!Array.isArray(value)) throw new InvalidValue('must be a list of sections');
	if (value.length === 0) throw new InvalidValue('has no section');
	if (value.length > MOST_SECTIONS) {
		throw new InvalidValue(`has ${value.length} sections; WhatsApp takes at most ${MOST_SECTIONS}`);
	}
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
		products: list.map((row, place) => {
			const id = String(valueAt(row, 'productRetailerId') ?? '').trim();
			if (id !== '') return { productRetailerId: id };
			throw new InvalidValue(`has nothing for product ${place + 1} in section ${number}`);
		}),
	};
}
