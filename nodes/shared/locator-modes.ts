import type { Field } from './operation';

/** From the list, or typed. The mode `id` is always shown as "By ID"; other names show what they say. */
export const modes = (
	searchListMethod: string,
	displayName: string,
	placeholder: string,
	name = 'id',
): Required<Pick<Field, 'modes'>> => ({
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod, searchable: true },
		},
		{ displayName, name, type: 'string', placeholder },
	],
});
