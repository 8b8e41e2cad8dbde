import type { ServerResponse } from 'node:http';

/** What a fault may take from the vendor. */
interface VendorAnswers {
	/** The answer that the vendor gives when all is well. */
	status: number;
	body: unknown;
	/** The body of a refusal. */
	error(message: string): unknown;
}

/** One way in which a vendor's server, or the way to it, can be wrong. */
export interface VendorFault {
	/** For a person. */
	name: string;
	/** Whether the message is accepted all the same. */
	accepts: boolean;
	/** Whether it is a further form of another fault, to be tried in the ways that tell most. */
	further?: boolean;
	/** Whether the nodes must give up waiting. */
	late?: boolean;
	answer(response: ServerResponse, answers: VendorAnswers): void | Promise<void>;
}

/** WhatsApp's IDs, and UUIDs. */
const ANY_ID = /"(wamid\.[^"]*|[0-9a-f]{8}-[0-9a-f-]{27})"/;

type Answer = VendorFault['answer'];

/** More than the nodes take of the answer to a message. */
const HUGE_BYTES = 3 * 1024 * 1024;
/** Longer than the nodes wait in the cells with a late answer. */
const SLOW_MILLISECONDS = 12_000;

function json(
	response: ServerResponse,
	status: number,
	body: unknown,
	headers: Record<string, string> = {},
): void {
	response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
	response.end(JSON.stringify(body));
}

const tooMany =
	(headers: () => Record<string, string>): Answer =>
	(response, { error }) =>
		json(response, 429, error('Too many requests'), headers());

const status =
	(code: number): Answer =>
	(response, { error }) =>
		json(response, code, error('Something went wrong'));

const cut: Answer = (response) => {
	response.socket?.destroy();
};

/** An answer with a good status, and this body. */
const says =
	(body: unknown): Answer =>
	(response, answers) =>
		json(response, answers.status, body);

/** The answer of a success, and something more. */
const saysBeside =
	(more: object): Answer =>
	(response, answers) =>
		json(response, answers.status, { ...(answers.body as object), ...more });

/** The answer of a success, with another ID of the message. */
const withId =
	(id: string): Answer =>
	(response, answers) => {
		const named = JSON.stringify(answers.body).replace(ANY_ID, `"${id}"`);
		json(response, answers.status, JSON.parse(named));
	};

const text =
	(body: string, type = 'application/json'): Answer =>
	(response, answers) => {
		response.writeHead(answers.status, { 'Content-Type': type });
		response.end(body);
	};

const redirect =
	(code: number): Answer =>
	(response) => {
		response.writeHead(code, { Location: 'http://127.0.0.1:9/elsewhere' });
		response.end();
	};

const never: Answer = (response) => {
	const timer = setTimeout(() => response.socket?.destroy(), SLOW_MILLISECONDS);
	response.on('close', () => clearTimeout(timer));
};

/** A byte now and then: no single pause is long. */
const trickle: Answer = (response, answers) => {
	response.writeHead(answers.status, { 'Content-Type': 'application/json' });
	const bytes = [...JSON.stringify(answers.body)];
	const timer = setInterval(() => {
		const byte = bytes.length > 1 ? bytes.shift() : undefined;
		if (byte === undefined) response.end(bytes.shift());
		else response.write(byte);
	}, SLOW_MILLISECONDS / 20);
	response.on('close', () => clearInterval(timer));
};

const huge: Answer = (response, answers) => {
	response.writeHead(answers.status, { 'Content-Type': 'application/json' });
	const whole = JSON.stringify(answers.body);
	response.end(`${whole.slice(0, -1)},"filling":"${'x'.repeat(HUGE_BYTES)}"}`);
};

const inSeconds = (seconds: number) => String(Math.floor(Date.now() / 1000) + seconds);
const refused = (name: string, answer: Answer): VendorFault => ({ name, accepts: false, answer });
const accepted = (name: string, answer: Answer): VendorFault => ({ name, accepts: true, answer });

const further = (fault: VendorFault): VendorFault => ({ ...fault, further: true });

