import type { INodeParameters } from 'n8n-workflow';

import type { Row } from '../../../support/row';
import { many, nothing, refused, send } from './values';

const to = '919876543210';

type ListRow = [title: string, id?: string, description?: string];

const rows = (title: string, ...list: ListRow[]) => ({
	title,
	rows: {
		row: list.map(([name, id = '', description = '']) => ({ id, title: name, description })),
	},
});
const listMessage = { to, text: 'When may we come?', buttonText: 'Choose a time' };
const refusedList = (name: string, section: INodeParameters[], error: string) =>
	refused('message.sendList', name, { ...listMessage, sections: { section } }, error);
const tomorrow = [
	{
		title: 'Tomorrow',
		rows: [{ id: 'am', title: 'Morning', description: '9 to 12' }, { title: 'Afternoon' }],
	},
];
const listOnWire = {
	type: 'interactive',
	interactiveType: 'list',
	bodyText: 'When may we come?',
	buttonText: 'Choose a time',
	sections: tomorrow,
};

const listRows: Row[] = [
	send(
		'message.sendList',
		'makes the sample "Send List Message"',
		{
			...listMessage,
			sections: { section: [rows('Tomorrow', ['Morning', 'am', '9 to 12'], ['Afternoon'])] },
			options: { headerText: 'Delivery', footerText: 'Any day but Sunday' },
		},
		{ ...listOnWire, headerText: 'Delivery', footerText: 'Any day but Sunday' },
	),
	send(
		'message.sendList',
		'takes the sections as JSON',
		{ ...listMessage, specifySections: 'json', sectionsJson: JSON.stringify(tomorrow) },
		listOnWire,
	),
	refusedList('without a section', [], '"Sections" has no section'),
	refusedList('without a row', [rows('A')], '"Sections" has no row in section 1'),
	refusedList(
		'with 11 rows in all',
		[
			rows('A', ...many(6).map((id): ListRow => [id, id])),
			rows('B', ...many(5, 6).map((id): ListRow => [id, id])),
		],
		'"Sections" has 11 rows; WhatsApp takes at most 10',
	),
	refusedList(
		'with 11 sections',
		many(11).map((id) => rows(id, [id])),
		'"Sections" has 11 sections',
	),
	refusedList(
		'with the same ID twice',
		[rows('A', ['Morning', 'am'], ['Noon', 'am'])],
		'"Sections" has the ID "am" twice',
	),
	refusedList(
		'without the title of a section',
		[rows('', ['Morning'])],
		'"Title of section 1" is empty',
	),
	refusedList(
		'without the title of a row',
		[rows('A', ['Morning'], [''])],
		'"Title of row 2 in section 1" is empty',
	),
	refusedList(
		'with 25 characters in the title of a row',
		[rows('A', ['x'.repeat(25)])],
		'"Title of row 1 in section 1" has 25 characters',
	),
	refusedList(
		'with 73 characters in a description',
		[rows('A', ['Morning', 'am', 'x'.repeat(73)])],
		'"Description of row 1 in section 1" has 73 characters',
	),
	refused(
		'message.sendList',
		'with 21 characters on the button',
		{ ...listMessage, buttonText: 'x'.repeat(21), sections: { section: [rows('A', ['B'])] } },
		'"Button Text" has 21 characters',
	),
];

const cta = {
	text: 'Your order is on its way',
	buttonText: 'Track',
	buttonUrl: 'https://example.com/orders/1043',
};
const ctaOnWire = {
	type: 'interactive',
	interactiveType: 'cta_url',
	message: 'Your order is on its way',
	buttons: [{ title: 'Track', url: 'https://example.com/orders/1043' }],
};

const ctaRows: Row[] = [
	send(
		'message.sendCtaUrl',
		'makes the sample "Send CTA URL Message"',
		{
			...cta,
			headerType: 'document',
			headerMediaUrl: 'https://example.com/invoice-1043.pdf',
			headerFilename: 'Invoice 1043.pdf',
		},
		{
			...ctaOnWire,
			header: {
				type: 'document',
				link: 'https://example.com/invoice-1043.pdf',
				filename: 'Invoice 1043.pdf',
			},
		},
	),
	send('message.sendCtaUrl', 'needs no header', cta, ctaOnWire),
	send(
		'message.sendCtaUrl',
		'sends a header of text',
		{ ...cta, headerType: 'text', headerText: 'On its way' },
		{ ...ctaOnWire, header: { type: 'text', text: 'On its way' } },
	),
	send(
		'message.sendCtaUrl',
		'sends an image above the text, without a file name from before',
		{
			...cta,
			headerType: 'image',
			headerMediaUrl: 'https://example.com/van.jpg',
			headerFilename: 'old.pdf',
		},
		{ ...ctaOnWire, header: { type: 'image', link: 'https://example.com/van.jpg' } },
	),
	refused(
		'message.sendCtaUrl',
		'with 21 characters on the button',
		{ to, ...cta, buttonText: 'x'.repeat(21) },
		'"Button Text" has 21 characters',
	),
	refused(
		'message.sendCtaUrl',
		'without an address for the button',
		{ to, ...cta, buttonUrl: nothing },
		'"Button URL" is empty',
	),
	refused(
		'message.sendCtaUrl',
		'with an address without a scheme',
		{ to, ...cta, buttonUrl: 'example.com' },
		'"Button URL" must start with https:// or http://',
	),
	refused(
		'message.sendCtaUrl',
		'with a document without a name',
		{
			to,
			...cta,
			headerType: 'document',
			headerMediaUrl: 'https://example.com/a.pdf',
			headerFilename: nothing,
		},
		'"Header File Name" is empty',
	),
];

const requestRows: Row[] = [
	send(
		'message.requestAddress',
		'makes the sample "Send Address Request Message"',
		{
			text: 'Where shall we deliver?',
			isoCountryCode: 'in',
			options: {
				addressValues: '{ "name": "John Maverick", "city": "Bhopal" }',
				validationErrors: '{ "in_pin_code": "We do not deliver there" }',
			},
		},
		{
			type: 'interactive',
			interactiveType: 'address_message',
			bodyText: 'Where shall we deliver?',
			isoCountryCode: 'IN',
			values: { name: 'John Maverick', city: 'Bhopal' },
			validationErrors: { in_pin_code: 'We do not deliver there' },
		},
	),
	refused(
		'message.requestAddress',
		'with the name of a country',
		{ to, text: 'x', isoCountryCode: 'India' },
		'"Country" must be a country code of 2 letters',
	),
	refused(
		'message.requestAddress',
		'without a country',
		{ to, text: 'x', isoCountryCode: nothing },
		'"Country" is empty',
	),
	refused(
		'message.requestAddress',
		'with broken JSON',
		{ to, text: 'x', isoCountryCode: 'IN', options: { addressValues: '{ name }' } },
		'"Address Values" is not valid JSON',
	),
	send(
		'message.requestLocation',
		'makes the sample "Send Location Request Message"',
		{ text: 'Where are you?', options: { isoCountryCode: 'IN' } },
		{
			type: 'interactive',
			interactiveType: 'location_request_message',
			bodyText: 'Where are you?',
			isoCountryCode: 'IN',
		},
	),
	refused('message.requestLocation', 'without a text', { to, text: nothing }, '"Text" is empty'),
];

export const interactiveRows: Row[] = [...listRows, ...ctaRows, ...requestRows];
