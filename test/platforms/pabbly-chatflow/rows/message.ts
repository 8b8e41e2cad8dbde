import type { IDataObject } from 'n8n-workflow';

import type { Row } from '../../../support/row';
import { john, named, namedOnWire, nothing, refused, send, sent, wamid } from './values';

const text = { to: '919876543210', text: 'x' };
const textOnWire = {
	method: 'POST',
	path: '/messages',
	body: { to: john, type: 'text', message: 'x' },
} as const;

const textRows: Row[] = [
	send(
		'message.sendText',
		'makes the sample "Send Text Message"',
		{ text: 'Hi John, your order has shipped.', contact: named },
		{ type: 'text', message: 'Hi John, your order has shipped.', contact: namedOnWire },
	),
	...['+91 98765-43210', '0091 (98765) 43210', 919876543210].map((to) =>
		send(
			'message.sendText',
			`sends to ${JSON.stringify(to)} with digits as a number`,
			{ to, text: 'x' },
			{ type: 'text', message: 'x' },
		),
	),
	send(
		'message.sendText',
		'puts the default country code in the place of a leading 0',
		{ to: '098765 43210', text: 'x', options: { defaultCountryCode: '91' } },
		{ type: 'text', message: 'x' },
	),
	send(
		'message.sendText',
		'creates or updates the contact',
		{
			text: 'x',
			contact: {
				contactName: 'John Maverick',
				optedIn: false,
				tags: ['indian, vip', 'lead'],
				attributes: {
					attribute: [
						{ name: 'city', value: 'bhopal' },
						{ name: 'age', value: '' },
					],
				},
			},
		},
		{
			type: 'text',
			message: 'x',
			contact: {
				name: 'John Maverick',
				optin: false,
				tags: ['indian', 'vip', 'lead'],
				attributes: [
					{ name: 'city', value: 'bhopal' },
					{ name: 'age', value: '' },
				],
			},
		},
	),
	send(
		'message.sendText',
		'takes the contact as JSON',
		{ text: 'x', contact: { contactJson: '{ "name": "John", "incomingBlocked": false }' } },
		{ type: 'text', message: 'x', contact: { name: 'John', incomingBlocked: false } },
	),
	refused('message.sendText', 'without a recipient', { ...text, to: nothing }, '"To"'),
	refused('message.sendText', 'to a number of 5 digits', { ...text, to: '12345' }, 'has 5 digits'),
	refused('message.sendText', 'to a name', { ...text, to: 'John' }, 'something else than digits'),
	refused('message.sendText', 'without a text', { ...text, text: nothing }, '"Text"'),
	refused(
		'message.sendText',
		'with 4097 characters',
		{ ...text, text: 'x'.repeat(4097) },
		'"Text" has 4097 characters',
	),
	refused(
		'message.sendText',
		'with a contact as JSON and as fields',
		{ ...text, contact: { ...named, contactJson: '{ "name": "John" }' } },
		'"Contact Details" replaces the other fields',
	),
	refused(
		'message.sendText',
		'with broken JSON for a contact',
		{ ...text, contact: { contactJson: '{ "name": ' } },
		'"JSON" is not valid JSON',
	),
	refused(
		'message.sendText',
		'with an attribute without a name',
		{ ...text, contact: { attributes: { attribute: [{ name: '', value: 'x' }] } } },
		'"Attributes" has a value without a name',
	),
	refused(
		'message.sendText',
		'with another body that would replace the text',
		{ ...text, options: { additionalBody: '{ "message": "y" }' } },
		'"Additional Body" holds "message", which the form fills',
	),
];

/** Where a message's id may be in an answer. */
const idRows = [{ data: { messages: [{ id: wamid }] } }, { messages: [{ id: wamid }] }].map(
	(body): Row => ({
		operation: 'message.sendText',
		name: `finds the message's ID in ${JSON.stringify(body).slice(0, 22)}…`,
		parameters: text,
		request: textOnWire,
		answer: { body },
		output: [{ ...body, messageId: wamid }],
	}),
);

