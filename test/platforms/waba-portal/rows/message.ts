import type { Row } from '../../../support/row';
import { nothing, refused, wamid } from './values';

/** As the page prints it. */
const inboundWamid = 'wamid.HBgMOTE5MDMwMzgzNDM4FQIAEhgg...';

export const messageRows: Row[] = [
	...['Hello!', 'Hello! This is a test message from WABA Portal.'].map((text): Row => ({
		operation: 'message.sendText',
		name: `makes the sample ${JSON.stringify(text)}`,
		parameters: { to: '919876543210', text },
		request: {
			method: 'POST',
			path: '/messages/text',
			body: { to: '919876543210', message: text },
		},
	})),
	{
		operation: 'message.sendText',
		parameters: { to: '919876543210', text: 'Hello from WABA Portal!' },
		request: {
			method: 'POST',
			path: '/messages/text',
			body: { to: '919876543210', message: 'Hello from WABA Portal!' },
		},
		answer: { body: { success: true, messageId: wamid } },
		output: [{ success: true, messageId: wamid }],
	},
	...[
		'+91 98765-43210',
		'0091 (98765) 43210',
		919876543210,
		'\u202a+91\u00a098765\u00a043210\u202c',
		'91.9876.543210',
	].map((to): Row => ({
		operation: 'message.sendText',
		name: `sends to ${JSON.stringify(to)} as digits`,
		parameters: { to, text: 'x' },
		request: {
			method: 'POST',
			path: '/messages/text',
			body: { to: '919876543210', message: 'x' },
		},
	})),
	{
		operation: 'message.sendText',
		name: 'puts the default country code in the place of a leading 0',
		parameters: { to: '0151 2345678', text: 'x', options: { defaultCountryCode: '+49' } },
		request: { method: 'POST', path: '/messages/text', body: { to: '491512345678', message: 'x' } },
	},
	{
		operation: 'message.sendText',
		name: 'leaves a complete number alone when there is a default country code',
		parameters: { to: '919876543210', text: 'x', options: { defaultCountryCode: '49' } },
		request: { method: 'POST', path: '/messages/text', body: { to: '919876543210', message: 'x' } },
	},
	{
		operation: 'message.sendText',
		name: 'sends text with its spaces, lines, emoji and markup as it is',
		parameters: { to: '919876543210', text: '  *Hi*\n"you" 😀 \\ {"a":1}' },
		request: {
			method: 'POST',
			path: '/messages/text',
			body: { to: '919876543210', message: '  *Hi*\n"you" 😀 \\ {"a":1}' },
		},
	},
	{
		operation: 'message.sendText',
		name: 'sends a text of 4096 characters',
		parameters: { to: '919876543210', text: 'x'.repeat(4096) },
		request: {
			method: 'POST',
			path: '/messages/text',
			body: { to: '919876543210', message: 'x'.repeat(4096) },
		},
	},
	...refusedTexts(),
	...refusedRecipients(),
	{
		operation: 'message.sendText',
		name: "gives the platform's words and advice when the window is closed",
		parameters: { to: '919876543210', text: 'x' },
		request: { method: 'POST', path: '/messages/text', body: { to: '919876543210', message: 'x' } },
		answer: { status: 400, body: { error: 'Outside 24-hour messaging window' } },
		error: /Outside 24-hour messaging window[\s\S]*approved template/,
	},
	{
		operation: 'message.sendText',
		name: 'fails when a good status carries a failure',
		parameters: { to: '919876543210', text: 'x' },
		request: { method: 'POST', path: '/messages/text', body: { to: '919876543210', message: 'x' } },
		answer: { body: { success: false, error: 'Invalid phone number format' } },
		error: 'Invalid phone number format',
	},
	{
		operation: 'message.markAsRead',
		parameters: { messageId: inboundWamid, showTypingIndicator: true },
		request: {
			method: 'POST',
			path: '/messages/mark-read',
			body: { messageId: inboundWamid, showTypingIndicator: true },
		},
		answer: { body: { success: true } },
		output: [{ success: true }],
	},
	{
		operation: 'message.markAsRead',
		name: 'shows no typing indicator unless asked to',
		parameters: { messageId: inboundWamid },
		request: {
			method: 'POST',
			path: '/messages/mark-read',
			body: { messageId: inboundWamid, showTypingIndicator: false },
		},
	},
	refused(
		'message.markAsRead',
		"with the list's own ID of the message",
		{ messageId: '550e8400-e29b-41d4-a716-446655440000' },
		/"Message ID" must be the ID that starts with "wamid\."/,
	),
	refused(
		'message.markAsRead',
		'without a message ID',
		{ messageId: nothing },
		'"Message ID" is empty',
	),
];

function refusedTexts(): Row[] {
	const text = (name: string, value: unknown, error: string) =>
		refused('message.sendText', name, { to: '919876543210', text: value as string }, error);
	return [
		text('without a text', nothing, '"Text" is empty'),
		text('with blanks for a text', ' \n ', '"Text" is empty'),
		text('with 4097 characters', 'x'.repeat(4097), '"Text" has 4097 characters'),
		text('with an object for a text', '={{ ({ a: 1 }) }}', '"Text" must be text, but is an object'),
	];
}

function refusedRecipients(): Row[] {
	const to = (name: string, value: string, error: string) =>
		refused('message.sendText', name, { to: value, text: 'x' }, error);
	return [
		to('without a recipient', nothing, '"To" is empty'),
		to(
			'with letters in the number',
			'91987654321O',
			'"To" "91987654321O" holds something else than digits',
		),
		to('with a number too short', '919876', 'has 6 digits'),
		to('with a number too long', '9198765432101234', 'has 16 digits'),
		to('with a national number and no country code', '09876543210', 'set "Default Country Code"'),
		to('with a 0 after the +', '+0919876543210', 'a 0 where the country code should be'),
		to(
			'with a list of numbers',
			'={{ ["919876543210", "919876543211"] }}',
			'must be text, but is a list',
		),
		to(
			'with two numbers in one text',
			'919876543210, 919876543211',
			'holds something else than digits',
		),
		to('with a number in scientific notation', '9.19877E+11', 'holds something else than digits'),
	];
}
