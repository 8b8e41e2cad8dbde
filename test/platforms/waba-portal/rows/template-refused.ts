import type { Row } from '../../../support/row';
import { nothing, refused } from './values';
import { orderUpdate, sampleValues } from './template-form';

const form = (name: string, parameters: Row['parameters'], error: string) =>
	refused('template.create', name, { ...orderUpdate, ...parameters }, error);
const json = (name: string, components: unknown, error: string) =>
	form(name, { specifyComponents: 'json', componentsJson: JSON.stringify(components) }, error);
const body = { type: 'BODY', text: 'Hi' };

export const refusedTemplates: Row[] = [
	form(
		'with capitals in the name',
		{ templateName: 'Order Update' },
		'"Template Name" may hold only',
	),
	form('without a body', { bodyText: nothing }, '"Body Text" is empty'),
	form(
		'without a sample value for each variable',
		{ bodyExamples: sampleValues('John') },
		'"Body" has 2 variables, but 1 sample values',
	),
	form(
		'with more sample values than variables',
		{ bodyExamples: sampleValues('a', 'b', 'c') },
		'has 2 variables, but 3 sample values',
	),
	form('with a gap in the variables', { bodyText: 'Hi {{1}} and {{3}}' }, 'without a gap'),
	form('with a named variable', { bodyText: 'Hi {{name}}, {{1}}' }, 'variables are numbered'),
	form(
		'with 61 characters in the header',
		{ headerText: 'x'.repeat(61) },
		'"Header" has 61 characters',
	),
	form(
		'with 1025 characters in the body',
		{ bodyText: 'x'.repeat(1025), bodyExamples: {} },
		'"Body" has 1025 characters',
	),
	form(
		'with a URL button without a URL',
		{ buttons: { button: [{ type: 'URL', text: 'Go', url: '' }] } },
		'"Button "Go"" needs a URL',
	),
	form(
		'with a variable in a URL button and no sample',
		{ buttons: { button: [{ type: 'URL', text: 'Go', url: 'https://a.example/{{1}}' }] } },
		'has 1 variables, but 0 sample values',
	),
	form(
		'with a call button without a number',
		{ buttons: { button: [{ type: 'PHONE_NUMBER', text: 'Call', phoneNumber: '' }] } },
		'needs a phone number',
	),
	form(
		'with an unknown category',
		{ category: 'AUTHENTICATION' },
		'"Category" must be one of MARKETING, UTILITY',
	),
	form(
		'with JSON that is none',
		{ specifyComponents: 'json', componentsJson: '[{' },
		'"Components" is not valid JSON',
	),
	json(
		'with an image header',
		[{ type: 'HEADER', format: 'IMAGE' }, body],
		'"Header" must have the format TEXT',
	),
	json('without a BODY', [{ type: 'FOOTER', text: 'x' }], 'has no component of type BODY'),
	json('with two bodies', [body, body], 'two components of type BODY'),
	json('with an unknown component', [body, { type: 'CAROUSEL' }], 'a component of type CAROUSEL'),
	json('with an object for a list', { BODY: 'x' }, 'must be a list of components'),
	json(
		'with an unknown button',
		[body, { type: 'BUTTONS', buttons: [{ type: 'OTP', text: 'x' }] }],
		'known are QUICK_REPLY, URL and PHONE_NUMBER',
	),
	json(
		'with eleven buttons',
		[
			body,
			{
				type: 'BUTTONS',
				buttons: Array.from({ length: 11 }, () => ({ type: 'QUICK_REPLY', text: 'x' })),
			},
		],
		'has 11 buttons',
	),
];
