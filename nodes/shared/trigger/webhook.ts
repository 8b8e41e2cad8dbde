import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { wait } from '../http/wait';
import { isObject } from '../value';
import { identityOf, type CommonEvent } from './event';
import { noteReceived } from './execute';
import { eventFilter } from './fields';
import { logRejection } from './rejection';
import { parseBody, type Headers } from './signature';

/** What a platform's trigger adds to the common order of receiving. */
export interface Receiver {
	/** Why the delivery must be refused, for the log; `undefined` when it is genuine. */
	rejectionReason(rawBody: Buffer, headers: Headers): Promise<string | undefined>;
	/** The answer to a refused delivery; by default `Invalid signature`. */
	rejectionMessage?: string;
	/** The events that start the workflow, where the node's *Events* do not say it all. */
	wantedEvents?(): string[];
	/** Whether what an event leaves open is found out in the trigger's `execute()`, which then filters again. */
	isFilledLater?: boolean;
	/** The events in a genuine delivery. */
	events(payload: IDataObject): CommonEvent[];
}

/**
 * Receives a delivery: raw bytes, proof, choice of events, duplicates, items.
 *
 * A delivery that starts a run is answered by n8n, with 200 once the execution is stored: before that nobody could
 * say that the message is not lost. This node answers all others: 401 without proof, 400 without JSON, 200 for what is
 * not wanted, 503 while the same event is still being stored.
 *
 * Never throws: n8n would record a failed execution for anybody who calls.
 */
export async function receive(
	functions: IWebhookFunctions,
	receiver: Receiver,
): Promise<IWebhookResponseData> {
	try {
		return await receiveDelivery(functions, receiver);
	} catch (error) {
		const reason = error instanceof Error ? error.message : 'unknown error';
		functions.logger.error(`A delivery could not be processed: ${reason}`, {
			node: functions.getNode().name,
		});
		// The platform delivers it again.
		return respond(functions, 500, { message: 'The delivery could not be processed' });
	}
}

async function receiveDelivery(
	functions: IWebhookFunctions,
	receiver: Receiver,
): Promise<IWebhookResponseData> {
	const rawBody = await readRawBody(functions);
	// A test listen differs from production by its mode only: n8n gives the production URL in both.
	const trigger = `${functions.getMode()} ${functions.getNodeWebhookUrl('default')}`;
	const reason = await receiver.rejectionReason(rawBody, functions.getHeaderData() as Headers);
	if (reason !== undefined) {
		logRejection(functions, trigger, reason);
		return respond(functions, 401, { message: receiver.rejectionMessage ?? 'Invalid signature' });
	}
	const payloads = payloadsIn(rawBody);
	if (payloads === undefined) {
		return respond(functions, 400, { message: 'The body is not a JSON object' });
	}
	const isWanted = eventFilter(functions, receiver.wantedEvents?.(), receiver.isFilledLater);
	const events = payloads.flatMap((payload) => receiver.events(payload)).filter(isWanted);
	const fresh = await withoutDuplicates(functions, trigger, events);
	if (fresh === undefined) {
		functions.getResponseObject().setHeader('Retry-After', '5');
		const message = 'An earlier delivery of this event is still being stored: deliver it again';
		return respond(functions, 503, { message });
	}
	// An empty list would start an execution of nothing.
	if (fresh.length === 0) return respond(functions, 200, { received: true });
	noteReceived(fresh);
	const items = fresh.map((event) => ({ json: event }));
	return { webhookResponse: { received: true }, workflowData: [items] };
}

/** The exact bytes. n8n leaves them on the request; for some content types only when asked. */
async function readRawBody(functions: IWebhookFunctions): Promise<Buffer> {
	const request = functions.getRequestObject() as unknown as {
		rawBody?: Buffer;
		readRawBody?: () => Promise<void>;
	};
	try {
		if (!request.rawBody && request.readRawBody) await request.readRawBody();
	} catch {
		// A body that cannot be read (cut off, too large) has no proof: it is refused as empty.
	}
	return request.rawBody ?? Buffer.alloc(0);
}

/** One payload, or those in a list, whatever else is in it; `undefined` where the body holds none. */
function payloadsIn(rawBody: Buffer): IDataObject[] | undefined {
	const parsed = parseBody(rawBody);
	const payloads = (Array.isArray(parsed) ? (parsed as unknown[]) : [parsed]).filter(isObject);
	return payloads.length > 0 ? (payloads as IDataObject[]) : undefined;
}

