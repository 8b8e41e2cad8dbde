import type { SeededContact } from './contacts';

/** What a fresh account holds, oldest first; the second is in no list. */
export const seededContacts: readonly SeededContact[] = [
	{
		mobile: '917697810001',
		source: 'manual',
		name: 'John Maverick',
		tags: ['sup'],
		attributes: [
			{ name: 'city', value: 'bhopal' },
			{ name: 'taxes', value: '30' },
			{ name: 'price', value: '70' },
		],
	},
	{ mobile: '77456030002', source: 'csv', name: 'Name 36804', optin: false },
	{ mobile: '77456030003', source: 'csv', name: 'Name 36805', tags: ['engineer'] },
	{
		mobile: '917989100004',
		source: 'api',
		name: 'Alex cron',
		tags: ['indian', 'vegetarian', 'engineer'],
		attributes: [
			{ name: 'city', value: 'bhopal' },
			{ name: 'email', value: 'user@example.com' },
		],
	},
];
