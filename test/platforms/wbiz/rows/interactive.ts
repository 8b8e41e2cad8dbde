import type { INodeParameters } from 'n8n-workflow';

import type { Row } from '../../../support/row';
import { accepted, gaurav, nothing, refused } from './values';

const path = '/v1/messages/interactive';
const text = 'Reply to confirm your order.';
const button = (...buttons: Array<[id: string, title: string]>) => ({
	button: buttons.map(([id, title]) => ({ id, title })),
});
const yesNo = button(['yes', 'Confirm'], ['no', 'Cancel']);

const refusedButtons = (name: string, buttons: INodeParameters | string, error: string) =>
	refused('message.sendButtons', name, { to: gaurav, text, buttons }, error);

export const buttonRows: Row[] = [
	{
		operation: 'message.sendButtons',
		name: 'makes the sample "Send interactive"',
		parameters: { to: '+918899332211', text, buttons: yesNo },
		request: {
			method: 'POST',
			path,
			body: {
				to: '+918899332211',
				kind: 'buttons',
				body: 'Reply to confirm your order.',
				buttons: [
					{ id: 'yes', title: 'Confirm' },
					{ id: 'no', title: 'Cancel' },
				],
			},
		},
		answer: { body: accepted },
		output: [accepted],
	},
	{
		operation: 'message.sendButtons',
		name: 'adds a header and a footer',
		parameters: {
			to: gaurav,
			text,
			buttons: button(['yes', 'Confirm']),
			options: { headerText: 'Order #1043', footerText: 'Thank you' },
		},
		request: {
			method: 'POST',
			path,
			body: {
				to: gaurav,
				kind: 'buttons',
				body: text,
				buttons: [{ id: 'yes', title: 'Confirm' }],
				header: 'Order #1043',
				footer: 'Thank you',
			},
		},
	},
	refusedButtons(
		'with four buttons',
		button(['a', 'A'], ['b', 'B'], ['c', 'C'], ['d', 'D']),
		'"Buttons" has 4 buttons; WhatsApp takes at most 3',
	),
	refusedButtons('without a button', { button: [] }, '"Buttons" has no button'),
	refusedButtons('with text for buttons', '={{ "yes,no" }}', '"Buttons" has no button'),
	refusedButtons(
		'with the same ID twice',
		button(['a', 'A'], ['a', 'B']),
		'"Buttons" has the ID "a" twice',
	),
	refusedButtons(
		'with the same title twice',
		button(['a', 'A'], ['b', 'A']),
		'"Buttons" has the title "A" twice',
	),
	refusedButtons('without an ID', button(['', 'A']), '"ID of button 1" is empty'),
	refusedButtons(
		'with an empty title',
		button(['a', 'A'], ['b', ' ']),
		'"Title of button 2" is empty',
	),
	refusedButtons(
		'with 21 characters in a title',
		button(['a', 'x'.repeat(21)]),
		'"Title of button 1" has 21 characters; WhatsApp takes at most 20',
	),
	refusedButtons(
		'with 257 characters in an ID',
		button(['x'.repeat(257), 'A']),
		'"ID of button 1" has 257 characters',
	),
	refused(
		'message.sendButtons',
		'with 1025 characters in the text',
		{ to: gaurav, text: 'x'.repeat(1025), buttons: yesNo },
		'"Text" has 1025 characters',
	),
	refused(
		'message.sendButtons',
		'with 61 characters in the footer',
		{ to: gaurav, text, buttons: yesNo, options: { footerText: 'x'.repeat(61) } },
		'"Footer Text" has 61 characters',
	),
];

type ListRow = [id: string, title: string, description?: string];

const section = (title: string, ...rows: ListRow[]) => ({
	title,
	rows: { row: rows.map(([id, name, description = '']) => ({ id, title: name, description })) },
});
const sections = (...list: Array<ReturnType<typeof section>>) => ({ section: list });
const tomorrow = section('Tomorrow', ['am', 'Morning', '9 to 12'], ['pm', 'Afternoon']);
const list = { to: gaurav, text: 'When may we come?', buttonText: 'Choose a time' };
const many = (count: number): ListRow[] =>
	Array.from({ length: count }, (_, index) => [`row-${index}`, `Row ${index}`]);

const refusedList = (name: string, parameters: INodeParameters, error: string) =>
	refused(
		'message.sendList',
		name,
		{ ...list, sections: sections(tomorrow), ...parameters },
		error,
	);

