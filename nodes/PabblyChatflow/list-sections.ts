import { checkListSections, listRows } from '../shared/fields/list-sections';
import type { Field } from '../shared/operation';
import { listAt, valueAt } from '../shared/value';
import { sectionFields } from './sections';

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