/** `undefined` when it took too long to learn whether some of them are. */
async function withoutDuplicates(
	functions: IWebhookFunctions,
	trigger: string,
	events: CommonEvent[],
): Promise<CommonEvent[] | undefined> {
	if (functions.getNodeParameter('options.dropDuplicates', true) !== true) return events;
	const known = events.map(identityOf).filter((id) => id !== null);
	const claimed = await claim(trigger, known, functions.getResponseObject());
	if (claimed === undefined) return undefined;
	return events.filter((event) => {
		const id = identityOf(event);
		return id === null || claimed.delete(id);
	});
}

/** `webhookResponse` could not carry a status code: n8n would answer 200. */
function respond(
	functions: IWebhookFunctions,
	status: number,
	body: IDataObject,
): IWebhookResponseData {
	const response = functions.getResponseObject();
	if (!response.headersSent) response.status(status).json(body);
	return { noWebhookResponse: true };
}

/*
 * Duplicates. An ID is claimed when its delivery arrives, kept when that delivery was answered with 2xx, and released
 * when it was not: then n8n has not stored it, and the platform's next try must pass. The memory is this process's own.
 */

/** IDs kept for each trigger, and triggers; the oldest go first. */
const MOST_IDS = 10_000;
const MOST_TRIGGERS = 1_000;
/** Milliseconds. The shortest time in which a platform wants its answer is 5 seconds (WABA Portal). */
const LONGEST_WAIT = 4_000;
/** Milliseconds. How long n8n may take to store an execution for a caller that has gone. */
const LONGEST_STORING = 300_000;
const BETWEEN_LOOKS = 250;

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;
/** A claimed ID has a promise, which ends when the outcome is known. */
type IdState = 'kept' | Promise<void>;

const statesByTrigger = new Map<string, Map<string, IdState>>();

/**
 * Claims the IDs that are new. Where another delivery has claimed one, waits for its outcome.
 *
 * @param trigger identifies the trigger, and whether it listens for a test event
 * @param response decides on the claim: it is kept with 2xx
 * @returns the new IDs; `undefined` when the other delivery's outcome took too long, and nothing is claimed
 */
async function claim(
	trigger: string,
	ids: string[],
	response: Response,
): Promise<Set<string> | undefined> {
	const states = statesOf(trigger);
	if (!(await othersAreDone(states, ids))) return undefined;
	const fresh = new Set(ids.filter((id) => !states.has(id)));
	if (fresh.size === 0) return fresh;
	const keys = [...fresh];
	const outcome = outcomeOf(response).then((isKept) => settle(states, keys, isKept));
	for (const key of keys) states.set(key, outcome);
	return fresh;
}

function statesOf(trigger: string): Map<string, IdState> {
	const states = statesByTrigger.get(trigger) ?? new Map<string, IdState>();
	statesByTrigger.delete(trigger);
	statesByTrigger.set(trigger, states);
	if (statesByTrigger.size > MOST_TRIGGERS) {
		statesByTrigger.delete(statesByTrigger.keys().next().value as string);
	}
	return states;
}

/** Claims nothing while it waits, so that two deliveries never wait for each other. */
async function othersAreDone(states: Map<string, IdState>, ids: string[]): Promise<boolean> {
	const claimed = () => ids.map((id) => states.get(id)).filter((state) => state instanceof Promise);
	if (claimed().length === 0) return true;
	const done = new AbortController();
	let isLate = false;
	const late = wait(LONGEST_WAIT, done.signal).then(() => {
		isLate = true;
	});
	for (let others = claimed(); others.length > 0 && !isLate; others = claimed()) {
		await Promise.race([Promise.all(others), late]);
	}
	done.abort();
	return claimed().length === 0;
}

function settle(states: Map<string, IdState>, keys: string[], isKept: boolean): void {
	for (const key of keys) {
		states.delete(key);
		if (isKept) states.set(key, 'kept');
	}
	for (const [key, state] of states) {
		if (states.size <= MOST_IDS) return;
		if (state === 'kept') states.delete(key);
	}
}

/**
 * Whether the delivery is answered with 2xx: then n8n has stored it.
 *
 * A platform that has waited too long closes the connection, while n8n goes on and may still store the execution. What
 * n8n then answers reaches nobody, but it says what happened.
 */
async function outcomeOf(response: Response): Promise<boolean> {
	// n8n may have come to this delivery so late that the connection has closed already: no event comes any more.
	if (!response.destroyed) {
		await new Promise<void>((resolve) => {
			response.once('finish', resolve);
			response.once('close', resolve);
		});
	}
	for (let waited = 0; !response.writableEnded; waited += BETWEEN_LOOKS) {
		if (waited >= LONGEST_STORING) return false;
		await wait(BETWEEN_LOOKS);
	}
	return response.statusCode >= 200 && response.statusCode < 300;
}
