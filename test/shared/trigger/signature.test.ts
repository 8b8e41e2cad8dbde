import { verify, type SignatureScheme } from '../../../nodes/shared/trigger/signature';

// Computed with `openssl dgst -sha256 -hmac whisper-9f2c` (base64: `-binary | base64`).
const secret = 'whisper-9f2c';
const body = Buffer.from('{"a":1, "text":"h\\u00e9 \\/ 😀"}');
const hex = 'ad23d83b74eccbff3b203c4430bd32f362a2734272d051c1c860ce2d558f42e8';
const base64 = 'rSPYO3Tsy/87IDxEML0y82Kic0Jy0FHByGDOLVWPQug=';
/** Of `{"a":1,"text":"hé / 😀"}`. */
const reserialised = 'df4e4153cf69ed10d94249726e2cf3fcdfa46d466e928095d71ea3f97d17aec7';
/** Of `{"a":2}`. */
const lastDuplicate = 'd730b397b5a05fba19d29451ff02e1e834fce9f35eec9cdd4980c8c8892060f4';
/** Of `1700000000.` and the body. */
const timed = '7b6ed1d77658e602a4f522c82e5a1fc008c923be8f91f91fe6474e0dbf3a53b7';
const now = 1_700_000_000_000;

const plain: SignatureScheme = {
	header: 'x-signature',
	form: 'plain',
	prefix: 'sha256=',
	encoding: 'hex',
	signed: 'body',
};
const withTime: SignatureScheme = {
	...plain,
	signed: 'timestamp.body',
	timestampHeader: 'x-time',
	tolerance: 300,
};
const pairs: SignatureScheme = {
	header: 'x-signature',
	form: 'pairs',
	encoding: 'hex',
	signed: 'timestamp.body',
	tolerance: 300,
};

const check = (
	scheme: SignatureScheme,
	signature: string | string[] | undefined,
	{ secrets = [secret], bytes = body, at = now, time = '1700000000' } = {},
) =>
	verify({
		scheme,
		secrets,
		rawBody: bytes,
		headers: { 'x-signature': signature, 'x-time': time },
		now: at,
	});

describe('A signature over the body', () => {
	test.each([
		['as hex', plain, hex],
		['as hex in capitals', plain, hex.toUpperCase()],
		['as hex with its prefix', plain, `sha256=${hex}`],
		['as base64', { ...plain, encoding: 'base64' as const }, base64],
	])('is taken %s', (_name, scheme, signature) => {
		expect(check(scheme, signature)).toBe(true);
	});

	test.each([
		['missing', undefined],
		['empty', ''],
		['of one character', 'a'],
		['cut by a character', hex.slice(1)],
		['longer by a character', `${hex}0`],
		['with something behind it', `${hex}, ${hex}`],
		['in the wrong encoding', base64],
		['of another body', reserialised],
		['given twice', [hex, hex]],
		['with another prefix', `sha1=${hex}`],
	])('is refused when it is %s', (_name, signature) => {
		expect(check(plain, signature)).toBe(false);
	});

	test('is refused when one bit of the body differs', () => {
		const bytes = Buffer.from(body);
		bytes[3] ^= 1;
		expect(check(plain, hex, { bytes })).toBe(false);
	});

	test('is taken with any of several secrets, for the time of a change', () => {
		expect(check(plain, hex, { secrets: ['older', secret, 'newer'] })).toBe(true);
	});

	test.each([[[]], [['']], [['another']]])('is refused with the secrets %j', (secrets) => {
		expect(check(plain, hex, { secrets })).toBe(false);
	});
});

describe('A signature over the body as JSON.stringify writes it', () => {
	const scheme: SignatureScheme = { ...plain, signed: 'reserialisedBody' };

	test('is taken for a body with other spaces and escapes', () => {
		expect(check(scheme, reserialised)).toBe(true);
	});

	test('counts the last of two values under one key, which is the one that is read', () => {
		expect(check(scheme, lastDuplicate, { bytes: Buffer.from('{"a":1,"a":2}') })).toBe(true);
	});

	test.each(['', 'null', '7', 'no json', '{"a":'])('is refused for the body %j', (text) => {
		expect(check(scheme, reserialised, { bytes: Buffer.from(text) })).toBe(false);
	});
});

describe.each([
	['in a header of its own', withTime, timed],
	['beside the signature', pairs, `t=1700000000,v1=${timed}`],
])('A signature over timestamp and body, the timestamp %s', (_name, scheme, signature) => {
	test.each([
		['now', 0, true],
		['300 seconds later', 300, true],
		['300 seconds earlier', -300, true],
		['301 seconds later', 301, false],
		['301 seconds earlier', -301, false],
	])('arriving %s', (_when, seconds, taken) => {
		expect(check(scheme, signature, { at: now + seconds * 1000 })).toBe(taken);
	});

	test('is refused with another timestamp', () => {
		const moved = signature.replace('1700000000', '1700000001');
		expect(check(scheme, moved, { time: '1700000001' })).toBe(false);
	});
});

test('A timestamp in milliseconds is taken for what it is', () => {
	// Of `1700000000123.` and the body, computed as above.
	const signature = '24fb660f1015ef5f1b03ac5ba2682739ac908438be3cfdef42333e042f6e752f';
	const at = now + 123;
	expect(check(withTime, signature, { time: '1700000000123', at })).toBe(true);
	expect(check(withTime, signature, { time: '1700000000123', at: at + 301_000 })).toBe(false);
});

test('A timestamp that is no number is refused', () => {
	expect(check(withTime, timed, { time: '1700000000abc' })).toBe(false);
	expect(check(pairs, `v1=${timed}`)).toBe(false);
});

test('Several signatures beside one timestamp are tried, for the time of a change', () => {
	expect(check(pairs, `t=1700000000,v1=${hex},v1=${timed}`)).toBe(true);
});
