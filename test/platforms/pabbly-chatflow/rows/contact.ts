import type { IDataObject } from 'n8n-workflow';

import type { Row } from '../../../support/row';
import { createContactRows } from './contact-create';
import { byId, contactsPage, fromList, nothing, numbered, read, refused } from './values';

const id = '67ab34b8251203ad797ee76f';

const updated = { status: 'success', message: 'Contact updated successfully', data: { _id: id } };
const update = (name: string, updateFields: IDataObject, body: object): Row => ({
	operation: 'contact.update',
	name,
	parameters: { contactId: byId(id), updateFields } as Row['parameters'],
	request: { method: 'PUT', path: `/contacts/${id}`, body },
	answer: { body: updated },
	output: [updated],
});

const updateRows: Row[] = [
	update(
		'sends every field of the table',
		{
			contactPhone: '917989012345',
			contactName: 'Alex cron',
			optedIn: true,
			incomingBlocked: false,
			tags: ['swedish', 'non-vegetarian', 'indian'],
			attributes: { attribute: [{ name: 'city', value: 'las vegas' }] },
			tagsToAdd: 'architect',
			tagsToRemove: ['indian'],
		},
		{
			mobile: '917989012345',
			name: 'Alex cron',
			optin: true,
			incomingBlocked: false,
			tags: ['swedish', 'non-vegetarian', 'indian'],
			attributes: [{ name: 'city', value: 'las vegas' }],
			tagsToAdd: ['architect'],
			tagsToRemove: ['indian'],
		},
	),
	update(
		'makes the sample "Update Contact" of its own page',
		{
			contactPhone: '917989000000',
			contactName: 'Alex cron',
			optedIn: true,
			incomingBlocked: false,
			tags: ['swedish', 'non-vegetarian', 'architect'],
		},
		{
			mobile: '917989000000',
			name: 'Alex cron',
			optin: true,
			incomingBlocked: false,
			tags: ['swedish', 'non-vegetarian', 'architect'],
		},
	),
	update(
		'removes all tags and an attribute by leaving them empty',
		{
			tags: [],
			attributes: { attribute: [{ name: 'city', value: '' }] },
		},
		{ tags: [], attributes: [{ name: 'city', value: '' }] },
	),
	update(
		'keeps an attribute for which an expression found no value',
		{
			attributes: {
				attribute: [
					{ name: 'city', value: '={{ $json.nope }}' },
					{ name: 'age', value: '={{ 42 }}' },
				],
			},
		},
		{ attributes: [{ name: 'age', value: '42' }] },
	),
	...['={{ $json.nope }}', ['={{ $json.nope }}'], ['vip', '={{ $json.nope }}']].map((tags) =>
		refused(
			'contact.update',
			`with nothing in the place of a tag, which would take tags away: ${JSON.stringify(tags)}`,
			{ contactId: byId(id), updateFields: { tags } },
			'"Tags" has nothing in the place of a tag; for no tags give an empty list',
		),
	),
	...['={{ $json.nope }}', ''].map((value) =>
		refused(
			'contact.getMany',
			`with a filter without a value: ${JSON.stringify(value)}`,
			{ filters: { attributes: { attribute: [{ name: 'city', value }] } } },
			'"Attributes" has no value for "city"',
		),
	),
	refused(
		'contact.update',
		'with an ID that is none',
		{ contactId: byId('919876543210'), updateFields: { contactName: 'x' } },
		'"Contact" must be an ID of 24 hexadecimal characters',
	),
	refused(
		'contact.update',
		'with an attribute twice',
		{
			contactId: byId(id),
			updateFields: {
				attributes: {
					attribute: [
						{ name: 'city', value: 'a' },
						{ name: 'city', value: 'b' },
					],
				},
			},
		},
		'"Attributes" has the name "city" twice',
	),
];

const contact = { status: 'success', data: { _id: id, name: 'John Maverick' } };
const list = (number: number, limit: number, filters: Record<string, string> = {}) =>
	read('/contacts', { ...filters, limit: String(limit), page: String(number) });

const readRows: Row[] = [
	{
		operation: 'contact.get',
		parameters: { contactId: fromList(id) },
		request: read(`/contacts/${id}`),
		answer: { body: contact },
		output: [contact],
	},
	refused('contact.get', 'without a contact', { contactId: byId(nothing) }, '"Contact"'),
	{
		operation: 'contact.getMany',
		parameters: { returnAll: false, limit: 2 },
		request: list(1, 2),
		answer: contactsPage(numbered(0, 2), 136),
		output: numbered(0, 2),
	},
	{
		operation: 'contact.getMany',
		name: 'asks for no more than 25 at a time, and keeps that size',
		parameters: { returnAll: false, limit: 30 },
		request: [list(1, 25), list(2, 25)],
		answer: [contactsPage(numbered(0, 25), 113), contactsPage(numbered(25, 25), 88)],
		output: numbered(0, 30),
	},
	{
		operation: 'contact.getMany',
		name: 'returns all until none is left',
		parameters: { returnAll: true },
		request: [list(1, 25), list(2, 25)],
		answer: [contactsPage(numbered(0, 25), 25), contactsPage(numbered(25, 25), 0)],
		output: numbered(0, 50),
	},
	{
		operation: 'contact.getMany',
		name: 'ends with a short page where the platform does not say what is left',
		parameters: { returnAll: true },
		request: [list(1, 25), list(2, 25)],
		answer: [
			{ body: { data: { contacts: numbered(0, 25) } } },
			{ body: { data: { contacts: numbered(25, 3) } } },
		],
		output: numbered(0, 28),
	},
	{
		operation: 'contact.getMany',
		name: 'sends every filter',
		parameters: {
			returnAll: false,
			limit: 5,
			filters: {
				contactName: 'John',
				contactPhone: '9198',
				tags: ['indian', 'vip'],
				order: '1',
				optedIn: true,
				source: 'wa',
				incomingBlocked: false,
				attributes: {
					attribute: [
						{ name: 'email', value: 'user@example.com' },
						{ name: 'city', value: 'bhopal' },
					],
				},
			},
		},
		request: list(1, 5, {
			name: 'John',
			mobile: '9198',
			tags: 'indian,vip',
			order: '1',
			optin: 'true',
			source: 'wa',
			incomingBlocked: 'false',
			'attributes[0][name]': 'email',
			'attributes[0][value]': 'user@example.com',
			'attributes[1][name]': 'city',
			'attributes[1][value]': 'bhopal',
		}),
		answer: contactsPage(numbered(0, 1), 0),
		output: numbered(0, 1),
	},
	{
		operation: 'contact.getMany',
		name: 'fails when the platform gives the first page for every number',
		parameters: { returnAll: true },
		request: [list(1, 25), list(2, 25)],
		answer: [contactsPage(numbered(0, 25), 113), contactsPage(numbered(0, 25), 113)],
		error: 'the page at "2" was given twice',
	},
	{
		operation: 'contact.getMany',
		name: 'fails when the answer holds no list',
		parameters: { returnAll: true },
		request: list(1, 25),
		answer: { body: { status: 'success', data: {} } },
		error: 'the answer holds no list at "data.contacts"',
	},
];

export const contactRows: Row[] = [...createContactRows, ...updateRows, ...readRows];
