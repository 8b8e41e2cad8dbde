import type { INodeParameters } from 'n8n-workflow';

import type { Row } from '../../../support/row';
import { list, nothing, org, refused, sent } from './values';

const path = `/orgs/${org}/channels/ch_1/templates/send`;
const yousef = {
	channelId: 'ch_1',
	to: '+96567666156',
	templateName: 'appointment_reminder',
	templateLanguage: 'en',
};
const onWire = {
	to: '+96567666156',
	templateName: 'appointment_reminder',
	templateLanguage: 'en',
};

const send = (name: string, parameters: INodeParameters, body: object): Row => ({
	operation: 'message.sendTemplate',
	name,
	parameters: { ...yousef, ...parameters },
	request: { method: 'POST', path, body: { ...onWire, ...body } },
	answer: { status: 201, body: sent },
	output: [{ ...sent, messageId: 'msg_1' }],
});

const refusedTemplate = (name: string, parameters: INodeParameters, error: string): Row =>
	refused('message.sendTemplate', name, { ...yousef, ...parameters }, error);

export const sendTemplateRows: Row[] = [
	send(
		'makes the sample "Send a template"',
		{ variableList: list('Yousef', 'May 9 at 4pm') },
		{ variables: ['Yousef', 'May 9 at 4pm'] },
	),
	send('sends an empty list for a template without variables', {}, { variables: [] }),
	send(
		'takes the values as JSON',
		{ specifyVariables: 'json', variablesJson: '["Yousef", 4]' },
		{ variables: ['Yousef', '4'] },
	),
	send(
		'takes the values as a list from an expression',
		{ specifyVariables: 'json', variablesJson: '={{ ["Yousef", "May 9"] }}' },
		{ variables: ['Yousef', 'May 9'] },
	),
	send('takes no JSON for no variables', { specifyVariables: 'json' }, { variables: [] }),
	...['965 6766-6156', '0096567666156', '={{ 96567666156 }}'].map((to) =>
		send(`writes the number ${to} with its plus`, { to }, { variables: [] }),
	),
	send(
		'puts the default country code before a national number',
		{ to: '067666156', options: { defaultCountryCode: '965' } },
		{ variables: [] },
	),
	refusedTemplate(
		'with a value missing between others',
		{ variableList: list('Yousef', '', 'x') },
		'"Variable Values" has nothing at position 2',
	),
	refusedTemplate(
		'with an empty value in the JSON',
		{ specifyVariables: 'json', variablesJson: '["Yousef", ""]' },
		'"Variables" has nothing at position 2',
	),
	refusedTemplate(
		'with an object in the JSON',
		{ specifyVariables: 'json', variablesJson: '[{"name": "Yousef"}]' },
		'"Variables" has a value at position 1 that must be text, but is an object',
	),
	refusedTemplate(
		'with JSON that is no list',
		{ specifyVariables: 'json', variablesJson: '{"1": "Yousef"}' },
		'"Variables" must be a JSON list',
	),
	refusedTemplate(
		'with broken JSON',
		{ specifyVariables: 'json', variablesJson: '["Yousef"' },
		'"Variables" is not valid JSON',
	),
	refusedTemplate('without a channel', { channelId: nothing }, '"Channel ID" is empty'),
	refusedTemplate('without a template', { templateName: nothing }, '"Template Name" is empty'),
	refusedTemplate('without a language', { templateLanguage: nothing }, '"Language" is empty'),
	refusedTemplate('with letters in the number', { to: 'Yousef' }, '"To"'),
	refusedTemplate('with a number too short', { to: '+965676' }, '"To"'),
];
