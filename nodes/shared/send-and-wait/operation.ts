import { SEND_AND_WAIT_OPERATION, type IDataObject } from 'n8n-workflow';

import { options } from '../fields/common';
import { InvalidValue, type ApiRequest, type Field, type Operation } from '../operation';
import type { Question } from '../question';
import { withText } from '../safeguards/customer-text';
import { limitWaitTime, questionFields } from './fields';

/** WhatsApp's limit for one text message, in UTF-16 code units. */
const LONGEST_TEXT = 4096;

/** How a platform asks with buttons in the chat. */
interface ChatButtons {
	/** Digits of the person whom the request addresses. */
	to(body: IDataObject): string;
	/** The request with buttons; `undefined` when WhatsApp's limits do not let the question have them. */
	ask(question: Question, request: ApiRequest): ApiRequest | undefined;
}

/**
 * *Send and Wait for Response*, from the platform's Send Text: the question with a link for each answer, or with buttons
 * in the chat where the platform has them. n8n makes its human approval of an agent's tools from this operation.
 *
 * @param sendText with a field `text` in the body
 */
export function sendAndWait(sendText: Operation, buttons?: ChatButtons): Operation {
	const { as = 'text' } = sendText.fields.find(({ name }) => name === 'text') ?? {};
	const own = sendText.fields.find(({ name }) => name === 'options');
	const [to, rest] = [before, behind].map((part) => part(sendText.fields));
	return {
		...sendText,
		name: 'Send and Wait for Response',
		value: SEND_AND_WAIT_OPERATION,
		action: 'Send a message and wait for response',
		description: buttons
			? 'Ask a question, and go on with the workflow when the person taps an answer'
			: 'Ask a question, and go on with the workflow when the person opens the link of an answer',
		fields: [
			...to,
			...questionFields,
			...rest,
			options(...((own?.options ?? []) as Field[]), limitWaitTime),
		],
		run: async ({ request, send, question }) => {
			const body = (request.body ?? {}) as IDataObject;
			const asked = question(buttons?.to(body));
			const withButtons = asked.choices.every(({ token }) => token !== undefined)
				? buttons?.ask(asked, request)
				: undefined;
			if (withButtons) {
				const labels = asked.choices.map(({ label }) => `[${label}]`);
				return withText(await send(withButtons), [asked.message, ...labels].join('\n'));
			}
			const text = inOneMessage(asked.text);
			return withText(await send({ ...request, body: { ...body, [as]: text } }), text);
		},
	};
}

/** The fields before the text, and those behind it but the options. */
const before = (fields: Field[]): Field[] => fields.slice(0, textAt(fields));
const behind = (fields: Field[]): Field[] =>
	fields.slice(textAt(fields) + 1).filter(({ name }) => name !== 'options');
const textAt = (fields: Field[]): number => fields.findIndex(({ name }) => name === 'text');

/** @throws InvalidValue: a question is one message, and its links stand at the end */
function inOneMessage(text: string): string {
	if (text.length <= LONGEST_TEXT) return text;
	throw new InvalidValue(
		`has ${text.length} characters with the links of its answers; a message may have at most ${LONGEST_TEXT}`,
		'Message',
	);
}
