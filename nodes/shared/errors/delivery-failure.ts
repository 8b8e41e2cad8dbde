import { firstOrNull, isObject, textOrNull, valueAt } from '../value';
import { CLOSED_WINDOW } from './closed-window';

/** Why a message of ours did not reach its recipient, and what can be done. */
export interface DeliveryFailure {
	/**
	 * `retryLater`: the same message may pass later. `fix`: something must be changed first. `optedOut`: the customer
	 * does not want such messages. `unknown`: WhatsApp's reason is not known to this node.
	 */
	kind: 'retryLater' | 'fix' | 'optedOut' | 'unknown';
	advice: string | null;
}

interface Row extends DeliveryFailure {
	/** Meta's error codes. */
	codes: number[];
	/** Matched against the error's texts where it has no code that is known. */
	text?: RegExp;
}

/** By Meta's error codes (WhatsApp Cloud API, "Error codes"); the first row that fits counts. */
const TABLE: Row[] = [
	{
		codes: [131050],
		text: /opted?.?out|unsubscribed|stopped? (marketing|promotional)/i,
		kind: 'optedOut',
		advice: 'The customer does not want marketing messages from this number. Do not send more.',
	},
	{
		codes: [131047],
		text: CLOSED_WINDOW,
		kind: 'fix',
		advice:
			"More than 24 hours have passed since the customer's last message: send an approved template.",
	},
	{
		codes: [131049, 130472],
		text: /healthy ecosystem|experiment/i,
		kind: 'retryLater',
		advice:
			'WhatsApp limits how many marketing messages a customer gets. Send it again after a day at the earliest, or ask the customer to write first.',
	},
	{
		codes: [131026, 131030],
		text: /undeliverable|not a (valid )?whatsapp|incapable of receiving/i,
		kind: 'fix',
		advice:
			'The number is not on WhatsApp, or its app is too old or has not taken the terms of use. Check the number.',
	},
	{
		codes: [131048, 131056, 130429, 80007, 4],
		text: /rate limit|too many/i,
		kind: 'retryLater',
		advice: 'Too many messages in a short time. Send it again later, and more slowly.',
	},
	{
		codes: [1, 2, 131000, 131016, 131057, 133004],
		text: /service unavailable|temporar|try again|internal error|maintenance/i,
		kind: 'retryLater',
		advice: 'WhatsApp could not deliver it at that time. Send it again later.',
	},
	{
		codes: [131052, 131053],
		text: /media/i,
		kind: 'fix',
		advice:
			'WhatsApp could not take the file: check its type and size, and that its URL is public.',
	},
	{
		codes: [132000, 132001, 132005, 132007, 132012, 132015, 132016, 132068, 132069],
		text: /template/i,
		kind: 'fix',
		advice:
			'Check the template: its name and language, that it is approved, and the number and form of its values.',
	},
	{
		codes: [131042],
		text: /payment|billing/i,
		kind: 'fix',
		advice: 'Check the payment method of the WhatsApp Business Account.',
	},
	{
		codes: [0, 3, 10, 190, 368, 130497, 131005, 131031, 131037, 131045, 133010],
		text: /permission|access denied|locked|not registered|restricted/i,
		kind: 'fix',
		advice: "WhatsApp does not let this number send: look at its state in the platform's app.",
	},
	{
		codes: [100, 131008, 131009, 131021, 131051],
		text: /invalid parameter|parameter.*(missing|required)|unsupported/i,
		kind: 'fix',
		advice: 'WhatsApp did not take the message as it was: change its content or its recipient.',
	},
];

const FAILED = ['failed', 'undelivered', 'rejected', 'error'];

/** Where an error may hold a text. */
const TEXT_AT = ['', 'message', 'title', 'details', 'error_data.details', 'reason'];

/**
 * @param status of a message of ours, e.g. `failed`
 * @param errors Meta's list of errors, or what the platform gives in its place
 * @returns `null` when the status is none of a failure
 */
export function deliveryFailure(
	status: string | null,
	errors: unknown[] | null,
): DeliveryFailure | null {
	if (status === null || !FAILED.includes(status.toLowerCase())) return null;
	const reasons = errors ?? [];
	const row = byCode(reasons) ?? byText(reasons);
	return row === undefined
		? { kind: 'unknown', advice: null }
		: { kind: row.kind, advice: row.advice };
}

function byCode(errors: unknown[]): Row | undefined {
	const codes = errors.map((error) => Number(firstOrNull(valueAt(error, 'code'), error) ?? NaN));
	return TABLE.find((row) => codes.some((code) => row.codes.includes(code)));
}

function byText(errors: unknown[]): Row | undefined {
	const texts = errors.flatMap((error) => TEXT_AT.map((path) => textOrNull(valueAt(error, path))));
	// Vendors' texts are short; a long one is not searched at length.
	const known = texts.filter((text) => text !== null).map((text) => text.slice(0, 1000));
	return TABLE.find(({ text }) => known.some((reason) => text?.test(reason)));
}

/** What a platform says of a failure: Meta's list of errors, or one error alone, as an object, a text or a code. */
export function errorsIn(...sources: unknown[]): unknown[] | null {
	for (const key of ['errors', 'error']) {
		for (const source of sources) {
			const found = valueAt(source, key);
			const errors = Array.isArray(found) ? (found as unknown[]) : isError(found) ? [found] : [];
			if (errors.length > 0) return errors;
		}
	}
	return null;
}

function isError(value: unknown): boolean {
	return isObject(value) ? Object.keys(value).length > 0 : textOrNull(value) !== null;
}
