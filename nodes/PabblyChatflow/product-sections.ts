import { checkUnique, labelledText } from '../shared/fields/list-sections';
import { InvalidValue, type Field } from '../shared/operation';
import { isObject, listAt, valueAt } from '../shared/value';
import { product } from './locators';
import { sectionFields } from './sections';

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
	default: {},
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
		products: list.map((row, place) => {
			const id = String(valueAt(row, 'productRetailerId') ?? '').trim();
			if (id !== '') return { productRetailerId: id };
			throw new InvalidValue(`has nothing for product ${place + 1} in section ${number}`);
		}),
	};
}
