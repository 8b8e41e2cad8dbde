import { adviceFor } from './errors/advice';
import { RequestError } from './errors/request-error';
import type { ApiRequest, Field, Operation, OperationCall } from './operation';

/** A row of *Account > Check Setup*. */
export interface SetupCheck {
	/** What was looked at, e.g. `API key`. */
	check: string;
	/** `null` where the platform has no way to find out. */
	ok: boolean | null;
	/** What was found. */
	found: string;
	/** What to do about it; empty where there is nothing to do. */
	todo: string;
}

/** What became of a request: its answer, or why there is none. */
export interface Asked {
	answer?: unknown;
	error?: RequestError;
}

interface Setup {
	/** What is looked at, as the end of a sentence. */
	looksAt: string;
	/** The first read of the checks. */
	path: string;
	fields?: Field[];
	/** Makes the rows. A request that fails is a row that says so, and not an error. */
	checks: (call: OperationCall) => Promise<SetupCheck[]>;
}

/** The operation that looks at everything that must be right before messages go out and come in. */
export const checkSetup = ({ looksAt, path, fields = [], checks }: Setup): Operation => ({
	name: 'Check Setup',
	value: 'checkSetup',
	action: 'Check the setup',
	description: `Look at ${looksAt}. Gives a row for each, with what to do about it.`,
	method: 'GET',
	path,
	repeatable: true,
	fields,
	run: checks,
});

/** For a platform that shows its webhooks. */
export const expectedUrl: Field = {
	displayName: 'Webhook URL',
	name: 'expectedUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/…',
	description:
		'The Production URL of your trigger, to be compared with what the platform has. Leave empty to skip this.',
};

/** For a platform that can test a webhook. */
export const sendTest: Field = {
	displayName: 'Send Test Event',
	name: 'sendTest',
	type: 'boolean',
	default: true,
	description:
		'Whether the platform sends a test event, signed, to the webhook. It starts only a workflow whose trigger takes test events.',
};

/** Makes a request that harms nothing when it is made twice. */
export async function ask(
	{ send }: Pick<OperationCall, 'send'>,
	request: Pick<ApiRequest, 'method' | 'path'> & Partial<ApiRequest>,
): Promise<Asked> {
	try {
		return { answer: await send({ query: {}, headers: {}, ...request }, { repeatable: true }) };
	} catch (error) {
		// Anything else is a fault of this package, and no answer of the platform.
		return { error: asRequestError(error) };
	}
}

function asRequestError(error: unknown): RequestError {
	return error instanceof RequestError ? error : new RequestError('notSent', String(error));
}

/** Whether the platform answered; if not, why, and what helps. */
export function answered(check: string, { error }: Asked, todo: string): SetupCheck {
	if (error === undefined) return passed(check, 'The platform answered');
	return failed(check, error.message, todoAfter(error, todo));
}

/** Whether the key has a scope, by a read that needs it. Only a refusal of access says that it does not. */
export function scopeCheck(scope: string, asked: Asked, todo: string): SetupCheck {
	const check = `Scope ${scope}`;
	const { error } = asked;
	if (error === undefined) return passed(check, 'The key has it');
	const isDenied = error.status === 401 || error.status === 403;
	return isDenied ? answered(check, asked, todo) : { ...answered(check, asked, ''), ok: null };
}

/** What the receiver of a test event answered, where the platform says it. */
export function testEventCheck(status: unknown, duration: string, todo: string): SetupCheck {
	const check = 'Test event';
	const code = Number(status ?? NaN);
	if (Number.isNaN(code)) return unknown(check, 'It was sent', todo);
	const found = `The receiver answered with ${code}${duration === '' ? '' : `, after ${duration}`}`;
	return code >= 200 && code < 300 ? passed(check, found) : failed(check, found, todo);
}

/** The platform's words say more than what usually helps, and that says more than a status alone. */
function todoAfter(error: RequestError, usual: string): string {
	const { kind, message, advice } = error;
	const byWords = adviceFor(new RequestError(kind, message, { advice }), false);
	return (
		byWords ||
		usual ||
		adviceFor(error, false) ||
		'Try again later, and ask the platform if it stays'
	);
}

export const passed = (check: string, found: string): SetupCheck => ({
	check,
	ok: true,
	found,
	todo: '',
});

export const failed = (check: string, found: string, todo: string): SetupCheck => ({
	check,
	ok: false,
	found,
	todo,
});

/** For what the platform has no call for. */
export const unknown = (check: string, found: string, todo: string): SetupCheck => ({
	check,
	ok: null,
	found,
	todo,
});
