import type { IExecuteFunctions, INodeProperties, IPollFunctions } from 'n8n-workflow';

import { withPlatformErrors } from '../errors/node-errors';
import { openForeground, openInExecution, type Transport } from '../http/transport';
import type { Platform } from '../platform';
import { RECEIVED, withParts, type CommonEvent } from '../trigger/event';
import type { ArrivalStep } from '../trigger/execute';
import { textsIn } from '../trigger/fields';
import { lowerCaseOrNull } from '../value';
import { reasonToGoOn } from '../errors/failed-step';

/** A customer wrote one of the words with which nothing more is to be sent to them. */
export const OPTED_OUT = 'contact.optedOut';
/** A customer wrote one of the words with which messages may be sent to them again. */
export const OPTED_IN = 'contact.optedIn';

/** The trigger's options. */
export const optOutFields: INodeProperties[] = [
	{
		displayName: 'Opt-In Words',
		name: 'optInWords',
		type: 'string',
		default: 'START, SUBSCRIBE',
		description: `A message that is one of these words, separated by commas, comes as the event "${OPTED_IN}". Only letters and digits count, in upper or lower case, and only the whole message.`,
		displayOptions: { show: { '/simplify': [true] } },
	},
	{
		displayName: 'Opt-Out Words',
		name: 'optOutWords',
		type: 'string',
		default: 'STOP, UNSUBSCRIBE',
		description: `A message that is one of these words, separated by commas, comes as the event "${OPTED_OUT}", so that nothing answers it as a message. Only letters and digits count, in upper or lower case, and only the whole message.`,
		displayOptions: { show: { '/simplify': [true] } },
	},
];

/** @param what the platform's name of it */
export const updateContact = (what: string): INodeProperties => ({
	displayName: 'Update Contact on Opt-Out',
	name: 'updateContact',
	type: 'boolean',
	default: false,
	description: `Whether to note an opt-out or opt-in at the contact, too (${what}), with Opt-Out Words or Opt-In Words. When an opt-out cannot be noted, the execution fails, and Retry notes it.`,
	displayOptions: { show: { '/simplify': [true] } },
});

/**
 * Notes at the platform whether a customer may be written to.
 *
 * @returns why it cannot be done for this customer; `undefined` when it was done
 * @throws RequestError
 */
export type NoteChoice = (
	transport: Transport,
	event: CommonEvent,
	optedIn: boolean,
) => Promise<string | undefined>;

/** *Opt-Out Words* and *Opt-In Words*, and *Update Contact* where the platform has the field. */
export function optOut(platform: Platform, note?: NoteChoice): ArrivalStep {
	return async (functions, arrival) => {
		const event = withChoice(functions, arrival.event);
		const isNew = event !== arrival.event;
		if (!isNew || note === undefined || !isToBeNoted(functions)) return { ...arrival, event };
		const open = async () => await openInExecution(functions, platform);
		const settings = { note, goesOn: functions.continueOnFail(), open };
		return { ...arrival, event: await noted(functions, platform, event, settings) };
	};
}

/** Milliseconds that a poll may spend on contacts. */
const LONGEST_IN_POLL = 20_000;

/**
 * The same for a polling trigger, which has no execution to fail: events that the next poll would not give again go on
 * whatever happens. A test of the workflow changes no contact.
 */
export async function withPolledChoices(
	functions: IPollFunctions,
	platform: Platform,
	events: CommonEvent[],
	note: NoteChoice,
): Promise<CommonEvent[]> {
	const parameters: Parameters = {
		getNodeParameter: (name, _item, fallback) => functions.getNodeParameter(name, fallback),
	};
	const isNoted = functions.getMode() !== 'manual' && isToBeNoted(parameters);
	const signal = AbortSignal.timeout(LONGEST_IN_POLL);
	const signals = { cancelSignal: signal, stopSignal: signal };
	const open = async () => await openForeground(functions, platform, signals);
	const chosen: CommonEvent[] = [];
	// In their order: the last choice of a customer is the one that holds.
	for (const event of events) {
		const choice = withChoice(parameters, event);
		const isToNote = isNoted && choice !== event;
		const settings = { note, goesOn: true, open };
		chosen.push(isToNote ? await noted(functions, platform, choice, settings) : choice);
	}
	return chosen;
}

