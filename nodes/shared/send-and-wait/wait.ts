import { randomBytes } from 'node:crypto';

import {
	NodeOperationError,
	SEND_AND_WAIT_OPERATION,
	WAIT_INDEFINITELY,
	type IExecuteFunctions,
} from 'n8n-workflow';

import { momentOf } from '../fields/date-time';
import type { Operation } from '../operation';
import { isObject } from '../value';

/** The key in the node's context under which the open wait stands. */
export const CONTEXT_KEY = 'sendAndWait';

interface OpenWait {
	runIndex: number;
	nonce: string;
}

const MILLISECONDS: Record<string, number> = {
	minutes: 60_000,
	hours: 3_600_000,
	days: 86_400_000,
};

/**
 * Until when *Send and Wait for Response* waits, looked at before anything is sent; `undefined` for other operations. n8n
 * goes on with what `answerQuestion` gives, or with the input item when the time is over.
 * @throws NodeOperationError
 */
export function waitTillOf(functions: IExecuteFunctions, { value }: Operation): Date | undefined {
	if (value !== SEND_AND_WAIT_OPERATION) return undefined;
	requireOneItem(functions);
	const doNotSend: unknown = functions.getNodeParameter('options.doNotSend', 0, false);
	if (doNotSend === true || doNotSend === 'true') return undefined;
	return waitUntil(functions, Date.now());
}

/**
 * One question at a time: n8n makes one wait and one output item of all input items, and the other items would be lost.
 * @throws NodeOperationError
 */
function requireOneItem(functions: IExecuteFunctions): void {
	const { length } = functions.getInputData();
	if (length <= 1) return;
	throw new NodeOperationError(
		functions.getNode(),
		`Send and Wait for Response asks one question at a time, but got ${length} items`,
		{
			description: 'Put a Loop Over Items node with Batch Size 1 before it. Nothing has been sent.',
		},
	);
}

/**
 * The nonce of this round's wait. All tries of a round share it, so that an answer to a message of the first try counts;
 * another round of a loop gets a new one, so that an old button answers no new question.
 */
export function nonceOf(functions: IExecuteFunctions): string {
	const runIndex = Number(functions.evaluateExpression('{{ $runIndex }}', 0));
	const context = functions.getContext('node');
	const open = context[CONTEXT_KEY] as OpenWait | undefined;
	if (open?.runIndex === runIndex) return open.nonce;
	const nonce = randomBytes(6).toString('base64url');
	context[CONTEXT_KEY] = { runIndex, nonce } satisfies OpenWait;
	return nonce;
}

/**
 * Until when the execution waits, from *Limit Wait Time*. A date without an offset is the workflow's.
 * @throws NodeOperationError for a date that is none, and for one at which nobody can have answered
 */
function waitUntil(functions: IExecuteFunctions, now: number): Date {
	const option: unknown = functions.getNodeParameter('options.limitWaitTime', 0, {});
	const limit = isObject(option) && isObject(option.values) ? option.values : undefined;
	if (!limit) return WAIT_INDEFINITELY;
	const { limitType, resumeAmount, resumeUnit, maxDateAndTime } = limit;
	const until =
		limitType === 'atSpecifiedTime'
			? timeOf(maxDateAndTime, functions.getTimezone())
			: now + Number(resumeAmount) * (MILLISECONDS[String(resumeUnit)] ?? NaN);
	if (until > now) return new Date(Math.min(until, WAIT_INDEFINITELY.getTime()));
	const problem = Number.isNaN(until) ? 'holds no time' : 'is over before the question is asked';
	throw new NodeOperationError(functions.getNode(), `"Limit Wait Time" ${problem}`, {
		description: 'Nothing has been sent.',
	});
}

/** In milliseconds; NaN for what is no date. */
function timeOf(date: unknown, timeZone: string): number {
	try {
		return momentOf(date, timeZone).toMillis();
	} catch {
		return NaN;
	}
}
