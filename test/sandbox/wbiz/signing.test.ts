import type { SignatureForm } from '../../../sandbox/platforms/wbiz/settings';
import { sign } from '../../../sandbox/platforms/wbiz/webhook';

// Computed with openssl 3:
//   printf '%s' "$body" | openssl dgst -sha256 -hmac $SECRET             (hex; base64 with -binary | base64)
//   printf '%s' "1768473000.$body" | openssl dgst -sha256 -hmac $SECRET  (with the time)
//   printf '%s' "$ID.1768473000.$body" | openssl dgst -sha256 -mac HMAC -macopt hexkey:<the decoded secret>
const BODY =
	'{"id":"evt_0123456789abcdef01234567","event":"message.received","createdAt":"2026-01-15T10:30:00.000Z","data":{"messageId":"wamid.HBgMOTE4ODk5MzMyMjExFQIAEhgg","from":"+918899332211","contact":{"id":"ct_1","name":"José / Ltd.","phone":"+918899332211"},"type":"text","text":{"body":"Where is my order? ✓"}}}';
const SECRET = '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0';
const STANDARD_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ID = 'evt_0123456789abcdef01234567';
const AT = new Date('2026-01-15T10:30:00.900Z');

const OF_BODY = '4b3082329365c48d6eefb312facb63051c5db09e43673c9b3dd46041a4b7d01c';
const WITH_TIME = '951be8a350986a08e1ced42f9c44a2f0ef143a86dfd31428dc526328cd195390';

const literals: Array<[SignatureForm, string, Record<string, string>]> = [
	['hex', SECRET, { 'x-wbiz-signature': OF_BODY }],
	['base64', SECRET, { 'x-wbiz-signature': 'SzCCMpNlxI1u77MS+stjBRxdsJ5DZzybPdRgQaS30Bw=' }],
	['sha256=hex', SECRET, { 'x-wbiz-signature': `sha256=${OF_BODY}` }],
	['pairs', SECRET, { 'x-wbiz-signature': `t=1768473000,v1=${WITH_TIME}` }],
	['timestampHeader', SECRET, { 'x-wbiz-signature': WITH_TIME, 'x-wbiz-timestamp': '1768473000' }],
	[
		'standard',
		STANDARD_SECRET,
		{
			'webhook-id': ID,
			'webhook-timestamp': '1768473000',
			'webhook-signature': 'v1,sY3yqgjFzLwbfsi1R7148deH/yL9Ym+0RmpXUUo5HQM=',
		},
	],
];

it.each(literals)('signs in the form %s as openssl does', (form, secret, headers) => {
	expect(sign({ form }, BODY, secret, { id: ID, at: AT })).toEqual(headers);
});

it('puts the signature into the header that the settings name', () => {
	const headers = sign({ form: 'hex', header: 'x-hook-signature' }, BODY, SECRET, {
		id: ID,
		at: AT,
	});
	expect(headers).toEqual({ 'x-hook-signature': OF_BODY });
});
