import { Refusal } from '../../../http/refusal';
import type { Catalogs } from '../catalogs';

const MAX_ROWS = 10;
const MAX_PRODUCTS = 30;

interface Row {
	id?: string;
	title: string;
	description?: string;
}

/** An interactive message as it comes in; which keys it has depends on its type. */
export interface Interactive {
	interactiveType: string;
	bodyText?: string;
	body?: string;
	message?: string;
	action?: { catalogId: string; productRetailerId?: string };
	catalogProductId?: string;
	sections?: Array<{
		title: string;
		rows?: Row[];
		products?: Array<{ productRetailerId: string }>;
	}>;
}

/**
 * What is kept of an interactive message: all of it, with its text as `body`.
 * @throws Refusal 400 for too many rows or products, 404 for products that do not exist
 */
export function interactiveContent(
	catalogs: Catalogs,
	interactive: Interactive,
): Record<string, unknown> {
	const { interactiveType, bodyText, body, message, action, catalogProductId } = interactive;
	const sections = withRowIds(interactive.sections);
	checkRows(sections.flatMap(({ rows = [] }) => rows));
	const products = sections.flatMap((section) => section.products ?? []);
	checkProducts(products);
	const retailerIds = products.map(({ productRetailerId }) => productRetailerId);
	if (action) {
		const { catalogId, productRetailerId } = action;
		const named = productRetailerId === undefined ? retailerIds : [productRetailerId];
		for (const id of named) catalogs.checkProduct(catalogId, id);
	}
	if (catalogProductId !== undefined) catalogs.checkSelected(catalogProductId);
	return {
		...interactive,
		...(interactive.sections ? { sections } : {}),
		type: interactiveType,
		body: bodyText ?? body ?? message,
	};
}

/** The vendor makes up the id of a row that has none. */
function withRowIds(sections: Interactive['sections'] = []) {
	let count = 0;
	return sections.map(({ rows, ...section }) =>
		rows ? { ...section, rows: rows.map((row) => ({ id: `row_${++count}`, ...row })) } : section,
	) as NonNullable<Interactive['sections']>;
}

function checkRows(rows: Row[]): void {
	if (rows.length > MAX_ROWS) {
		refuse(`sections may have up to ${MAX_ROWS} rows in all, not ${rows.length}`);
	}
	if (new Set(rows.map(({ id }) => id)).size < rows.length) refuse('Two rows have the same id');
}

function checkProducts(products: unknown[]): void {
	if (products.length > MAX_PRODUCTS) {
		refuse(`sections may have up to ${MAX_PRODUCTS} products in all, not ${products.length}`);
	}
}

function refuse(text: string): never {
	throw new Refusal(400, text);
}
