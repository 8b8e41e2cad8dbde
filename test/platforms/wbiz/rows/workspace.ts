import type { Row } from '../../../support/row';
import { byId, byKey, deletes, fromList, plainListRows, nothing, plain, refused } from './values';

const tagRows: Row[] = [
	...plainListRows('tag.getMany', '/v1/tags'),
	{
		operation: 'tag.create',
		name: 'makes the sample "Create tag"',
		parameters: { tagName: 'vip' },
		request: { method: 'POST', path: '/v1/tags', body: { name: 'vip' } },
	},
	refused('tag.create', 'without a name', { tagName: nothing }, '"Tag Name" is empty'),
	deletes('tag.delete', '/v1/tags/vip', { tagName: fromList('vip') }),
	{
		...deletes('tag.delete', '/v1/tags/new%20%2F%20old', { tagName: byId('new / old') }),
		name: 'encodes the name',
	},
];

const customFieldRows: Row[] = [
	...plainListRows('customField.getMany', '/v1/custom-fields'),
	{
		operation: 'customField.create',
		name: 'makes the sample "Create field"',
		parameters: { fieldKey: 'city', fieldLabel: 'City', fieldType: 'text' },
		request: {
			method: 'POST',
			path: '/v1/custom-fields',
			body: { key: 'city', label: 'City', type: 'text' },
		},
	},
	{
		operation: 'customField.create',
		name: 'sends the choices of a select field, under a name that is assumed',
		parameters: {
			fieldKey: 'size',
			fieldLabel: 'Size',
			fieldType: 'select',
			fieldChoices: ['S', 'M', 'L'],
		},
		request: {
			method: 'POST',
			path: '/v1/custom-fields',
			body: { key: 'size', label: 'Size', type: 'select', options: ['S', 'M', 'L'] },
		},
	},
	refused(
		'customField.create',
		'with an unknown type',
		{ fieldKey: 'city', fieldLabel: 'City', fieldType: 'json' },
		'"Type" must be one of boolean, date, number, select, text',
	),
	deletes('customField.delete', '/v1/custom-fields/city', { fieldKey: byKey('city') }),
];

const quickReplyRows: Row[] = [
	...plainListRows('quickReply.getMany', '/v1/quick-replies'),
	...[{ quickReplies: [{ n: 0 }] }, { data: { quick_replies: [{ n: 0 }] } }].map((body): Row => ({
		operation: 'quickReply.getMany',
		name: `finds the rows in ${JSON.stringify(body)}`,
		parameters: { returnAll: true },
		request: { method: 'GET', path: '/v1/quick-replies' },
		answer: { body },
		output: [{ n: 0 }],
	})),
	{
		operation: 'quickReply.create',
		name: 'makes the sample "Create quick reply"',
		parameters: {
			shortcut: '/hours',
			title: 'Store hours',
			text: 'We are open 10am to 8pm, Monday to Saturday.',
		},
		request: {
			method: 'POST',
			path: '/v1/quick-replies',
			body: {
				shortcut: '/hours',
				title: 'Store hours',
				body: 'We are open 10am to 8pm, Monday to Saturday.',
			},
		},
	},
	refused(
		'quickReply.create',
		'without a text',
		{ shortcut: '/hours', title: 'Store hours', text: nothing },
		'"Text" is empty',
	),
	{
		operation: 'quickReply.update',
		name: 'makes the sample "Update quick reply"',
		parameters: {
			quickReplyId: byId('qr_1'),
			updateFields: { text: 'We are open 10am to 9pm daily.' },
		},
		request: {
			method: 'PATCH',
			path: '/v1/quick-replies/qr_1',
			body: { body: 'We are open 10am to 9pm daily.' },
		},
	},
	deletes('quickReply.delete', '/v1/quick-replies/qr_1', { quickReplyId: byId('qr_1') }),
];

const section = {
	section: [{ title: '', rows: { row: [{ id: 'am', title: 'Morning', description: '' }] } }],
};

