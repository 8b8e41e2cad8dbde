import type { IDataObject } from 'n8n-workflow';

import { textUpTo } from '../fields/common';
import { checkField } from '../form/check';
import {
	InvalidValue,
	type ApiRequest,
	type Field,
	type Operation,
	type OperationCall,
	type Read,
} from '../operation';
import { isObject, valueAt } from '../value';
import { markdownToWhatsApp } from './markdown';
import { splitText } from './split';

/** WhatsApp's limit for one text message, in UTF-16 code units. */
const LONGEST_TEXT = 4096;
const IDEMPOTENCY_KEY = 'Idempotency-Key';

const windowNotice: Field = {
	displayName:
		"WhatsApp takes a text only within 24 hours of the customer's last message. Later, or to begin a conversation, send a template.",
	name: 'windowNotice',
	type: 'notice',
	default: '',
};

const textOptions: Field[] = [
	{
		displayName: 'Convert Markdown',
		name: 'convertMarkdown',
		type: 'boolean',
		default: false,
		description:
			"Whether to turn Markdown, as AI models write it, into WhatsApp's format: **bold** becomes *bold*, headings become bold lines, tables become lists",
	},
	{
		displayName: 'Split Long Text',
		name: 'splitLongText',
		type: 'boolean',
		default: false,
		description: `Whether to send a text of more than ${LONGEST_TEXT} characters as several messages, one after another, cut between paragraphs, sentences or words`,
	},
];

/**
 * A platform's Send Text with the options *Convert Markdown* and *Split Long Text*. The parts of a split text go out in
 * order, each a step of its own in the ledger: another try sends only those that were not accepted. A part that fails, or
 * may have been delivered, ends the item; the parts behind it are not sent.
 *
 * @param operation as the vendor documents it, with a field `text` in the body
 */
export function withTextOptions(operation: Operation): Operation {
	const { as = 'text' } = operation.fields.find(({ name }) => name === 'text') ?? {};
	return {
		...operation,
		fields: operation.fields.flatMap((field) => {
			if (field.name === 'text') return [{ ...field, encode: textIn }, windowNotice];
			const options = (field.options ?? []) as Field[];
			return field.name === 'options' ? { ...field, options: [...options, ...textOptions] } : field;
		}),
		run: async (call) => await sendParts(call, as),
	};
}

/** @throws InvalidValue for a text that is empty, or too long for what the options say */
function textIn(value: unknown, read: Read): string | undefined {
	const options = read('options');
	const chosen = isObject(options) ? options : {};
	const [convertMarkdown, splitLongText] = textOptions.map((field) =>
		checkField(field, chosen[field.name]),
	);
	const text =
		convertMarkdown === true && typeof value === 'string' ? markdownToWhatsApp(value) : value;
	if (text === '' && value !== '') throw new InvalidValue('holds no text beside its Markdown');
	return textUpTo(splitLongText === true ? Infinity : LONGEST_TEXT)(text);
}

async function sendParts(
	{ request, values, send, messageId }: OperationCall,
	path: string,
): Promise<unknown> {
	const text = String(valueAt(request.body, path) ?? '');
	const parts = values.splitLongText === true ? splitText(text, LONGEST_TEXT) : [text];
	if (parts.length === 1) return await send(request);
	const answers: unknown[] = [];
	for (const [index, part] of parts.entries()) {
		answers.push(await send(requestOfPart(request, path, part, index)));
	}
	const last = answers.at(-1);
	const sent = answers.map((answer, index) => ({
		text: parts[index],
		messageId: messageId(answer) ?? null,
	}));
	return { ...(isObject(last) ? last : {}), parts: sent };
}

/** A key of the user's own stands for one message: the parts behind the first get one that is made from it. */
function requestOfPart(request: ApiRequest, path: string, part: string, index: number): ApiRequest {
	const key = request.headers[IDEMPOTENCY_KEY];
	const headers =
		key === undefined || index === 0
			? request.headers
			: { ...request.headers, [IDEMPOTENCY_KEY]: `${String(key)}-${index + 1}` };
	const body = { ...(request.body as IDataObject), [path]: part };
	return { ...request, headers, body };
}
