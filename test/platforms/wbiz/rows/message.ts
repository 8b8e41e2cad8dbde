import type { Row } from '../../../support/row';
import { accepted, byId, fromList, gaurav, nothing, refused, wamid } from './values';

const sendText = { to: gaurav, text: 'x' };
const path = '/v1/messages/text';

/** Where the message's id may be in an answer. */
const idRows = [
	{ wamid },
	{ message_id: wamid },
	{ id: wamid },
	{ data: { messageId: wamid } },
	{ data: { id: wamid } },
	{ messages: [{ id: wamid }] },
].map((body): Row => ({
	operation: 'message.sendText',
	name: `finds the message's ID in ${Object.keys(body)[0]}: ${JSON.stringify(Object.values(body)[0]).slice(0, 14)}`,
	parameters: sendText,
	request: { method: 'POST', path, body: { to: gaurav, body: 'x' } },
	answer: { body },
	output: [{ ...body, messageId: wamid }],
}));

const textRows: Row[] = [
	{
		operation: 'message.sendText',
		name: 'makes the sample "Send text"',
		parameters: { to: '+918899332211', text: 'Hi! Your order #1043 has shipped.' },
		request: {
			method: 'POST',
			path,
			body: { to: '+918899332211', body: 'Hi! Your order #1043 has shipped.' },
		},
		answer: { body: accepted },
		output: [accepted],
	},
	...['+91 88993-32211', '0091 (88993) 32211', 918899332211, '918899332211'].map((to): Row => ({
		operation: 'message.sendText',
		name: `sends to ${JSON.stringify(to)} with a plus and digits`,
		parameters: { to, text: 'x' },
		request: { method: 'POST', path, body: { to: gaurav, body: 'x' } },
	})),
	{
		operation: 'message.sendText',
		name: 'puts the default country code in the place of a leading 0',
		parameters: { to: '088993 32211', text: 'x', options: { defaultCountryCode: '91' } },
		request: { method: 'POST', path, body: { to: gaurav, body: 'x' } },
	},
	{
		operation: 'message.sendText',
		name: 'does not take an ID that is not a message’s for one',
		parameters: sendText,
		request: { method: 'POST', path, body: { to: gaurav, body: 'x' } },
		answer: { body: { id: 'job_1' } },
		output: [{ id: 'job_1' }],
	},
	refused('message.sendText', 'without a recipient', { to: nothing, text: 'x' }, '"To"'),
	refused(
		'message.sendText',
		'to a number of 5 digits',
		{ to: '12345', text: 'x' },
		'"To" "12345" has 5 digits',
	),
	refused(
		'message.sendText',
		'to a name',
		{ to: 'Gaurav', text: 'x' },
		'something else than digits',
	),
	refused('message.sendText', 'without a text', { to: gaurav, text: nothing }, '"Text"'),
	refused(
		'message.sendText',
		'with 4097 characters',
		{ to: gaurav, text: 'x'.repeat(4097) },
		'"Text" has 4097 characters',
	),
	refused(
		'message.sendText',
		'with another body that would replace the text',
		{ ...sendText, options: { additionalBody: '{ "body": "y" }' } },
		'"Additional Body" holds "body", which the form fills',
	),
	...idRows,
];

const locationRows: Row[] = [
	{
		operation: 'message.sendLocation',
		name: 'makes the sample "Send location"',
		parameters: {
			to: '+918899332211',
			latitude: '23.0225',
			longitude: '72.5714',
			locationName: 'Our store',
			locationAddress: 'Ahmedabad, India',
		},
		request: {
			method: 'POST',
			path: '/v1/messages/location',
			body: {
				to: '+918899332211',
				latitude: 23.0225,
				longitude: 72.5714,
				name: 'Our store',
				address: 'Ahmedabad, India',
			},
		},
		answer: { body: accepted },
		output: [accepted],
	},
	{
		operation: 'message.sendLocation',
		name: 'sends a point without a name, in the south and the west',
		parameters: { to: gaurav, latitude: -33.45, longitude: '={{ -70.66 }}' },
		request: {
			method: 'POST',
			path: '/v1/messages/location',
			body: { to: gaurav, latitude: -33.45, longitude: -70.66 },
		},
	},
	{
		operation: 'message.sendLocation',
		name: 'sends the equator, which is no empty value',
		parameters: { to: gaurav, latitude: '={{ 0 }}', longitude: '10' },
		request: {
			method: 'POST',
			path: '/v1/messages/location',
			body: { to: gaurav, latitude: 0, longitude: 10 },
		},
	},
	refused(
		'message.sendLocation',
		'beyond the pole',
		{ to: gaurav, latitude: '90.1', longitude: '0' },
		'"Latitude" must be between -90 and 90, but is 90.1',
	),
	refused(
		'message.sendLocation',
		'with a decimal comma',
		{ to: gaurav, latitude: '23', longitude: '72,5' },
		'"Longitude" must be a number of degrees, but is "72,5"',
	),
	refused(
		'message.sendLocation',
		'without a latitude',
		{ to: gaurav, latitude: nothing, longitude: '1' },
		'"Latitude" is empty',
	),
];

const flowRows: Row[] = [
	{
		operation: 'message.sendFlow',
		name: 'makes the sample "Send flow"',
		parameters: {
			flowId: byId('flow_1'),
			to: '+918899332211',
			text: 'Book your appointment in a few taps.',
			ctaText: 'Book now',
		},
		request: {
			method: 'POST',
			path: '/v1/flows/flow_1/send',
			body: {
				to: '+918899332211',
				bodyText: 'Book your appointment in a few taps.',
				ctaText: 'Book now',
			},
		},
		answer: { body: accepted },
		output: [accepted],
	},
	refused(
		'message.sendFlow',
		'with 21 characters on the button',
		{ flowId: byId('flow_1'), to: gaurav, text: 'x', ctaText: 'x'.repeat(21) },
		'"Button Text" has 21 characters',
	),
	refused(
		'message.sendFlow',
		'with 1025 characters in the text',
		{ flowId: byId('flow_1'), to: gaurav, text: 'x'.repeat(1025), ctaText: 'Go' },
		'"Text" has 1025 characters',
	),
	refused(
		'message.sendFlow',
		'without a flow',
		{ flowId: byId(nothing), to: gaurav, text: 'x', ctaText: 'Go' },
		'"Flow" is empty',
	),
];

const presetRows: Row[] = [
	{
		operation: 'message.sendPreset',
		name: 'makes the sample "Send preset"',
		parameters: { presetId: fromList('pre_1'), to: '+918899332211' },
		request: {
			method: 'POST',
			path: '/v1/interactive/pre_1/send',
			body: { to: '+918899332211' },
		},
		answer: { body: accepted },
		output: [accepted],
	},
	refused(
		'message.sendPreset',
		'with an ID that would climb to another path',
		{ presetId: byId('..'), to: gaurav },
		'"Preset" ".." is not an ID',
	),
];

export const messageRows: Row[] = [...textRows, ...locationRows, ...flowRows, ...presetRows];
