import { redact, redactText, type Secrets } from '../../../nodes/shared/http/redaction';

/** With characters that each kind of escaping changes. */
const key = `wa_key/"<'&> +0ü9`;
const secrets: Secrets = { keys: ['secret'], values: [key, 'short', 'tiny'] };
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

test.each<[string, string]>([
	['as it is', key],
	['URL-escaped', encodeURIComponent(key)],
	['URL-escaped in lower case', encodeURIComponent(key).toLowerCase().replace('%c3%bc', '%c3%bc')],
	['as a form writes it', encodeURIComponent(key).replaceAll('%20', '+')],
	['JSON-escaped', JSON.stringify(key).slice(1, -1)],
	['JSON-escaped, slashes too', JSON.stringify(key).slice(1, -1).replaceAll('/', '\\/')],
	[
		'HTML-escaped',
		key
			.replaceAll('&', '&amp;')
			.replaceAll('<', '&lt;')
			.replaceAll('>', '&gt;')
			.replaceAll('"', '&quot;')
			.replaceAll("'", '&#39;'),
	],
	['in hex', Buffer.from(key, 'utf8').toString('hex')],
	['in base64', base64(key)],
	['in base64 of the header', base64(`Bearer ${key}`)],
	['in base64 of a login', base64(`user:${key}`)],
	['in base64 with something behind it', base64(`{"key":"x","auth":"${key}","more":1}`)],
	['in base64 for URLs', Buffer.from(`Bearer ${key}`, 'utf8').toString('base64url')],
])('A secret is hidden %s', (_how, echoed) => {
	const text = redactText(`Invalid ${echoed} given`, secrets);
	expect(text).toContain('[hidden]');
	expect(text).not.toContain(echoed);
	// What is left of base64 gives no part of the secret, whichever way its groups are read.
	for (const offset of [0, 1, 2, 3]) {
		const rest = text.replace('Invalid ', '').replace('[hidden]', '').slice(offset);
		expect(Buffer.from(rest, 'base64').toString('latin1')).not.toMatch(/wa_k|_key/);
	}
});

test('Texts that hold no secret stay as they are', () => {
	const text = 'short tiny wa_key and nothing else';
	expect(redactText(text, secrets)).toBe(
		'[hidden] tiny wa_key and nothing else'.replace('[hidden]', 'short'),
	);
});

test('A secret is hidden in keys, and two such keys stay two', () => {
	const copy = redact(
		{ [key]: 1, [`x ${key}`]: { [key]: 2 }, [encodeURIComponent(key)]: 3 },
		secrets,
	);
	expect(copy).toEqual({ '[hidden]': 1, 'x [hidden]': { '[hidden]': 2 }, '[hidden] 2': 3 });
});

test('Values of secret keys are hidden, but for null', () => {
	const value = { secret: { deep: [1] }, list: [{ secret: 'x' }, { secret: null }] };
	expect(redact(value, secrets)).toEqual({
		secret: '[hidden]',
		list: [{ secret: '[hidden]' }, { secret: null }],
	});
});

test('Everything else comes out as it was, keys in their order', () => {
	const value = JSON.parse(
		'{"b":1,"a":[null,true,{"z":"y","__proto__":{"x":1}},[]],"c":{},"d":"text","10":1}',
	);
	expect(JSON.stringify(redact(value, secrets))).toBe(JSON.stringify(value));
	expect(redact(value, secrets)).not.toBe(value);
	for (const plain of [null, undefined, 7, true, 'text'])
		expect(redact(plain, secrets)).toBe(plain);
});

test('No depth overflows the stack', () => {
	const depth = 200_000;
	const deep = JSON.parse(`${'{"a":['.repeat(depth)}"${'wa_key'}"${']}'.repeat(depth)}`) as unknown;
	expect(() => redact(deep, secrets)).not.toThrow();
});

test('A secret that comes later is hidden, too', () => {
	const values = ['first-secret'];
	expect(redactText('second-secret', { keys: [], values })).toBe('second-secret');
	values.push('second-secret');
	expect(redactText('second-secret', { keys: [], values })).toBe('[hidden]');
});
