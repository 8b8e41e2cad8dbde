import { comparableNumber } from '../value';

/** WhatsApp's limit for the id of a button. List rows take 200 characters. */
const LONGEST_BUTTON_ID = 200;
/** `n8n:<1|0>:<execution>:<node>:<nonce>:<signature>` */
const TOKEN = /^n8n:([01]):(\d{1,20}):([\w-]{1,64}):([\w-]{1,32}):([0-9a-f]{64})$/;

/**
 * The signed address of an answer in so few characters that a button can carry it. The person who is asked is a part of
 * what is signed, but not of the token: whose tap it is comes from the platform (see {@link resumeAddress}).
 *
 * @param url `…/<execution>/<node>?approved=…&n=…&to=…&signature=…`, as n8n signs it
 * @returns `undefined` for an address that has another form, or that is too long for a button
 */
export function resumeToken(url: string): string | undefined {
	const { pathname, searchParams } = new URL(url);
	const [execution, node] = pathname.split('/').slice(-2);
	const approved = searchParams.get('approved') === 'true' ? 1 : 0;
	const rest = [execution, node, searchParams.get('n'), searchParams.get('signature')];
	const token = ['n8n', approved, ...rest].join(':');
	return TOKEN.test(token) && token.length <= LONGEST_BUTTON_ID ? token : undefined;
}

/**
 * The address that a tapped button resumes, for the person who tapped it. For anybody else than the person who was asked
 * its signature is wrong, and n8n refuses it.
 *
 * @param waitingUrl where n8n's waiting executions are resumed, e.g. `https://n8n.example/webhook-waiting`
 * @param phone of the person who tapped
 * @returns `undefined` for a button that is not one of ours
 */
export function resumeAddress(
	buttonId: string | null | undefined,
	waitingUrl: string,
	phone: string | null,
): string | undefined {
	const match = TOKEN.exec(buttonId ?? '');
	if (!match || phone === null) return undefined;
	const [, approved, execution, node, nonce, signature] = match;
	const query = new URLSearchParams({
		approved: String(approved === '1'),
		n: nonce,
		to: comparableNumber(phone.replace(/\D/g, '')),
		signature,
	});
	return `${waitingUrl}/${execution}/${node}?${query.toString()}`;
}

/** Whether a tapped button answers a question of *Send and Wait for Response*. */
export function isResumeToken(buttonId: string | null | undefined): boolean {
	return TOKEN.test(buttonId ?? '');
}
