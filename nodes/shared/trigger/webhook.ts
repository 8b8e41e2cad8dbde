import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { isObject } from '../value';
import type { CommonEvent } from './event';
import { parseBody, type Headers } from './signature';

/** Events that every platform has. */
const COMMON = ['message.received', 'message.status'];
/** Chosen, it stands for every event that is none of these. */
export const ANY_OTHER = 'other';

/** What a platform's trigger adds to the common order of receiving. */
export interface Receiver {
	/** Why the delivery must be refused, for the log; `undefined` when it is genuine. */
	refusal(rawBody: Buffer, headers: Headers): Promise<string | undefined>;
	/** What the caller of a refused delivery is told; `Invalid signature` where nothing is signed otherwise. */
	refusalMessage?: string;
	/** The events that start the workflow, where the node's *Events* do not say it all. */
	wanted?(): string[];
	/** The events in a genuine delivery. */
	events(payload: IDataObject): CommonEvent[];
	/**
	 * Adds to the wanted events what they do not carry, and drops what then turns out to be none. The platform has its
	 * answer by then. Never throws.
	 */
	complete?(events: CommonEvent[]): Promise<CommonEvent[]>;
}

/**
 * Receives a delivery: raw bytes, proof, choice of events, duplicates, items.
 *
 * Answers the platform itself: 401 for a delivery without proof, 400 for one without JSON, 200 for the rest.
 * Never throws: n8n would record a failed execution for whoever calls.
 */
export async function receive(
	functions: IWebhookFunctions,
	receiver: Receiver,
): Promise<IWebhookResponseData> {
	const rawBody = await readRawBody(functions);
	const refusal = await receiver.refusal(rawBody, functions.getHeaderData() as Headers);
	if (refusal !== undefined) {
		functions.logger.warn(`Webhook refused: ${refusal}`, { node: functions.getNode().name });
		return respond(functions, 401, { message: receiver.refusalMessage ?? 'Invalid signature' });
	}
	const parsed = parseBody(rawBody);
	const payloads = Array.isArray(parsed) ? (parsed as unknown[]) : [parsed];
	if (payloads.length === 0 || !payloads.every(isObject))
		return respond(functions, 400, { message: 'The body is not a JSON object' });
	const events = wanted(functions, receiver, payloads as IDataObject[]);
	const response = respond(functions, 200, { received: true });
	if (events.length === 0) return response;
	const complete = (await receiver.complete?.(events)) ?? events;
	// An empty list would start an execution of nothing.
	if (complete.length === 0) return response;
	return { ...response, workflowData: [items(functions, complete)] };
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

/** The events that the user chose, without those that came before. */
function wanted(
	functions: IWebhookFunctions,
	receiver: Receiver,
	payloads: IDataObject[],
): CommonEvent[] {
	const chosen = receiver.wanted?.() ?? (functions.getNodeParameter('events', []) as string[]);
	const dropDuplicates = functions.getNodeParameter('options.dropDuplicates', true) as boolean;
	// The mode tells a test listen from production: n8n gives the production address in both.
	const trigger = `${functions.getMode()} ${functions.getNodeWebhookUrl('default')}`;
	return payloads.flatMap(receiver.events).filter(({ event, eventId }) => {
		if (!isChosen(chosen, event)) return false;
		return !dropDuplicates || eventId === null || !isDuplicate(trigger, `${event}:${eventId}`);
	});
}

function isChosen(chosen: string[], event: string): boolean {
	return chosen.includes(event) || (chosen.includes(ANY_OTHER) && !COMMON.includes(event));
}

function items(functions: IWebhookFunctions, events: CommonEvent[]): INodeExecutionData[] {
	const simplify = functions.getNodeParameter('simplify', true) as boolean;
	return events.map((event) => ({ json: simplify ? event : event.raw }));
}

/** `webhookResponse` could not carry a status code: n8n would answer 200. */
function respond(
	functions: IWebhookFunctions,
	status: number,
	body: IDataObject,
): IWebhookResponseData {
	functions.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}

/** Ids kept for each trigger; the oldest go first. */
const CAPACITY = 10_000;

const seenByTrigger = new Map<string, Set<string>>();

/**
 * Whether the trigger saw the id before; remembers it.
 *
 * The memory is this process's own: it is empty after a restart, and each webhook process of a scaled
 * instance has its own. n8n keeps nothing that a webhook call writes when the call starts an execution.
 *
 * @param trigger tells one trigger from another, and its test address from its production address
 */
function isDuplicate(trigger: string, id: string): boolean {
	const seen = seenByTrigger.get(trigger) ?? new Set<string>();
	seenByTrigger.set(trigger, seen);
	if (seen.has(id)) return true;
	seen.add(id);
	if (seen.size > CAPACITY) seen.delete(seen.values().next().value as string);
	return false;
}
