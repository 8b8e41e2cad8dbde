import type { INodeParameters } from 'n8n-workflow';

import type { Row } from './row';

interface PlatformQuestion {
	/** The form's fields that say who is asked. */
	to: INodeParameters;
	path: string;
	/** The body of a text of these words. */
	body(text: string): object;
}

const ADDRESS = String.raw`https?:\/\/\S+\/webhook-waiting\/1\/\S+\?approved=(true|false)&n=[\w-]{8}&signature=[0-9a-f]{64}`;
const message = 'Shall we ship it?';
const both = { approvalType: 'double', approveLabel: 'Yes, ship', disapproveLabel: 'No' };

/** The button's id when WBIZ or Pabbly Chatflow asks in the chat. */
export const token = (approved: boolean): string =>
	expect.stringMatching(
		new RegExp(`^n8n:${approved ? 1 : 0}:1:[\\w-]{1,64}:[\\w-]{8}:[0-9a-f]{64}$`),
	);

export const approval: INodeParameters = { message, approvalOptions: { values: both } };

/** *Send and Wait for Response* with a link for each answer, as every platform can ask. */
export function questionRows({ to, path, body }: PlatformQuestion): Row[] {
	const asks = (name: string, parameters: INodeParameters, ...labels: string[]): Row => {
		const links = labels.map((label) => String.raw`\n\n${label}: ${ADDRESS}`).join('');
		return {
			operation: 'message.sendAndWait',
			name,
			parameters: { ...to, message, ...parameters },
			status: 'waiting',
			request: {
				method: 'POST',
				path,
				body: body(expect.stringMatching(new RegExp(`^Shall we ship it\\?${links}$`))),
			},
		};
	};
	const long = { ...both, approveLabel: 'Yes, please ship it to me today' };
	return [
		asks(
			'gives each answer a link',
			{ approvalOptions: { values: long } },
			long.approveLabel,
			'No',
		),
		asks('asks for a text on a page', { responseType: 'freeText' }, 'Respond'),
		...refusedRows(to),
	];
}

/** Limits at which nobody can have answered. */
const OVER: INodeParameters[] = [
	{ limitType: 'afterTimeInterval', resumeAmount: 0, resumeUnit: 'minutes' },
	{ limitType: 'afterTimeInterval', resumeAmount: -3, resumeUnit: 'days' },
	{ limitType: 'atSpecifiedTime', maxDateAndTime: '2020-01-01T00:00:00Z' },
];

function refusedRows(to: INodeParameters): Row[] {
	const refuses = (name: string, parameters: INodeParameters, error: string): Row => ({
		operation: 'message.sendAndWait',
		name,
		parameters: { ...to, message, ...parameters },
		request: [],
		error,
	});
	return [
		refuses('without a question', { message: ' ' }, 'Message'),
		refuses(
			'with a question that is longer than a message',
			{ message: 'Long? '.repeat(700) },
			'a message may have at most 4096',
		),
		refuses(
			'with a limit that is no time',
			{
				options: {
					limitWaitTime: { values: { limitType: 'atSpecifiedTime', maxDateAndTime: 'soon' } },
				},
			},
			'"Limit Wait Time" holds no time',
		),
		...OVER.map((values, index) =>
			refuses(
				`with a limit that is over: ${index}`,
				{ options: { limitWaitTime: { values } } },
				'"Limit Wait Time" is over before the question is asked',
			),
		),
		{
			...refuses('for two items at once', {}, 'asks one question at a time, but got 2 items'),
			items: [{ json: {} }, { json: {} }],
		},
	];
}