/** Each meets a recipient's first request only: a vendor that stays down cannot show what is sent twice. */
export const vendorFaults: VendorFault[] = [
	refused(
		'429 with `Retry-After`',
		tooMany(() => ({ 'Retry-After': '1' })),
	),
	refused(
		'429 with `Retry-After: 0`',
		tooMany(() => ({ 'Retry-After': '0' })),
	),
	refused(
		'429 with a reset header',
		tooMany(() => ({ 'X-RateLimit-Reset': inSeconds(1) })),
	),
	refused(
		'429 with a reset in the past',
		tooMany(() => ({ 'X-RateLimit-Reset': inSeconds(-9) })),
	),
	refused(
		'429 with nothing',
		tooMany(() => ({})),
	),
	further(
		accepted('429 with the ID of a message', (response, { body }) => json(response, 429, body)),
	),
	refused('500, not accepted', status(500)),
	accepted('500, accepted', status(500)),
	refused('connection cut, not accepted', cut),
	accepted('connection cut, accepted', cut),
	{ ...accepted('no answer in time, accepted', never), late: true },
	{ ...accepted('answer that trickles, accepted', trickle), late: true },
	accepted('malformed JSON, accepted', text('{"success": tr')),
	further(
		accepted('answer cut off, accepted', (response, answers) => {
			response.writeHead(answers.status, { 'Content-Length': '1000' });
			response.write('{"success":true,');
			setTimeout(() => response.socket?.destroy(), 20);
		}),
	),
	further(refused('web page with status 200', text('<html>Sign in</html>', 'text/html'))),
	refused('`{"error":"…"}`', says({ error: 'Outside of the window' })),
	further(refused('`{"errors":[…]}`', says({ errors: [{ message: 'Outside of the window' }] }))),
	refused('`{"success":false}`', says({ success: false })),
	further(refused('`{"success":"false"}`', says({ success: 'false' }))),
	further(refused('`{"success":0}`', says({ success: 0 }))),
	further(refused('`{"success":null}`', says({ success: null }))),
	further(refused('`{"ok":false}`', says({ ok: false }))),
	further(refused('`{"status":"error"}`', says({ status: 'error' }))),
	further(
		refused('`{"status":"FAILED"}`', says({ status: 'FAILED', message: 'Outside of the window' })),
	),
	further(refused('`{"statusCode":400}`', says({ statusCode: 400, message: 'Bad Request' }))),
	further(refused('`{"data":{"error":…}}`', says({ data: { error: { code: 131047 } } }))),
	further(refused('`{"data":{"success":false}}`', says({ data: { success: false } }))),
	further(refused('`{"message":"…"}` alone', says({ message: 'Queue is full' }))),
	refused('`{}`', says({})),
	further(refused('`[]`', says([]))),
	further(refused('`null`', says(null))),
	further(refused('`"OK"`', says('OK'))),
	further(refused('empty body', text(''))),
	further(
		accepted('204, accepted', (response) => {
			response.writeHead(204);
			response.end();
		}),
	),
	accepted('`"success":false` beside an ID', saysBeside({ success: false })),
	further(accepted('`"error":"…"` beside an ID', saysBeside({ error: 'Could not be saved' }))),
	further(accepted('`"errors":[…]` beside an ID', saysBeside({ errors: ['Could not be saved'] }))),
	further(accepted('`"error":0` beside an ID', saysBeside({ error: 0 }))),
	further(accepted('`"error":""` beside an ID', saysBeside({ error: '' }))),
	further(accepted('`"error":null` beside an ID', saysBeside({ error: null }))),
	further(refused('`"undefined"` as the ID', withId('undefined'))),
	further(refused('`""` as the ID', withId(''))),
	further(accepted('400 beside an ID', (response, { body }) => json(response, 400, body))),
	refused('400', status(400)),
	further(accepted('408, accepted', status(408))),
	further(accepted('499, accepted', status(499))),
	refused('redirect 302', redirect(302)),
	further(refused('redirect 307', redirect(307))),
	further(accepted('redirect 303, accepted', redirect(303))),
	refused('401', (response, { error }) => json(response, 401, error('Unauthorized'))),
	accepted('answer of 3 MB, accepted', huge),
];
