import type { IDataObject } from 'n8n-workflow';

import { CLOSED_WINDOW } from '../errors/closed-window';
import { RequestError } from '../errors/request-error';
import { momentOf } from '../fields/date-time';
import { TIME_ZONE, type Field, type Operation, type OperationCall } from '../operation';
import { isObject } from '../value';

/** How long a business may write freely after the customer's last message. */
const WINDOW_MILLISECONDS = 24 * 3_600_000;
/** Characters of an answer in which the reason is looked for. */
const LONGEST_REASON = 5_000;

/** Options of a send that are about its own request, and not about another one for the same item. */
const OF_ONE_REQUEST = ['additionalBody', 'idempotencyKey', 'convertMarkdown', 'splitLongText'];

const closedWindow: Field = {
	displayName: 'If the 24-Hour Window Is Closed',
	name: 'closedWindow',
	type: 'options',
	options: [
		{ name: 'Fail', value: 'fail' },
		{ name: 'Send a Template Instead', value: 'sendTemplate' },
	],
	default: 'fail',
	description:
		"What to do when the platform refuses the text because the customer's last message is more than 24 hours old. Any other refusal fails.",
};

const lastMessageAt: Field = {
	displayName: 'Last Message of the Customer',
	name: 'lastMessageAt',
	type: 'dateTime',
	default: '',
	placeholder: 'e.g. {{ $json.occurredAt }}',
	description:
		'When the customer wrote last, if you know it. With a time of more than 24 hours ago the template is sent at once, and the text is not tried.',
	displayOptions: { show: { closedWindow: ['sendTemplate'] } },
	encode: (value, read) =>
		value ? momentOf(value, String(read(TIME_ZONE))).toMillis() : undefined,
};

/**
 * A platform's Send Text that can send a template in its place when the 24-hour window is closed. The template has the
 * form of Send Template, and is sent once: after it was accepted, or may have been, no later try sends the text.
 * The output says in `sentAs` which one was sent: `text` or `template`.
 */
export function withTemplateFallback(sendText: Operation, sendTemplate: Operation): Operation {
	const template = forTheSameItem(sendTemplate);
	const own = sendText.fields.map(({ name }) => name);
	const more = sendTemplate.fields.filter(({ name }) => !own.includes(name));
	const options = sendText.fields.filter(({ name }) => name === 'options');
	return {
		...sendText,
		fields: [
			...sendText.fields.filter((field) => !options.includes(field)),
			closedWindow,
			lastMessageAt,
			...more.map(onlyForTemplate),
			...options.map((field) => withOptionsOf(field, sendTemplate)),
		],
		run: async (call) => await sendEither(call, sendText, template),
	};
}

async function sendEither(
	call: OperationCall,
	{ run }: Operation,
	template: Operation,
): Promise<unknown> {
	const { request, values } = call;
	const sendText = async () =>
		typeof run === 'function' ? await run(call) : await call.send(request);
	if (values.closedWindow !== 'sendTemplate') return await sendText();
	const other = call.prepare(template);
	const sendTemplate = async () => as('template', await other.perform());
	// A text that an earlier try sent, or may have, stays the one message, however old the window is by now.
	const isClosed =
		!call.hasBegun() && Date.now() - Number(values.lastMessageAt) >= WINDOW_MILLISECONDS;
	if (other.begun || isClosed) return await sendTemplate();
	const refused = Symbol('refused');
	const answer = await sendText().catch((error: unknown) => {
		// After the first part of a split text a template would come on top of it.
		if (!call.hasBegun() && saysWindowIsClosed(error)) return refused;
		throw error;
	});
	return answer === refused ? await sendTemplate() : as('text', answer);
}

function as(sentAs: 'text' | 'template', answer: unknown): IDataObject {
	return { ...(isObject(answer) ? (answer as IDataObject) : {}), sentAs };
}

/** Whether the platform refused the message for this reason, and surely sent nothing. */
export function saysWindowIsClosed(error: unknown): boolean {
	if (!(error instanceof RequestError) || error.kind !== 'refused' || error.status === 429) {
		return false;
	}
	const body = JSON.stringify(error.body ?? '').slice(0, LONGEST_REASON);
	return CLOSED_WINDOW.test(`${error.message.slice(0, LONGEST_REASON)}\n${body}`);
}

/** Send Template, made from the form of Send Text: without what belongs to the text, and its values in one line. */
function forTheSameItem(sendTemplate: Operation): Operation {
	const { run } = sendTemplate;
	return {
		...sendTemplate,
		fields: sendTemplate.fields.map((field) => {
			if (field.type === 'hidden') return { ...field, encode: () => field.default };
			if (field.name !== 'options') return field;
			return { ...field, options: (field.options as Field[]).filter(isNotOfOneRequest) };
		}),
		run: async (given) => {
			const { request, values } = given;
			const call = { ...given, request: inOneLine(request), values: inOneLine(values) };
			return typeof run === 'function' ? await run(call) : await call.send(call.request);
		},
	};
}

/** WhatsApp refuses a template's values with line breaks, tabs, or more than four blanks in a row. */
function inOneLine<T>(value: T): T {
	const flatten = (_key: string, entry: unknown): unknown =>
		typeof entry === 'string' ? entry.replace(/[\r\n\t]+/g, ' ').replace(/ {2,}/g, ' ') : entry;
	return JSON.parse(JSON.stringify(value, flatten)) as T;
}

/** In the form of Send Text: shown for the template only, and no part of the text's request. */
function onlyForTemplate(field: Field): Field {
	const { show = {}, hide } = field.displayOptions ?? {};
	const displayOptions = {
		show: { closedWindow: ['sendTemplate'], ...show },
		...(hide && { hide }),
	};
	return { ...field, in: undefined, encode: undefined, recipient: undefined, displayOptions };
}

function withOptionsOf(field: Field, { fields }: Operation): Field {
	const own = (field.options ?? []) as Field[];
	const others = fields.find(({ name }) => name === 'options')?.options as Field[] | undefined;
	const more = (others ?? []).filter(
		(option) => isNotOfOneRequest(option) && !own.some(({ name }) => name === option.name),
	);
	const formOnly = more.map((option) => ({ ...option, in: undefined, encode: undefined }));
	return { ...field, options: [...own, ...formOnly] };
}

function isNotOfOneRequest({ name }: Field): boolean {
	return !OF_ONE_REQUEST.includes(name);
}