interface Parameters {
	getNodeParameter(name: string, item: number, fallback?: unknown): unknown;
}

/** The event under the name of what the customer chose; the same one where it is no such message. */
function withChoice(functions: Parameters, event: CommonEvent): CommonEvent {
	const key = keyOf(wholeMessage(event) ?? '');
	// Without *Simplify* the payload comes out as it is: the choice would not be seen.
	if (key === '' || functions.getNodeParameter('simplify', 0, true) !== true) return event;
	const isAmong = (option: string) =>
		textsIn(functions.getNodeParameter(`options.${option}`, 0, '')).some(
			(word) => keyOf(word) === key,
		);
	if (isAmong('optOutWords')) return withParts(event, { event: OPTED_OUT });
	return isAmong('optInWords') ? withParts(event, { event: OPTED_IN }) : event;
}

/** Whether a message that the platform's conversation gives has come, or will come, as a choice of the customer. */
export function isChoice(functions: Parameters, event: CommonEvent): boolean {
	return withChoice(functions, event) !== event;
}

function isToBeNoted(functions: Parameters): boolean {
	return functions.getNodeParameter('options.updateContact', 0, false) === true;
}

/** Types of messages whose text is a caption, a name or an emoji. A type that is not known may be a tapped button. */
const NOT_SPOKEN = [
	...['image', 'video', 'audio', 'document', 'sticker'],
	...['location', 'contacts', 'order', 'reaction'],
];

/** What the customer wrote or tapped, where that is the whole message. */
function wholeMessage(event: CommonEvent): string | null {
	const { text, type, button, media, form, order, location } = event;
	const isMore = [media, form, order, location].some((part) => part !== null);
	const isSpoken = !isMore && !NOT_SPOKEN.includes(lowerCaseOrNull(type) ?? '');
	if (event.event !== RECEIVED || !isSpoken) return null;
	return text ?? button?.title ?? null;
}

/**
 * What counts of a word: its letters and digits, whatever their case ("Stop!", "STOP 🙏" and "ｓｔｏｐ" are "stop").
 * A word without any, such as an emoji, counts as it is.
 */
function keyOf(word: string): string {
	const plain = word.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
	const letters = plain.replace(/[^\p{L}\p{N}\p{M}]/gu, '');
	// By way of upper case, for letters with several lower-case forms; a Turkish İ would leave its dot behind.
	const folded = letters
		.toUpperCase()
		.toLowerCase()
		.replace(/i\u0307/g, 'i');
	return folded === '' ? plain.trim() : folded;
}

/**
 * With `contactUpdated`, and `contactError` where it could not be done.
 *
 * `goesOn`: whether the event goes on in any case.
 *
 * @throws NodeApiError when an opt-out could not be noted: *Retry* does it again
 */
async function noted(
	functions: IExecuteFunctions | IPollFunctions,
	platform: Platform,
	event: CommonEvent,
	{ note, goesOn, open }: { note: NoteChoice; goesOn: boolean; open: () => Promise<Transport> },
): Promise<CommonEvent> {
	const isOptIn = event.event === OPTED_IN;
	const reason = await withPlatformErrors(functions, platform, async () => {
		try {
			return await note(await open(), event, isOptIn);
		} catch (error) {
			// A later *Retry* of an opt-in could come after the customer has opted out again.
			return reasonToGoOn(error, goesOn || isOptIn);
		}
	});
	if (reason === undefined) return { ...event, contactUpdated: true };
	functions.logger.warn(`The choice of a customer could not be noted at the contact: ${reason}`, {
		node: functions.getNode().name,
	});
	return { ...event, contactUpdated: false, contactError: reason };
}
