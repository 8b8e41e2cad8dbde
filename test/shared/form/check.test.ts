import { checkField, collectionOf } from '../../../nodes/shared/form/check';
import type { Field } from '../../../nodes/shared/operation';

const field = (more: Partial<Field> = {}): Field => ({
	displayName: 'Text',
	name: 'text',
	type: 'string',
	default: '',
	...more,
});

describe('A text of which nobody sees anything is empty', () => {
	test.each([
		['blanks', ' \t\n\u00a0\u2003\u3000'],
		['zero-width characters', '\u200b\u200c\u200d\u2060\ufeff'],
		['marks of direction', '\u200e\u200f\u202a\u202e\u2066\u2069'],
		["Braille's empty cell", '\u2800'],
		['Hangul fillers', '\u115f\u1160\u3164\uffa0'],
		['variation selectors and tags', '\ufe0f\u{e0061}\u{e0100}'],
		['a soft hyphen', '\u00ad'],
	])('%s', (_name, text) => {
		expect(() => checkField(field({ required: true }), text)).toThrow('is empty');
		expect(checkField(field(), text)).toBeUndefined();
	});

	test('a single sign among them is a text', () => {
		expect(checkField(field({ required: true }), '\u200e.\u200b')).toBe('\u200e.\u200b');
	});
});

describe('A text that cannot be meant is refused', () => {
	test.each(['undefined', 'null', 'NaN', '[object Object]', ' undefined '])('%j', (text) => {
		for (const type of ['string', 'resourceLocator'] as const) {
			expect(() => checkField(field({ type }), text)).toThrow('the expression found no value');
		}
	});

	test.each([
		['NUL', 'a\u0000b', 'holds a NUL character'],
		['half of an emoji', 'a\ud83d', 'lone surrogate'],
		['the other half', '\ude00b', 'lone surrogate'],
	])('%s', (_name, text, reason) => {
		expect(() => checkField(field(), text)).toThrow(reason);
		expect(() => checkField(field({ type: 'json' }), { list: [{ text }] })).toThrow(reason);
	});

	test.each(['a null set', 'Nullius', '😀', '{"a":null}'])('but not %j', (text) => {
		expect(checkField(field(), text)).toBe(text);
	});
});

describe('Options', () => {
	test.each(['abc', [1], 5, true])('%j are refused', (value) => {
		expect(() => collectionOf(value)).toThrow('must be an object');
	});

	test.each([undefined, null, '', {}])('%j are none', (value) => {
		expect(collectionOf(value)).toEqual({});
	});
});
