import type { Row } from '../../../support/row';
import { byId, fromList, nothing, numbered, org, read, refused, shapes } from './values';

const path = `/orgs/${org}/contacts`;
const phone = { contactPhone: '+96567666156' };
const onWire = { phone: '+96567666156' };

const upsertRows: Row[] = [
	{
		operation: 'contact.upsert',
		parameters: {
			contactPhone: '965 6766 6156',
			contactName: 'Yousef',
			additionalFields: {
				email: 'yousef@example.com',
				externalId: 'crm-1043',
				marketingConsent: true,
				tags: ['lead, vip'],
			},
		},
		request: {
			method: 'POST',
			path,
			body: {
				...onWire,
				name: 'Yousef',
				email: 'yousef@example.com',
				externalId: 'crm-1043',
				marketingConsent: true,
				tags: ['lead', 'vip'],
			},
		},
	},
	...[{}, { marketingConsent: '' }, { marketingConsent: '={{ null }}' }].map(
		(additionalFields): Row => ({
			operation: 'contact.upsert',
			name: `says nothing of consent with ${JSON.stringify(additionalFields)}`,
			parameters: { ...phone, additionalFields },
			request: { method: 'POST', path, body: onWire },
		}),
	),
	...[false, '={{ false }}'].map((marketingConsent): Row => ({
		operation: 'contact.upsert',
		name: `takes consent back with ${marketingConsent}`,
		parameters: { ...phone, additionalFields: { marketingConsent } },
		request: { method: 'POST', path, body: { ...onWire, marketingConsent: false } },
	})),
	{
		operation: 'contact.upsert',
		name: 'is sent again after an unclear outcome, as the phone number makes it safe',
		parameters: phone,
		request: [
			{ method: 'POST', path, body: onWire },
			{ method: 'POST', path, body: onWire },
		],
		answer: [{ status: 500 }, { status: 201, body: { id: 'ct_1', phone: '+96567666156' } }],
		// A contact's id is no message's.
		output: [{ id: 'ct_1', phone: '+96567666156' }],
	},
	refused('contact.upsert', 'without a phone number', { contactPhone: nothing }, '"Phone"'),
	refused(
		'contact.upsert',
		'with letters in the phone number',
		{ contactPhone: 'call me' },
		'"Phone" "call me" holds something else than digits',
	),
	refused(
		'contact.upsert',
		'with a consent that is neither',
		{ ...phone, additionalFields: { marketingConsent: '={{ "perhaps" }}' } },
		'"Marketing Consent" must be one of',
	),
	refused(
		'contact.upsert',
		'with objects for tags',
		{ ...phone, additionalFields: { tags: '={{ [{ name: "vip" }] }}' } },
		'"Tags" holds something else than text',
	),
];

const ask = (skip: number, take = 100, more: Record<string, string> = {}) =>
	read(path, { ...more, take: String(take), skip: String(skip) });

const listRows: Row[] = [
	{
		operation: 'contact.getMany',
		parameters: { returnAll: false, limit: 10 },
		request: ask(0, 10),
		answer: { body: numbered(0, 10) },
		output: numbered(0, 10),
	},
	{
		operation: 'contact.getMany',
		name: 'reads on after a page that is not full, as the vendor names no most; an empty one is the last',
		parameters: { returnAll: true },
		request: [ask(0), ask(100), ask(150)],
		answer: [{ body: numbered(0, 100) }, { body: numbered(100, 50) }, { body: [] }],
		output: numbered(0, 150),
	},
	{
		operation: 'contact.getMany',
		name: 'asks for the rest where the platform gives fewer than wanted',
		parameters: { returnAll: false, limit: 30 },
		request: [ask(0, 30), ask(20, 10)],
		answer: [{ body: numbered(0, 20) }, { body: numbered(20, 10) }],
		output: numbered(0, 30),
	},
	{
		operation: 'contact.getMany',
		name: 'searches',
		parameters: { returnAll: false, limit: 5, filters: { search: 'you' } },
		request: ask(0, 5, { search: 'you' }),
		answer: { body: numbered(0, 5) },
	},
	...shapes(numbered(0, 2), 'contacts').map((answer): Row => ({
		operation: 'contact.getMany',
		name: `finds the rows in ${JSON.stringify(answer.body).slice(0, 22)}`,
		parameters: { returnAll: false, limit: 2 },
		request: ask(0, 2),
		answer,
		output: numbered(0, 2),
	})),
	{
		operation: 'contact.getMany',
		name: 'fails where the platform gives the same page for ever',
		parameters: { returnAll: true },
		request: [ask(0), ask(3)],
		answer: [{ body: numbered(0, 3) }, { body: numbered(0, 3) }],
		error: 'was given twice',
	},
	{
		operation: 'contact.getMany',
		name: 'fails when the answer holds no list',
		parameters: { returnAll: true },
		request: ask(0),
		answer: { body: { total: 0 } },
		error: 'the answer holds no list at',
	},
];

const updateRows: Row[] = [
	{
		operation: 'contact.update',
		parameters: {
			contactId: byId('ct_1'),
			updateFields: {
				contactName: 'Yousef',
				email: 'y@example.com',
				externalId: 'crm-7',
				marketingConsent: false,
				tags: ['vip'],
			},
		},
		request: {
			method: 'PATCH',
			path: `${path}/ct_1`,
			body: {
				name: 'Yousef',
				email: 'y@example.com',
				externalId: 'crm-7',
				marketingConsent: false,
				tags: ['vip'],
			},
		},
	},
	{
		operation: 'contact.update',
		name: 'leaves out what is empty',
		parameters: {
			contactId: fromList('ct_1'),
			updateFields: { contactName: 'Yousef', email: '', marketingConsent: '', tags: [] },
		},
		request: { method: 'PATCH', path: `${path}/ct_1`, body: { name: 'Yousef' } },
	},
	...[{}, { contactName: '', marketingConsent: '', tags: [' , '] }].map((updateFields) =>
		refused(
			'contact.update',
			`with nothing to change: ${JSON.stringify(updateFields)}`,
			{ contactId: byId('ct_1'), updateFields, options: { additionalBody: '' } },
			'"Update Fields" holds nothing to change',
		),
	),
	refused(
		'contact.update',
		'without a contact',
		{ contactId: byId(nothing), updateFields: { contactName: 'Yousef' } },
		'"Contact" is empty',
	),
	refused(
		'contact.update',
		'with tags that are none, told by their own name',
		{ contactId: byId('ct_1'), updateFields: { tags: '={{ [{}] }}' } },
		'"Tags" holds something else than text',
	),
];

export const contactRows: Row[] = [
	...upsertRows,
	{
		operation: 'contact.get',
		parameters: { contactId: byId('ct_1') },
		request: read(`${path}/ct_1`),
	},
	refused('contact.get', 'without a contact', { contactId: byId(nothing) }, '"Contact"'),
	...listRows,
	...updateRows,
];
