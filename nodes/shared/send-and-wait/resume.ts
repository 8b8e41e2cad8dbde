import {
	NodeOperationError,
	type IHttpRequestOptions,
	type INode,
	type IPollFunctions,
	type Logger,
} from 'n8n-workflow';

import { wait } from '../http/wait';
import { isResumeToken, resumeAddress } from './resume-token';

/** n8n answers 409 as long as the execution that asked has not begun to wait. */
const TRIES = 30;
const PAUSE_MILLISECONDS = 1000;
const TIMEOUT_MILLISECONDS = 10_000;

/** So often within a poll, whose other events wait meanwhile. */
const TRIES_IN_POLL = 5;
const LONGEST_IN_POLL = 15_000;

/** A tap on a button, as the common event has it. */
interface Tap {
	button: { id: string | null } | null;
	phone: string | null;
}

/** What n8n gives to a trigger's `execute()`, and to its `poll()`. */
interface Functions {
	logger: Logger;
	helpers: { httpRequest(options: IHttpRequestOptions): Promise<unknown> };
	getNode(): INode;
	evaluateExpression(expression: string, itemIndex: number): unknown;
	getExecutionCancelSignal?(): AbortSignal | undefined;
}

/**
 * Resumes the execution that waits for a tapped button. A tap of somebody else than the person who was asked, a second
 * one, or one that comes too late changes nothing.
 *
 * @returns whether the button was one of *Send and Wait for Response*: it starts no workflow then
 * @throws NodeOperationError when n8n does not answer: the execution can be retried from the list
 */
export async function resumeByTap(
	functions: Functions,
	{ button, phone }: Tap,
	tries = TRIES,
): Promise<boolean> {
	// Before n8n works out an expression: nearly all events have no such button.
	if (!isResumeToken(button?.id)) return false;
	const url = resumeAddress(button?.id, waitingUrl(functions), phone);
	if (url === undefined) return false;
	const signal = functions.getExecutionCancelSignal?.();
	for (let attempt = 1; attempt <= tries && !signal?.aborted; attempt += 1) {
		const status = await post(functions, url);
		if (status >= 500) throw unreachable(functions, `it answered ${status}`);
		if (status !== 409) {
			if (status >= 400) functions.logger.info('A tap answers no open question of its sender');
			return true;
		}
		await wait(PAUSE_MILLISECONDS, signal);
	}
	functions.logger.info('A tap asks for an execution that does not wait');
	return true;
}

/**
 * The events of a poll without the taps that answer a question. A poll cannot be retried as an execution can: a tap whose
 * execution cannot be reached, or for which there is no time, stays among the events.
 */
export async function withoutAnswers<Event extends Tap>(
	functions: IPollFunctions,
	events: Event[],
): Promise<Event[]> {
	// n8n gives it to every node; its types name it for some only.
	const polling = functions as unknown as Functions;
	const others: Event[] = [];
	const end = Date.now() + LONGEST_IN_POLL;
	// In their order: the first answer of a person is the one that counts.
	for (const event of events) {
		const isAnswer = isResumeToken(event.button?.id) && Date.now() < end;
		if (!isAnswer || !(await isResumed(polling, event))) others.push(event);
	}
	return others;
}

async function isResumed(functions: Functions, tap: Tap): Promise<boolean> {
	try {
		return await resumeByTap(functions, tap, TRIES_IN_POLL);
	} catch (error) {
		functions.logger.warn((error as Error).message, { node: functions.getNode().name });
		return false;
	}
}

async function post(functions: Functions, url: string): Promise<number> {
	let reason: string;
	try {
		const answer = (await functions.helpers.httpRequest({
			method: 'POST',
			url,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MILLISECONDS,
			abortSignal: functions.getExecutionCancelSignal?.(),
		})) as { statusCode: number };
		return answer.statusCode;
	} catch (error) {
		reason = (error as Error).message;
	}
	throw unreachable(functions, reason);
}

function unreachable(functions: Functions, reason: string): NodeOperationError {
	return new NodeOperationError(
		functions.getNode(),
		`The execution that waits for this answer could not be resumed: ${reason}`,
		{
			description:
				'This n8n must reach its own webhook address. Then retry this execution: it keeps the answer.',
		},
	);
}

/** Where this n8n's waiting executions are resumed: the address of an execution, without its id and token. */
function waitingUrl(functions: Functions): string {
	const own = String(functions.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	const [path] = own.split('?');
	return path.slice(0, path.lastIndexOf('/'));
}
