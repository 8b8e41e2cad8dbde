import { DateTime } from 'luxon';
import type { IExecuteContextData, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { adviceFor } from '../../../nodes/shared/errors/advice';
import { deliveryFailure } from '../../../nodes/shared/errors/delivery-failure';
import { RequestError } from '../../../nodes/shared/errors/request-error';
import { saysWindowIsClosed } from '../../../nodes/shared/text/closed-window';
import { runNode } from '../../support/harness';
import nock from '../../support/network';
import { type PlatformUnderTest, platforms } from '../../support/platforms';
import type { Row, RowRequest } from '../../support/row';

interface Seen {
	path: string;
	body: unknown;
}

const REFUSAL = { message: 'Re-engagement message: (#131047) more than 24 hours have passed' };

afterEach(() => {
	nock.cleanAll();
});

function rowOf({ rows: { rows } }: PlatformUnderTest, id: string): Row {
	return rows.find(
		({ operation, error, request, parameters }) =>
			operation === id && !error && !Array.isArray(request) && !parameters.options,
	)!;
}

/** Answers each request with the next of these; the last one stays. */
function answerWith(
	platform: PlatformUnderTest,
	...answers: Array<[status: number, body: object]>
) {
	const seen: Seen[] = [];
	const { origin, pathname } = new URL(platform.baseUrl);
	nock(origin)
		.persist()
		.post(/.*/)
		.reply((uri, body) => {
			seen.push({ path: uri.replace(pathname, ''), body });
			return answers[Math.min(seen.length, answers.length) - 1];
		});
	return seen;
}

describe.each(platforms.filter(({ id }) => id !== 'waba-portal'))(
	'$name: If the 24-Hour Window Is Closed',
	(platform) => {
		const text = rowOf(platform, 'message.sendText');
		const template = rowOf(platform, 'message.sendTemplate');
		const templateRequest = template.request as RowRequest;
		let accepted: [number, object];

		beforeAll(async () => {
			await platform.contract.init();
			const id = platform.contractId('message.sendTemplate');
			const { status, mock } = platform.contract.mockResponseForOperation(id);
			accepted = [status, mock as object];
		});

		async function send(
			parameters: INodeParameters = {},
			contextData?: IExecuteContextData,
			items?: INodeExecutionData[],
			timezone?: string,
		) {
			return await runNode({
				type: platform.action,
				credentials: [platform.credentialData()],
				parameters: {
					...text.parameters,
					...template.parameters,
					contact: {},
					resource: 'message',
					operation: 'sendText',
					text: 'Your order has shipped',
					closedWindow: 'sendTemplate',
					...parameters,
				},
				contextData,
				items,
				timezone,
			});
		}

		const asTemplate = { path: templateRequest.path, body: templateRequest.body };

		test('the template goes out in the place of the text, as Send Template sends it', async () => {
			const seen = answerWith(platform, [400, REFUSAL], accepted);
			const { outputs, error } = await send();
			expect(error).toBeUndefined();
			expect(seen).toHaveLength(2);
			expect(JSON.stringify(seen[0].body)).toContain('Your order has shipped');
			expect(seen[1]).toEqual(asTemplate);
			expect(outputs[0][0].json).toMatchObject({ sentAs: 'template' });
		});

		test('a text that is accepted is the only message', async () => {
			const seen = answerWith(platform, accepted);
			const { outputs } = await send();
			expect(seen).toHaveLength(1);
			expect(outputs[0][0].json).toMatchObject({ sentAs: 'text' });
		});

		test.each([
			['another refusal', [400, { message: 'The number is not on WhatsApp' }]],
			['a limit of the day', [403, { message: 'Daily limit reached. Try again in 24 hours.' }]],
			['a rate limit', [400, { message: 'Messaging rate limit for this window exceeded' }]],
			['a server that broke', [500, REFUSAL]],
			['a key that is wrong', [401, { message: 'Unauthorized' }]],
		] as Array<[string, [number, object]]>)('%s sends no template', async (_case, answer) => {
			const seen = answerWith(platform, answer);
			const { error } = await send();
			expect(error).toBeDefined();
			expect(seen.map(({ path }) => path)).not.toContain(`${templateRequest.path}?`);
			for (const { body } of seen) expect(JSON.stringify(body)).toContain('order has shipped');
		});

		test('fails by default', async () => {
			const seen = answerWith(platform, [400, REFUSAL], accepted);
			const { error } = await send({ closedWindow: 'fail' });
			expect(error?.message).toContain('24 hours');
			expect(seen).toHaveLength(1);
		});

		test('a message of the customer that is known to be old saves the text’s request', async () => {
			const old = new Date(Date.now() - 25 * 3_600_000).toISOString();
			const seen = answerWith(platform, accepted);
			await send({ lastMessageAt: old });
			expect(seen).toEqual([asTemplate]);
			nock.cleanAll();
			const recent = answerWith(platform, accepted);
			await send({ lastMessageAt: new Date(Date.now() - 23 * 3_600_000).toISOString() });
			expect(JSON.stringify(recent[0].body)).toContain('Your order has shipped');
		});

		test('a template that may have been delivered is followed by no text, however often it is tried', async () => {
			const seen = answerWith(platform, [400, REFUSAL], [500, { message: 'broken' }], accepted);
			const first = await send();
			const texts = () =>
				seen.filter(({ body }) => JSON.stringify(body).includes('order has shipped'));
			if (platform.id === 'cloove') {
				// It sends once under each key, and so is asked again at once.
				expect(first.outputs[0][0].json).toMatchObject({ sentAs: 'template' });
				expect([seen.length, texts().length]).toEqual([3, 1]);
				return;
			}
			expect(first.error).toBeDefined();
			expect([seen.length, texts().length]).toEqual([2, 1]);
			await send({}, first.contextData);
			expect(seen).toHaveLength(2);
		});

		test('a text that was accepted stays the one message when the window has closed by the next try', async () => {
			const items = [{ json: {} }, { json: {} }];
			const seen = answerWith(platform, accepted, [400, { message: 'No such number' }]);
			const first = await send({ lastMessageAt: '' }, undefined, items);
			expect(first.error).toBeDefined();
			const old = new Date(Date.now() - 25 * 3_600_000).toISOString();
			await send({ lastMessageAt: old }, first.contextData, items);
			// The second item was refused: it alone is sent again, and as a template.
			expect(seen.slice(2)).toEqual([asTemplate]);
		});

		test('no template follows the first part of a split text', async () => {
			const seen = answerWith(platform, accepted, [400, REFUSAL], accepted);
			const { error, contextData } = await send({
				text: `order has shipped ${'word '.repeat(1500)}`,
				options: { splitLongText: true },
			});
			expect(error).toBeDefined();
			expect(seen).toHaveLength(2);
			await send({ text: 'order', lastMessageAt: '2020-01-01T00:00:00Z' }, contextData);
			expect(seen).toHaveLength(2);
		});

		test.each(['yesterday', '2026-02-30T10:00:00Z', {}])(
			'a last message at %j is refused before the text leaves',
			async (lastMessageAt) => {
				const seen = answerWith(platform, accepted);
				const { error } = await send({ lastMessageAt });
				expect(error?.message).toContain('"Last Message of the Customer"');
				expect(seen).toEqual([]);
			},
		);

		test('a time without an offset is the workflow’s', async () => {
			const hours = (count: number) =>
				DateTime.now().setZone('Pacific/Kiritimati').minus({ hours: count });
			const lastMessageAt = hours(25).toFormat("yyyy-MM-dd'T'HH:mm:ss");
			const seen = answerWith(platform, accepted);
			await send({ lastMessageAt }, undefined, undefined, 'Pacific/Kiritimati');
			expect(seen).toEqual([asTemplate]);
		});

		test('a value of the template that must not be sent fails before the text leaves', async () => {
			const seen = answerWith(platform, accepted);
			const isList = platform.id === 'pabbly-chatflow' || platform.id === 'wbiz';
			const empty = '={{ "" }}';
			const templateName = isList ? { __rl: true, mode: 'name', value: empty } : empty;
			const { error } = await send({ templateName });
			expect(error?.message).toMatch(/"Template/);
			expect(seen).toEqual([]);
		});
	},
);

describe('What a platform says of a refusal', () => {
	const refused = (message: string, status = 400) =>
		saysWindowIsClosed(new RequestError('refused', message, { status }));

	test.each([
		'Outside 24-hour messaging window',
		'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
		'Re-engagement message',
		'The 24-hour window has expired',
		'24 hour window closed. Use a template.',
		'customer service window closed',
		'Cannot send free-form message outside the allowed window',
		'Customer care window is not open',
		'You can only send session messages within 24 hours of the last customer message',
		'Text messages can only be sent within 24 hours of the last user message.',
		'last inbound message older than 24 hours',
		'The 24h customer service window is closed',
		'+91 is outside the 24 hour customer-service window: send a template',
		'outside_window',
		'OUTSIDE_24_HOUR_WINDOW',
		'(#131047) Re-engagement message',
		'SESSION_WINDOW_CLOSED',
		'SERVICE_WINDOW_EXPIRED',
		'No active 24-hour session',
		'The conversation window has expired',
		'Last message from customer was more than 24 hours ago',
		'Message undeliverable: 24-hour customer service window',
		'error_data: Message failed to send because more than 24 hours have passed',
		'This contact has not messaged you within the last 24 hours',
		"You can't message: user hasn't replied in the last 24 hours",
		'No message from the customer in the last 24 hours',
		"Required if the customer hasn't messaged in the last 24 hours",
		'Free-form messages are only allowed inside the 24-hour window',
		'24 hour session expired',
	])('%j: the window is closed', (message) => {
		expect(refused(message)).toBe(true);
	});

	test.each([
		'The number is not on WhatsApp',
		'Daily limit reached. Try again in 24 hours.',
		'Messaging rate limit for this window exceeded',
		'Rate limit of 1000 messages per 24-hour window reached',
		'You exceeded your messaging limit (250 customers per rolling 24 hour window)',
		'Messaging limit: too many conversations in the 24-hour messaging window',
		'This template can be edited only once in a 24 hour window',
		'Media expired: uploaded more than 24 hours before',
		'Rate limit window has not passed',
		'Sending outside business hours is not allowed',
		'Account suspended for 24 hours',
		'No more than 5 messages to a user in the last 24 hours',
		'The user was not messaged: 3 templates in 24 hours',
		'Your session has expired',
		'Number is outside the allowed countries',
		'Spam rate limit hit: (#131048)',
		'Pair rate limit',
		'Invalid schedule: more than 24 hours ahead',
		'The limit for this 24-hour messaging window is used up',
	])('%j: another reason', (message) => {
		expect(refused(message)).toBe(false);
		const error = new RequestError('refused', message, { status: 400 });
		expect(adviceFor(error, false)).not.toContain('approved template instead');
		expect(deliveryFailure('failed', [{ message }])?.advice ?? '').not.toContain(
			'24 hours have passed',
		);
	});

	test('a text of many words is looked through in no time', () => {
		for (const word of [
			'24 hours ',
			'outside ',
			'limit 24-hour window ',
			'last message ',
			'user not ',
		]) {
			expect(refused(word.repeat(50_000), 400)).toBe(false);
		}
	});
});

test('A template’s values are sent in one line, as WhatsApp wants them', async () => {
	const badala = platforms.find(({ id }) => id === 'badala')!;
	const seen = answerWith(badala, [200, { id: 'm1' }]);
	await runNode({
		type: badala.action,
		credentials: [badala.credentialData()],
		parameters: {
			...rowOf(badala, 'message.sendText').parameters,
			...rowOf(badala, 'message.sendTemplate').parameters,
			resource: 'message',
			operation: 'sendText',
			text: 'x',
			closedWindow: 'sendTemplate',
			lastMessageAt: '2020-01-01T00:00:00Z',
			specifyVariables: 'list',
			variableList: { variable: [{ text: 'one\r\n\ttwo      three' }] },
		},
	});
	expect(seen[0].body).toMatchObject({ variables: ['one two three'] });
});