export const listMessageRows: Row[] = [
	{
		operation: 'message.sendList',
		name: 'takes as long a text as WhatsApp does with a list',
		parameters: { ...list, text: 'x'.repeat(4096), sections: sections(section('', ['a', 'A'])) },
		request: {
			method: 'POST',
			path,
			body: {
				to: gaurav,
				kind: 'list',
				body: 'x'.repeat(4096),
				buttonText: 'Choose a time',
				sections: [{ rows: [{ id: 'a', title: 'A' }] }],
			},
		},
	},
	refusedList(
		'with 4097 characters in the text',
		{ text: 'x'.repeat(4097) },
		'"Text" has 4097 characters; the platform takes at most 4096',
	),
	{
		operation: 'message.sendList',
		name: 'sends sections in WhatsApp’s form, which is assumed',
		parameters: { ...list, sections: sections(tomorrow, section('Friday', ['fr', 'All day'])) },
		request: {
			method: 'POST',
			path,
			body: {
				to: gaurav,
				kind: 'list',
				body: 'When may we come?',
				buttonText: 'Choose a time',
				sections: [
					{
						title: 'Tomorrow',
						rows: [
							{ id: 'am', title: 'Morning', description: '9 to 12' },
							{ id: 'pm', title: 'Afternoon' },
						],
					},
					{ title: 'Friday', rows: [{ id: 'fr', title: 'All day' }] },
				],
			},
		},
		answer: { body: accepted },
		output: [accepted],
	},
	{
		operation: 'message.sendList',
		name: 'sends ten rows in one section without a title',
		parameters: { ...list, sections: sections(section('', ...many(10))) },
		request: {
			method: 'POST',
			path,
			body: {
				to: gaurav,
				kind: 'list',
				body: 'When may we come?',
				buttonText: 'Choose a time',
				sections: [{ rows: many(10).map(([id, title]) => ({ id, title })) }],
			},
		},
	},
	{
		operation: 'message.sendList',
		name: 'sends a list in JSON as it is',
		parameters: {
			to: gaurav,
			text: 'When?',
			specifyList: 'json',
			listJson:
				'{ "buttonText": "Choose", "sections": [{ "rows": [{ "id": "a", "title": "A" }] }] }',
		},
		request: {
			method: 'POST',
			path,
			body: {
				to: gaurav,
				kind: 'list',
				body: 'When?',
				buttonText: 'Choose',
				sections: [{ rows: [{ id: 'a', title: 'A' }] }],
			},
		},
	},
	refusedList(
		'with eleven rows in two sections',
		{ sections: sections(section('A', ...many(10)), section('B', ['b', 'B'])) },
		'"Sections" has 11 rows; WhatsApp takes at most 10',
	),
	refusedList(
		'with the same ID in two sections',
		{ sections: sections(section('A', ['a', 'A']), section('B', ['a', 'B'])) },
		'"Sections" has the ID "a" twice',
	),
	refusedList(
		'with two sections and one title',
		{ sections: sections(section('A', ['a', 'A']), section('', ['b', 'B'])) },
		'"Title of section 2" is empty',
	),
	refusedList('without a section', { sections: {} }, '"Sections" has no section'),
	refusedList(
		'with a section without rows',
		{ sections: sections(section('A')) },
		'"Sections" has no row in section 1',
	),
	refusedList(
		'with 25 characters in a row’s title',
		{ sections: sections(section('A', ['a', 'x'.repeat(25)])) },
		'"Title of row 1 in section 1" has 25 characters; WhatsApp takes at most 24',
	),
	refusedList(
		'with 73 characters in a description',
		{ sections: sections(section('A', ['a', 'A', 'x'.repeat(73)])) },
		'"Description of row 1 in section 1" has 73 characters',
	),
	refusedList(
		'with 201 characters in an ID',
		{ sections: sections(section('A', ['x'.repeat(201), 'A'])) },
		'"ID of row 1 in section 1" has 201 characters',
	),
	refusedList(
		'with 25 characters in a section’s title',
		{ sections: sections(section('x'.repeat(25), ['a', 'A'])) },
		'"Title of section 1" has 25 characters',
	),
	refusedList(
		'with 21 characters on the button',
		{ buttonText: 'x'.repeat(21) },
		'"Button Text" has 21 characters',
	),
	refusedList('without a button text', { buttonText: nothing }, '"Button Text" is empty'),
	refusedList(
		'with JSON that is a list',
		{ specifyList: 'json', listJson: '[]' },
		'"List" must be a JSON object',
	),
	refusedList(
		'with eleven rows in JSON',
		{
			specifyList: 'json',
			listJson: { sections: [{ rows: numberedRows(6) }, { rows: numberedRows(5) }] },
		},
		'"List" has 11 rows',
	),
	refusedList(
		'with a recipient in JSON',
		{ specifyList: 'json', listJson: '{ "to": "+15550001111" }' },
		'"List" holds "to", which the form fills',
	),
];

function numberedRows(count: number) {
	return many(count).map(([id, title]) => ({ id, title }));
}