/** The contract has no such answers: the vendor documents that failures have another status. */
const failures: Array<[name: string, answer: IDataObject, error: string]> = [
	['success: false', { success: false, error: 'Not allowed' }, 'refused the request: Not allowed'],
	[
		'success: "false"',
		{ success: 'false', message: 'No credits' },
		'refused the request: No credits',
	],
	[
		'status: error',
		{ status: 'error', message: 'No credits left' },
		'refused the request: No credits left',
	],
	['status: failed', { status: 'failed', data: 'Blocked' }, 'refused the request: Blocked'],
	[
		"WhatsApp's refusal inside",
		{
			...sent,
			data: { metaResponse: { status: 400, error: { message: '(#131026) undeliverable' } } },
		},
		'refused the request: (#131026) undeliverable',
	],
	[
		"WhatsApp's refusal without words inside",
		{ ...sent, data: { metaResponse: { status: 400 } } },
		'refused the request: WhatsApp answered with status 400',
	],
	[
		"WhatsApp's own error inside, after which the message may have left",
		{ ...sent, data: { metaResponse: { status: 500 } } },
		'did not confirm the request: WhatsApp answered with status 500',
	],
	[
		"a bad status beside a message's ID, after which it may have left",
		{ ...sent, data: { metaResponse: { status: 202, messages: [{ id: wamid }] } } },
		'did not confirm the request: WhatsApp answered with status 202',
	],
];

const failureRows = failures.map(([name, body, error]): Row => ({
	operation: 'message.sendText',
	name: `fails by an answer 200 with ${name}`,
	parameters: text,
	request: textOnWire,
	answer: { body },
	error,
}));

const statusRows = [
	[400, { success: false, error: 'Template parameter count mismatch' }, 'Template parameter count'],
	[401, { success: false, error: 'Unauthorized' }, 'Check the API key'],
	[404, { status: 'error', message: 'No such route' }, 'No such route'],
	[500, { success: false, error: 'Oops' }, 'may have been delivered'],
].map(([status, body, error]): Row => ({
	operation: 'message.sendText',
	name: `fails by an answer ${String(status)}, with the vendor's words or advice`,
	parameters: text,
	request: textOnWire,
	answer: { status: status as number, body },
	error: error as string,
}));

const media = (name: string, parameters: Row['parameters'], body: object) =>
	send(
		'message.sendMedia',
		`makes the sample "Send ${name} Message"`,
		{ ...parameters, contact: named },
		{
			...body,
			contact: namedOnWire,
		},
	);

const mediaRows: Row[] = [
	media(
		'Image',
		{
			mediaType: 'image',
			mediaUrl: 'https://example.com/images/catalogue.jpg',
			caption: "This week's catalogue",
		},
		{
			type: 'image',
			link: 'https://example.com/images/catalogue.jpg',
			caption: "This week's catalogue",
		},
	),
	media(
		'Audio',
		{ mediaType: 'audio', mediaUrl: 'https://example.com/hello.mp3' },
		{ type: 'audio', link: 'https://example.com/hello.mp3' },
	),
	media(
		'Video',
		{
			mediaType: 'video',
			mediaUrl: 'https://example.com/tour.mp4',
			caption: 'A look around our store',
		},
		{ type: 'video', link: 'https://example.com/tour.mp4', caption: 'A look around our store' },
	),
	media(
		'Document',
		{
			mediaType: 'document',
			mediaUrl: 'https://example.com/invoice-1043.pdf',
			caption: 'Your invoice',
			filename: 'Invoice 1043.pdf',
		},
		{
			type: 'document',
			link: 'https://example.com/invoice-1043.pdf',
			caption: 'Your invoice',
			filename: 'Invoice 1043.pdf',
		},
	),
	send(
		'message.sendMedia',
		'leaves out what the form no longer shows',
		{
			mediaType: 'audio',
			mediaUrl: 'https://example.com/hello.mp3',
			caption: 'Old caption',
			filename: 'old.pdf',
		},
		{ type: 'audio', link: 'https://example.com/hello.mp3' },
	),
	refused(
		'message.sendMedia',
		'without an address',
		{ to: '919876543210', mediaType: 'image', mediaUrl: nothing },
		'"Media URL" is empty',
	),
	refused(
		'message.sendMedia',
		'with the path of a file',
		{ to: '919876543210', mediaType: 'image', mediaUrl: '/home/me/picture.jpg' },
		'"Media URL" must start with https:// or http://',
	),
	refused(
		'message.sendMedia',
		'with 1025 characters in the caption',
		{
			to: '919876543210',
			mediaType: 'image',
			mediaUrl: 'https://example.com/a.jpg',
			caption: 'x'.repeat(1025),
		},
		'"Caption" has 1025 characters',
	),
	refused(
		'message.sendMedia',
		'with a type that the platform does not have',
		{ to: '919876543210', mediaType: '={{ "sticker" }}', mediaUrl: 'https://example.com/a.webp' },
		'"Media Type" must be one of audio, document, image, video, but is "sticker"',
	),
];

export const messageRows: Row[] = [
	...textRows,
	...idRows,
	...failureRows,
	...statusRows,
	...mediaRows,
];
