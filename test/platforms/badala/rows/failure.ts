import type { Row, RowAnswer } from '../../../support/row';
import { byId, org } from './values';

const text = {
	operation: 'message.sendText',
	parameters: { conversationId: byId('cv_1'), text: 'Hi' },
	request: {
		method: 'POST' as const,
		path: `/orgs/${org}/conversations/cv_1/messages`,
		body: { type: 'TEXT', body: 'Hi' },
	},
};

const failed = (name: string, answer: RowAnswer, error: string | RegExp): Row => ({
	...text,
	name,
	answer,
	error,
});

/** Words of an error in the places where they may be. */
const wordRows: Row[] = [
	[{ message: 'Validation failed' }, 'Validation failed'],
	[{ message: ['to is required', 'to is no number'] }, 'to is required; to is no number'],
	[
		{ message: 'Validation failed', details: [{ field: 'to', message: 'is required' }] },
		'Validation failed (to: is required)',
	],
	[
		{
			message: 'Validation failed',
			details: [{ path: 'to', message: 'to is required' }, 'and so on'],
		},
		'Validation failed (to is required; and so on)',
	],
	[{ message: 'to is required', details: ['to is required'] }, 'to is required'],
	[{ details: [{ message: 'to is required' }, { code: 7 }] }, 'to is required'],
	[{ error: 'Bad Request' }, 'Bad Request'],
	[{ error: { message: 'Bad Request' } }, 'Bad Request'],
	[{ code: 7 }, 'HTTP 400'],
	['<html></html>', 'HTTP 400'],
].map(([body, words]) =>
	failed(
		`tells ${JSON.stringify(body)} as it is`,
		{ status: 400, body },
		new RegExp(`^Badala refused the request: ${String(words).replace(/[()]/g, '\\$&')}( |$)`),
	),
);

const window = 'Meta: (#131047) Re-engagement message: more than 24 hours have passed';

export const failureRows: Row[] = [
	...wordRows,
	failed(
		'does not repeat a message after a failure at Meta, and tells that it may have left',
		{ status: 502, body: { message: 'Meta: (#131000) Something went wrong' } },
		/^Badala did not confirm the request: Meta: \(#131000\).*may have been delivered/s,
	),
	failed(
		'knows a refusal of Meta by its code',
		{ status: 502, body: { message: window } },
		/^Badala refused the request: Meta: \(#131047\).*approved template/s,
	),
	failed(
		'fails where the user is no member',
		{ status: 403, body: { message: 'Not a member of this organization' } },
		/^Badala refused the request: Not a member of this organization .*its Organization ID/,
	),
	failed(
		'does not know what became of a message after a 200 that says success false, as the vendor documents no such form',
		{ status: 200, body: { success: false } },
		/^Badala did not confirm the request: the answer \(HTTP 200\) says "success": false/,
	),
	failed('takes a web page for no success', { status: 200, body: '<html></html>' }, /is not JSON/),
	{
		...text,
		name: 'sends again where it was told to wait',
		request: [text.request, text.request],
		answer: [
			{ status: 429, headers: { 'retry-after': '0' }, body: { message: 'Slow down' } },
			{ status: 201, body: { messageId: 'm' } },
		],
		output: [{ messageId: 'm' }],
	},
	{
		operation: 'conversation.setStatus',
		name: 'is repeated after an unclear outcome, as twice is as once',
		parameters: { conversationId: byId('cv_1'), status: 'open' },
		request: [1, 2].map(() => ({
			method: 'PATCH' as const,
			path: `/orgs/${org}/conversations/cv_1/status`,
			body: { status: 'OPEN' },
		})),
		answer: [{ status: 503 }, { body: { id: 'cv_1', status: 'OPEN' } }],
		output: [{ id: 'cv_1', status: 'OPEN' }],
	},
];
