import { CLOSED_WINDOW } from './closed-window';
import type { RequestError } from './request-error';

interface Advice {
	/** Matched against the vendor's words, case-insensitively. */
	words?: RegExp;
	statuses?: number[];
	advice: string;
}

/** For messages of our own, which bring their advice with them. */
export const CHECK_BASE_URL =
	'Check the "Base URL" of the credential, and that this n8n can reach that host.';
export const NOT_THE_API =
	'Something else than the API answered. Check the "Base URL" of the credential, with its path (often /api/v1).';
export const GET_ADDRESS_ANEW =
	'The address of a file is good for a short time only: get it anew, and download it at once.';
export const CHECK_LOG_IN = 'Check the e-mail address and the password in the credential.';

/** What to do about a failure that the vendor puts into words. The first row that fits is given; words are more telling than a status. */
const TABLE: Advice[] = [
	{
		words: /idempotency.?key/i,
		advice:
			'The platform knows this Idempotency Key from another message, and did not send this one. Give each message a key of its own. Without a key of your own, an earlier try of this item had other content, and may have been delivered.',
	},
	{
		words: /firewall|cloudflare/i,
		advice:
			'Something in front of the platform refused this n8n. Try another "User Agent" in the credential, or ask the platform to let the address of this n8n in.',
	},
	{
		words: /(?<![a-z])(ip|origin|address)(?![a-z]).{0,20}not.?(allowed|on\b)|allow.?list/i,
		advice: 'The API key is bound to certain addresses: add that of this n8n on the platform.',
	},
	{
		words: CLOSED_WINDOW,
		advice:
			"WhatsApp lets a business write freely only within 24 hours of the customer's last message. Send an approved template instead.",
	},
	{
		words: /parameter count|number of parameters|template parameters|132000/i,
		advice: 'Give exactly as many values as the template has variables, in their order.',
	},
	{
		words: /template.*(not found|does not exist)|132001/i,
		advice:
			"Check the template's name and language, and that WhatsApp has approved it, with Template > Get Many or in the platform's app.",
	},
	{
		words: /template.*(not approved|paused|disabled|pending)|13201[56]/i,
		advice:
			"WhatsApp sends only approved templates. Template > Get Many or the platform's app shows each template's status.",
	},
	{
		words: /category/i,
		advice:
			'The category of an existing template cannot be changed: delete the template first, or use another name.',
	},
	{
		words:
			/opted?.?out|unsubscribed|(recipient|user|contact|customer).{0,30}blocked|blocked (you|the business)|131050/i,
		advice: 'The recipient does not want messages from this number. Do not send again.',
	},
	{
		words: /number.{0,30}(not (been |yet )*|un|be )verified|(un|not )verified.{0,20}number/i,
		advice:
			"Your own number must be verified by WhatsApp first: finish that in the platform's app.",
	},
	{
		words: /phone number|recipient|(not|n't).{0,20} (on|a|a valid) whatsapp|131026|133010/i,
		advice:
			'Write the number with its country code, e.g. 919876543210, and check that it is on WhatsApp.',
	},
	{
		words: /media.*(url|accessible|download)|131052|131053/i,
		advice: 'WhatsApp fetches media itself: the URL must be public and must not need a login.',
	},
	{
		words: /scope/i,
		advice: 'Add the named scope to the API key on the platform.',
	},
	{
		words: /invalid parameter/i,
		advice:
			'For a template: give a sample value for each variable, complete each button, and do not reuse a name with another category.',
	},
	{
		statuses: [401],
		advice:
			'Check the API key, or the log-in, in the credential; it may have been revoked, have expired, or belong to another deployment.',
	},
	{
		statuses: [403],
		advice:
			'The key or the user of the credential may not do this. Check its permissions on the platform and, where the credential has one, its Organization ID.',
	},
	{ statuses: [404], advice: 'Check the id or name, and the "Base URL" of the credential.' },
	{
		statuses: [429],
		advice:
			'Nothing was sent for this item. Run it again later, or raise "Longest Wait" or lower "Messages per Second" under Options.',
	},
];

const MAY_HAVE_BEEN_DELIVERED =
	'It may have been delivered: look at the conversation before sending it again.';

/** What the user can do about the failure, in one or two sentences; empty when nothing is known. */
export function adviceFor(failure: RequestError, mayHaveBeenDelivered: boolean): string {
	const unclear = mayHaveBeenDelivered ? MAY_HAVE_BEEN_DELIVERED : '';
	const advice = failure.advice ?? fromTable(failure);
	return [unclear, advice].filter((part) => part !== '').join(' ');
}

function fromTable(failure: RequestError): string {
	const row = TABLE.find(
		({ words, statuses }) =>
			(words?.test(failure.message) ?? false) ||
			(failure.status !== undefined && (statuses?.includes(failure.status) ?? false)),
	);
	return row?.advice ?? '';
}
