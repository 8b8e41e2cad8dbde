import { verify, type Headers, type SignatureScheme } from './signature';

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
const TOLERANCE = 300;
const SIGNATURE_HEADER = /signature(-256|-sha256)?$/;
const TIMESTAMP_HEADER = /timestamp$/;

/**
 * Finds the header and form in which a delivery proves itself, for a platform that documents neither.
 *
 * @param wanted only these; what is left open is tried in every known way
 * @returns `undefined` when nothing matches: the delivery must be refused
 */
export function detectSignature(
	secrets: string[],
	rawBody: Buffer,
	headers: Headers,
	now: number,
	wanted: Partial<DetectedForm> = {},
): DetectedForm | undefined {
	const names = wanted.header
		? [wanted.header.toLowerCase()]
		: Object.keys(headers).filter((name) => SIGNATURE_HEADER.test(name));
	const forms = wanted.form ? [wanted.form] : [...signatureForms].reverse();
	return forms
		.flatMap((form) => names.map((header): DetectedForm => ({ header, form })))
		.find((detected) =>
			schemes(detected, headers).some((scheme) => verify(scheme, secrets, rawBody, headers, now)),
		);
}

/** Whether a form says when it was signed. */
export function isTimed(form: SignatureForm): boolean {
	return form !== 'hex' && form !== 'base64';
}

function schemes({ header, form }: DetectedForm, headers: Headers): SignatureScheme[] {
	const encoding = form.startsWith('hex') || form === 'pairs' ? 'hex' : 'base64';
	const plain: SignatureScheme = {
		header,
		form: 'plain',
		prefix: 'sha256=',
		encoding,
		signed: 'body',
	};
	const timed: SignatureScheme = { ...plain, signed: 'timestamp.body', tolerance: TOLERANCE };
	switch (form) {
		case 'hex':
		case 'base64':
			return [plain];
		case 'pairs':
			return [{ ...timed, form: 'pairs' }];
		case 'standardWebhooks':
			return [standardWebhooks(timed)];
		default:
			return Object.keys(headers)
				.filter((name) => TIMESTAMP_HEADER.test(name))
				.map((timestampHeader) => ({ ...timed, timestampHeader }));
	}
}

/** https://www.standardwebhooks.com: `webhook-id`, `webhook-timestamp` and `webhook-signature`. */
function standardWebhooks(timed: SignatureScheme): SignatureScheme {
	const prefix = timed.header.replace(/signature$/, '');
	return {
		...timed,
		form: 'list',
		signed: 'id.timestamp.body',
		idHeader: `${prefix}id`,
		timestampHeader: `${prefix}timestamp`,
		encodedSecret: true,
	};
}
