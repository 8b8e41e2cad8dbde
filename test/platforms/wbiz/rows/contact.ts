import type { Row } from '../../../support/row';
import { byId, listRows, nothing, page, plain, refused } from './values';

const path = '/v1/contacts';
const field = (...entries: Array<[key: string, value: string | number]>) => ({
	field: entries.map(([key, value]) => ({ key, value })),
});
const phone = { contactPhone: '+918899332211' };

const upsertRows: Row[] = [
	{
		operation: 'contact.upsert',
		name: 'makes the sample "Create contact"',
		parameters: {
			contactPhone: '+918899332211',
			contactName: 'Gaurav',
			additionalFields: {
				tags: ['lead', 'vip'],
				customFields: field(['city', 'Ahmedabad']),
				optedIn: true,
			},
		},
		request: {
			method: 'POST',
			path,
			body: {
				phone: '+918899332211',
				name: 'Gaurav',
				tags: ['lead', 'vip'],
				customFields: { city: 'Ahmedabad' },
				optedIn: true,
			},
		},
	},
	{
		operation: 'contact.upsert',
		name: 'says nothing of what was not filled in, above all not that the contact opted in',
		parameters: phone,
		request: { method: 'POST', path, body: { phone: '+918899332211' } },
	},
	...[
		{ tags: 'lead, vip' },
		{ tags: ['lead,vip', 'lead'] },
		{ tags: ['={{ ["lead", "vip"] }}'] },
		{ tags: '={{ ["lead", " vip ", ""] }}' },
	].map((additionalFields): Row => ({
		operation: 'contact.upsert',
		name: `takes ${JSON.stringify(additionalFields.tags)} for two tags`,
		parameters: { ...phone, additionalFields },
		request: { method: 'POST', path, body: { phone: '+918899332211', tags: ['lead', 'vip'] } },
	})),
	{
		operation: 'contact.upsert',
		name: 'keeps the type of a custom field’s value, and leaves out what an expression did not find',
		parameters: {
			...phone,
			additionalFields: {
				customFields: field(['age', '={{ 42 }}'], ['note', ''], ['city', '={{ $json.nope }}']),
			},
		},
		request: {
			method: 'POST',
			path,
			body: { phone: '+918899332211', customFields: { age: 42, note: '' } },
		},
	},
	{
		operation: 'contact.upsert',
		name: 'is sent again after an unclear outcome, as the phone number makes it safe',
		parameters: phone,
		request: [
			{ method: 'POST', path, body: { phone: '+918899332211' } },
			{ method: 'POST', path, body: { phone: '+918899332211' } },
		],
		answer: [{ status: 500 }, { status: 201, body: { id: 'ct_1' } }],
		output: [{ id: 'ct_1' }],
	},
	refused(
		'contact.upsert',
		'with letters in the phone number',
		{ contactPhone: 'call me' },
		'"Phone" "call me" holds something else than digits',
	),
	refused('contact.upsert', 'without a phone number', { contactPhone: nothing }, '"Phone"'),
	refused(
		'contact.upsert',
		'with a custom field without a key',
		{ ...phone, additionalFields: { customFields: field(['', 'x']) } },
		'"Custom Fields" has a value without a key',
	),
	refused(
		'contact.upsert',
		'with the same custom field twice',
		{ ...phone, additionalFields: { customFields: field(['city', 'a'], ['city', 'b']) } },
		'"Custom Fields" has the key "city" twice',
	),
	refused(
		'contact.upsert',
		'with objects for tags',
		{ ...phone, additionalFields: { tags: '={{ [{ name: "vip" }] }}' } },
		'"Tags" holds something else than text',
	),
];

export const contactRows: Row[] = [
	...upsertRows,
	plain('contact.get', 'GET', '/v1/contacts/ct_1', { contactId: byId('ct_1') }),
	...listRows('contact.getMany', path),
	{
		operation: 'contact.getMany',
		name: 'filters by text, tag and opt-in',
		parameters: { returnAll: true, filters: { search: 'gau', tag: 'vip', optedIn: false } },
		request: {
			method: 'GET',
			path,
			query: { search: 'gau', tag: 'vip', optedIn: 'false', limit: '50' },
		},
		answer: page([]),
	},
	{
		operation: 'contact.getMany',
		name: 'leaves out empty filters',
		parameters: { returnAll: true, filters: { search: '', tag: '' } },
		request: { method: 'GET', path, query: { limit: '50' } },
		answer: page([]),
	},
	{
		operation: 'contact.update',
		name: 'makes the sample "Update contact"',
		parameters: {
			contactId: byId('ct_1'),
			updateFields: { tags: ['customer'], optedIn: true },
		},
		request: {
			method: 'PATCH',
			path: '/v1/contacts/ct_1',
			body: { tags: ['customer'], optedIn: true },
		},
	},
	{
		operation: 'contact.update',
		name: 'changes name and email, and leaves out what is empty',
		parameters: {
			contactId: byId('ct_1'),
			updateFields: { contactName: 'Gaurav', email: 'g@example.com', tags: [] },
		},
		request: {
			method: 'PATCH',
			path: '/v1/contacts/ct_1',
			body: { name: 'Gaurav', email: 'g@example.com' },
		},
	},
];
