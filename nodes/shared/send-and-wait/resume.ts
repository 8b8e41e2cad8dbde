import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { wait } from '../http/wait';
import { isResumeToken, resumeAddress } from './resume-token';

/** n8n answers 409 as long as the execution that asked has not begun to wait. */
const TRIES = 30;
const PAUSE_MILLISECONDS = 1000;
const TIMEOUT_MILLISECONDS = 10_000;

/** A tap on a button, as the common event has it. */
interface Tap {
	button: { id: string | null } | null;
	phone: string | null;
}

/**
 * Resumes the execution that waits for a tapped button. A tap of somebody else than the person who was asked, a second
 * one, or one that comes too late changes nothing.
 *
 * @returns whether the button was one of *Send and Wait for Response*: it starts no workflow then
 * @throws NodeOperationError when n8n does not answer: the execution can be retried from the list
 */
export async function resumeByTap(
	functions: IExecuteFunctions,
	{ button, phone }: Tap,
): Promise<boolean> {
	// Before n8n works out an expression: nearly all events have no such button.
	if (!isResumeToken(button?.id)) return false;
	const url = resumeAddress(button?.id, waitingUrl(functions), phone);
	if (url === undefined) return false;
	const signal = functions.getExecutionCancelSignal();
	for (let attempt = 1; attempt <= TRIES && !signal?.aborted; attempt += 1) {
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

async function post(functions: IExecuteFunctions, url: string): Promise<number> {
	let reason: string;
	try {
		const answer = (await functions.helpers.httpRequest({
			method: 'POST',
			url,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MILLISECONDS,
			abortSignal: functions.getExecutionCancelSignal(),
		})) as { statusCode: number };
		return answer.statusCode;
	} catch (error) {
		reason = (error as Error).message;
	}
	throw unreachable(functions, reason);
}

function unreachable(functions: IExecuteFunctions, reason: string): NodeOperationError {
	return new NodeOperationError(
		functions.getNode(),
		`The execution that waits for this answer could not be resumed: ${reason}`,
		{
			description:
				'This n8n must reach its own webhook address. Then retry this execution: it keeps the answer.',
		},
	);
}

/** Where this n8n's waiting executions are resumed: the address of this execution, without its id and token. */
function waitingUrl(functions: IExecuteFunctions): string {
	const own = String(functions.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	return own.slice(0, own.lastIndexOf(`/${functions.getExecutionId()}`));
}