const presetRows: Row[] = [
	...plainListRows('preset.getMany', '/v1/interactive'),
	{
		operation: 'preset.create',
		name: 'makes the sample "Create preset"',
		parameters: {
			presetKind: 'buttons',
			text: 'How can we help?',
			buttons: {
				button: [
					{ id: 'sales', title: 'Sales' },
					{ id: 'support', title: 'Support' },
				],
			},
		},
		request: {
			method: 'POST',
			path: '/v1/interactive',
			body: {
				kind: 'buttons',
				body: 'How can we help?',
				buttons: [
					{ id: 'sales', title: 'Sales' },
					{ id: 'support', title: 'Support' },
				],
			},
		},
	},
	{
		operation: 'preset.create',
		name: 'saves a list, without the buttons that the form hides',
		parameters: {
			presetKind: 'list',
			text: 'When may we come?',
			buttons: { button: [{ id: 'old', title: 'Old' }] },
			buttonText: 'Choose',
			sections: section,
		},
		request: {
			method: 'POST',
			path: '/v1/interactive',
			body: {
				kind: 'list',
				body: 'When may we come?',
				buttonText: 'Choose',
				sections: [{ rows: [{ id: 'am', title: 'Morning' }] }],
			},
		},
	},
	refused(
		'preset.create',
		'without a button',
		{ presetKind: 'buttons', text: 'x', buttons: {} },
		'"Buttons" has no button',
	),
	refused(
		'preset.create',
		'with a longer text than buttons may have',
		{
			presetKind: 'buttons',
			text: 'x'.repeat(1025),
			buttons: { button: [{ id: 'a', title: 'A' }] },
		},
		'"Text" has 1025 characters; the platform takes at most 1024',
	),
	refused(
		'preset.update',
		'with a longer text than its new buttons may have',
		{
			presetId: byId('pre_1'),
			updateFields: { text: 'x'.repeat(1025), buttons: { button: [{ id: 'a', title: 'A' }] } },
		},
		'"Text" has 1025 characters; the platform takes at most 1024',
	),
	{
		operation: 'preset.update',
		name: 'takes as long a text as a list may have',
		parameters: { presetId: byId('pre_1'), updateFields: { text: 'x'.repeat(4096) } },
		request: {
			method: 'PATCH',
			path: '/v1/interactive/pre_1',
			body: { body: 'x'.repeat(4096) },
		},
	},
	{
		operation: 'preset.update',
		name: 'makes the sample "Update preset"',
		parameters: {
			presetId: byId('pre_1'),
			updateFields: { text: 'Pick an option to continue.' },
		},
		request: {
			method: 'PATCH',
			path: '/v1/interactive/pre_1',
			body: { body: 'Pick an option to continue.' },
		},
	},
	{
		operation: 'preset.update',
		name: 'changes a list and what stands around it',
		parameters: {
			presetId: byId('pre_1'),
			updateFields: {
				buttonText: 'Choose',
				sections: section,
				headerText: 'Visit',
				footerText: 'Thank you',
			},
		},
		request: {
			method: 'PATCH',
			path: '/v1/interactive/pre_1',
			body: {
				buttonText: 'Choose',
				sections: [{ rows: [{ id: 'am', title: 'Morning' }] }],
				header: 'Visit',
				footer: 'Thank you',
			},
		},
	},
	plain('preset.get', 'GET', '/v1/interactive/pre_1', { presetId: byId('pre_1') }),
	deletes('preset.delete', '/v1/interactive/pre_1', { presetId: byId('pre_1') }),
];

const flowRows: Row[] = [
	...plainListRows('flow.getMany', '/v1/flows'),
	plain('flow.get', 'GET', '/v1/flows/flow_1', { flowId: byId('flow_1') }),
];

export const workspaceRows: Row[] = [
	...tagRows,
	...customFieldRows,
	...quickReplyRows,
	...presetRows,
	...flowRows,
];
