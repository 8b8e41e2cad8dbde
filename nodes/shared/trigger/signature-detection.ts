import {
	Digests,
	isTimely,
	isWellFormed,
	verify,
	type Headers,
	type SignatureScheme,
	type Verification,
} from './signature';

/**
 * The forms in which platforms sign by HMAC-SHA256, the weakest first: from `pairs` on they are bound to a time,
 * so that a recording does not stay good for ever.
 */
export const signatureForms = [
	'hex',
	'base64',
	'pairs',
	'hexWithTimestamp',
	'base64WithTimestamp',
	'standardWebhooks',
] as const;

export type SignatureForm = (typeof signatureForms)[number];

/** How a delivery was found to be signed. */
export interface DetectedForm {
	header: string;
	form: SignatureForm;
}

/** Seconds by which a signed timestamp may lie in the past or in the future. */
const SIGNED_TIME = { signed: 'timestamp.body', tolerance: 300 } as const;
const SIGNATURE_HEADER = /signature(-256|-sha256)?$/;
const TIMESTAMP_HEADER = /timestamp$/;
/** A genuine delivery has one header with a signature, and one with a time. */
const MOST_HEADERS = 2;
/** How many different texts are hashed: a genuine delivery needs two, the body and the body with its time. */
const MOST_DIGESTS = 3;

/**
 * Finds the header and form in which a delivery proves itself, for a platform that documents neither.
 *
 * What is hashed is bounded, whatever the headers are: a header counts only if it holds a possible signature, two at
 * most, with two times at most, and no text is hashed twice.
 *
 * @param wanted only these; what is left open is tried in every known way
 * @param known how earlier deliveries were signed: it is tried first
 * @returns `undefined` when nothing matches: the delivery must be refused
 */
export function detectSignature(
	delivery: Pick<Verification, 'secrets' | 'rawBody' | 'headers' | 'now'>,
	wanted: Partial<DetectedForm> = {},
	known?: DetectedForm,
): DetectedForm | undefined {
	const { headers, now } = delivery;
	const digests = new Digests(MOST_DIGESTS);
	return [
		...(known ? candidates(headers, now, known) : []),
		...candidates(headers, now, wanted),
	].find(({ scheme }) => verify({ ...delivery, scheme, digests }))?.detected;
}

/** Whether any header could hold a signature. Nothing is hashed for it. */
export function mayBeSigned(headers: Headers, now: number, wanted: Partial<DetectedForm>): boolean {
	return candidates(headers, now, wanted).length > 0;
}

/** Whether a form says when it was signed. */
export function isTimed(form: SignatureForm): boolean {
	return form !== 'hex' && form !== 'base64';
}

interface Candidate {
	detected: DetectedForm;
	scheme: SignatureScheme;
}

/** What could match in these headers, the strongest first. */
function candidates(
	headers: Headers,
	now: number,
	{ form, header }: Partial<DetectedForm>,
): Candidate[] {
	const forms = form ? [form] : [...signatureForms].reverse();
	const names = header
		? [header.toLowerCase()]
		: Object.keys(headers).filter((name) => SIGNATURE_HEADER.test(name));
	const times = timeHeaders(headers, now);
	return forms.flatMap((each) => {
		const plain = names
			.map((name) => ({ detected: { header: name, form: each }, scheme: schemeOf(each, name) }))
			.filter(({ scheme }) => isWellFormed({ scheme, headers, now }))
			.slice(0, MOST_HEADERS);
		return each.endsWith('WithTimestamp') ? plain.flatMap((one) => withTimes(one, times)) : plain;
	});
}

function withTimes({ detected, scheme }: Candidate, times: string[]): Candidate[] {
	return times.map((timestampHeader) => ({
		detected,
		scheme: { ...scheme, ...SIGNED_TIME, timestampHeader },
	}));
}

function schemeOf(form: SignatureForm, header: string): SignatureScheme {
	const encoding = form.startsWith('hex') || form === 'pairs' ? 'hex' : 'base64';
	if (form === 'pairs') return { header, form: 'pairs', encoding, ...SIGNED_TIME };
	if (form === 'standardWebhooks') return standardWebhooks(header);
	return { header, form: 'plain', prefix: 'sha256=', encoding, signed: 'body' };
}

/** https://www.standardwebhooks.com: `webhook-id`, `webhook-timestamp` and `webhook-signature`. */
function standardWebhooks(header: string): SignatureScheme {
	const prefix = header.replace(/signature$/, '');
	return {
		...SIGNED_TIME,
		header,
		form: 'list',
		encoding: 'base64',
		signed: 'id.timestamp.body',
		idHeader: `${prefix}id`,
		timestampHeader: `${prefix}timestamp`,
		encodedSecret: true,
	};
}

/** Headers that hold a time of now. */
function timeHeaders(headers: Headers, now: number): string[] {
	return Object.keys(headers)
		.filter((name) => TIMESTAMP_HEADER.test(name) && isTimely(SIGNED_TIME, headers[name], now))
		.slice(0, MOST_HEADERS);
}
