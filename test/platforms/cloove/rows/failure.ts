import type { Row, RowAnswer } from '../../../support/row';
import { ada, byId, number, adasPhone, sendText, sent, templatePath, textRequest } from './values';

const operation = 'message.sendText';

const answered = (name: string, answer: RowAnswer, error: string | RegExp): Row => ({
	operation,
	name,
	parameters: sendText,
	request: textRequest,
	answer,
	error,
});

const error = (status: number, code: string, message?: string, details?: unknown): RowAnswer => ({
	status,
	body: { error: code, message, details },
});

const wordRows: Row[] = [
	answered(
		'gives the platform’s words',
		error(404, 'not_found', 'Conversation not found'),
		'Cloove refused the request: Conversation not found',
	),
	answered(
		'gives the code where there are no words',
		error(404, 'not_found'),
		'refused the request: not_found',
	),
	answered(
		'names the fields of a refused request',
		error(422, 'validation_failed', 'Invalid', [
			{ field: 'text', message: 'is too long' },
			{ field: 'phone' },
			{ message: 'and more' },
		]),
		'refused the request: Invalid (text: is too long; phone; and more)',
	),
	answered(
		'does not repeat what the words say already',
		error(422, 'validation_failed', 'text is too long', [
			{ field: 'text', message: 'is too long' },
		]),
		/refused the request: text is too long (?!\()/,
	),
	answered(
		'keeps the scope that the platform names',
		error(403, 'missing_scope', 'The key lacks messaging:messages:send'),
		/lacks messaging:messages:send; the API key lacks this scope Add the named scope/,
	),
	answered(
		'adds nothing where the platform says it all',
		error(403, 'missing_scope', 'The scope messaging:messages:send is missing'),
		/refused the request: The scope messaging:messages:send is missing Add the named scope/,
	),
	answered(
		'says that the key has expired',
		error(401, 'expired_api_key', 'Key expired'),
		'Key expired; the API key has expired',
	),
	answered(
		'says that the allowlist is at fault',
		error(403, 'ip_not_allowed', 'Not allowed'),
		'Not allowed; the IP allowlist of the API key does not hold',
	),
	answered(
		'says that the origin is at fault',
		error(403, 'origin_not_allowed', 'Not allowed'),
		'takes only requests from certain web pages',
	),
	answered(
		'says that it is too late for a text, whatever the words',
		error(422, 'outside_service_window', 'Cannot send'),
		/24-hour window.*Send an approved template/,
	),
	answered(
		'says what another use of a key means',
		error(409, 'idempotency_key_reused', 'Used before'),
		/refused the request: Used before; what was sent under it before stands, and this was not sent/,
	),
	...['<!DOCTYPE html><title>Access denied</title>', 'error code: 1010'].map((body) =>
		answered(
			`names the firewall that answers ${body.slice(0, 10)}`,
			{ status: 403, body, headers: { 'Content-Type': 'text/html' } },
			'the firewall in front of Cloove refused the request',
		),
	),
];

const scopeRows: Row[] = [
	[operation, sendText, textRequest, 'messaging:messages:send'] as const,
	[
		'message.sendTemplate',
		{ businessWhatsappNumberId: number, to: adasPhone, templateName: 'welcome' },
		{
			method: 'POST',
			path: templatePath,
			body: { business_whatsapp_number_id: number, phone: adasPhone, template_key: 'welcome' },
		},
		'messaging:messages:send',
	] as const,
	[
		'conversation.getMany',
		{ returnAll: true },
		{ method: 'GET', path: '/v1/messaging/conversations' },
		'messaging:conversations:read',
	] as const,
	[
		'conversation.get',
		{ conversationId: byId(ada) },
		{ method: 'GET', path: `/v1/messaging/conversations/${ada}` },
		'messaging:messages:read',
	] as const,
].map(([id, parameters, request, scope]): Row => ({
	operation: id,
	name: `names the scope ${scope} when the platform does not`,
	parameters,
	request,
	answer: error(403, 'missing_scope', 'Forbidden'),
	error: `Forbidden; the call needs the scope ${scope}`,
}));

const keyed = { ...textRequest, headers: { 'idempotency-key': 'k1' } };

const goodStatusRows: Row[] = [
	answered(
		'fails when a good answer holds the documented error',
		{ status: 200, body: { error: 'number_suspended', message: 'Number suspended' } },
		'refused the request: Number suspended',
	),
	{
		operation,
		name: 'asks again, under the same key, when a good answer says success false in a form that is not documented',
		parameters: { ...sendText, options: { idempotencyKey: 'k1' } },
		request: [keyed, keyed],
		answer: [
			{ status: 200, body: { success: false, message: 'Number suspended' } },
			{ status: 201, body: sent },
		],
		output: [{ ...sent, messageId: sent.data.id }],
	},
	{
		operation,
		name: 'asks again, under the same key, when a bad answer holds a message all the same',
		parameters: { ...sendText, options: { idempotencyKey: 'k1' } },
		request: [keyed, keyed],
		answer: [
			{ status: 201, body: { ...sent, success: false, message: 'Timed out' } },
			{ status: 201, body: sent, headers: { 'Idempotency-Replayed': 'true' } },
		],
		output: [{ ...sent, messageId: sent.data.id, idempotencyReplayed: true }],
	},
	{
		operation,
		name: 'takes the live answer, which says success: true',
		parameters: sendText,
		request: textRequest,
		answer: { status: 201, body: { success: true, ...sent } },
		output: [{ success: true, ...sent, messageId: sent.data.id }],
	},
	{
		...answered(
			'fails when one key gives the answer of another conversation',
			{
				status: 201,
				body: { ...sent, data: { ...sent.data, conversationId: 'cv9' } },
				headers: { 'Idempotency-Replayed': 'true' },
			},
			/refused the request: the same Idempotency-Key was used for another conversation/,
		),
		parameters: { ...sendText, options: { idempotencyKey: 'one for all' } },
	},
];

export const failureRows: Row[] = [...wordRows, ...scopeRows, ...goodStatusRows];
