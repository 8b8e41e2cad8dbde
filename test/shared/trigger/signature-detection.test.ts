import type { Headers } from '../../../nodes/shared/trigger/signature';
import {
	detectSignature,
	type SignatureForm,
} from '../../../nodes/shared/trigger/signature-detection';

// Computed with `openssl dgst -sha256`, with `-hmac` or (the last) `-mac HMAC -macopt hexkey:`.
const secret = 'sekrit-77';
const standardSecret = 'whsec_c3RhbmRhcmQta2V5LTAxMjM0NTY3ODlhYmNkZWY=';
const body = Buffer.from(
	'{"id":"evt_1","event":"message.received","createdAt":"2026-01-01T00:00:00Z","data":{"messageId":"wamid.A","from":"+919876543210","type":"text","text":{"body":"Hi"}}}',
);
const time = '1767225600';
const now = 1_767_225_600_000;
const ofBody = {
	hex: 'f0b9bedbb9a16433a1925a75d5fa5d72f726f619a70430d4360ffb49e71c3533',
	base64: '8Lm+27mhZDOhklp11fpdcvcm9hmnBDDUNg/7SeccNTM=',
};
const ofTimeAndBody = {
	hex: '59a0c43791146f26599c5ccd4d9b8594e9baa6be2dfb4f03d69357e71748b8e4',
	base64: 'WaDEN5EUbyZZnFzNTZuFlOm6pr4t+08D1pNX5xdIuOQ=',
};
const standard = 'NwfwgEyMEb8s471mb4JZf7VbG2VtB18F3lUVkpDPwe0=';

const signed: Array<[SignatureForm, Headers, string]> = [
	['hex', { 'x-wbiz-signature': ofBody.hex }, secret],
	['hex', { 'x-hub-signature-256': `sha256=${ofBody.hex}` }, secret],
	['base64', { 'x-wbiz-signature': ofBody.base64 }, secret],
	// The alphabet of URLs, which some libraries use, with padding and without.
	['base64', { 'x-wbiz-signature': '8Lm-27mhZDOhklp11fpdcvcm9hmnBDDUNg_7SeccNTM=' }, secret],
	['base64', { 'x-wbiz-signature': '8Lm-27mhZDOhklp11fpdcvcm9hmnBDDUNg_7SeccNTM' }, secret],
	['pairs', { 'wbiz-signature': `t=${time},v1=${ofTimeAndBody.hex}` }, secret],
	['hexWithTimestamp', { 'x-signature': ofTimeAndBody.hex, 'x-timestamp': time }, secret],
	[
		'base64WithTimestamp',
		{ 'x-signature': ofTimeAndBody.base64, 'x-request-timestamp': time },
		secret,
	],
	[
		'standardWebhooks',
		{ 'webhook-id': 'msg_1', 'webhook-timestamp': time, 'webhook-signature': `v1,${standard}` },
		standardSecret,
	],
	[
		'standardWebhooks',
		{ 'svix-id': 'msg_1', 'svix-timestamp': time, 'svix-signature': `v1,AAAA v1,${standard}` },
		standardSecret,
	],
];

const detect = (headers: Headers, key = secret, at = now, bytes = body) =>
	detectSignature({ secrets: [key], rawBody: bytes, headers, now: at });

describe.each(signed)('The form %s in %j', (form, headers, key) => {
	test('is found', () => {
		expect(detect(headers, key)?.form).toBe(form);
	});

	test('is not found with another secret', () => {
		expect(detect(headers, `${key.slice(0, -2)}A=`)).toBeUndefined();
	});

	test('is not found when the body was changed', () => {
		const bytes = Buffer.from(body.toString().replace('Hi', 'Ho'));
		expect(detect(headers, key, now, bytes)).toBeUndefined();
	});

	test('is not found when another form or header is set by hand', () => {
		const delivery = { secrets: [key], rawBody: body, headers, now };
		const other = form === 'hex' ? 'pairs' : 'hex';
		expect(detectSignature(delivery, { form: other })).toBeUndefined();
		expect(detectSignature(delivery, { header: 'x-other' })).toBeUndefined();
	});

	if (form !== 'hex' && form !== 'base64') {
		test.each([301, -301])('is not found %d seconds off its time', (seconds) => {
			expect(detect(headers, key, now + seconds * 1000)).toBeUndefined();
		});
	}
});

test.each<[string, Headers]>([
	['no headers', {}],
	['a header of another name', { authorization: ofBody.hex }],
	['an empty signature', { 'x-wbiz-signature': '' }],
	['a timestamp alone', { 'x-timestamp': time }],
	[
		'a signature with the timestamp of another moment',
		{ 'x-signature': ofTimeAndBody.hex, 'x-timestamp': '1767225601' },
	],
])('Nothing is found in %s', (_name, headers) => {
	expect(detect(headers)).toBeUndefined();
});

test('Nothing is found without a secret', () => {
	const delivery = { rawBody: body, headers: signed[0][1], now };
	expect(detectSignature({ ...delivery, secrets: [''] })).toBeUndefined();
	expect(detectSignature({ ...delivery, secrets: [] })).toBeUndefined();
});

test('Of two forms that both match, the one bound to a time counts', () => {
	const headers = {
		'x-signature': ofBody.hex,
		'x-other-signature': `t=${time},v1=${ofTimeAndBody.hex}`,
	};
	expect(detect(headers)).toEqual({ form: 'pairs', header: 'x-other-signature' });
});
