import { DateTime } from 'luxon';

import { textUpTo } from '../../../nodes/shared/fields/common';
import { textList } from '../../../nodes/shared/fields/contact';
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
		['accents with nothing under them', '\u0301\u0302'],
	])('%s', (_name, text) => {
		expect(() => checkField(field({ required: true }), text)).toThrow('is empty');
		expect(checkField(field(), text)).toBeUndefined();
	});

	test('a single sign among them is a text', () => {
		expect(checkField(field({ required: true }), '\u200e.\u200b')).toBe('\u200e.\u200b');
	});
});

describe('A text that cannot be meant is refused', () => {
	test.each([
		...['undefined', 'null', 'NaN', '[object Object]', ' undefined '],
		...['Invalid Date', 'Invalid DateTime', Infinity, NaN],
	])('%p', (text) => {
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

	test.each([
		['half of an emoji', '{"text":"\\ud83d"}', 'lone surrogate'],
		['NUL', '{"text":"a\\u0000"}', 'NUL character'],
		['an ID that JavaScript rounds', '{"id":12345678901234567890}', 'give it as text'],
		['a number without an end', '{"id":[1e999]}', 'holds the number Infinity'],
		['a BigInt', { id: 5n }, 'holds 5n: give it as text'],
		['no number at all', { id: NaN }, 'holds the number NaN'],
	])('%s in JSON', (_name, value, reason) => {
		expect(() => checkField(field({ type: 'json' }), value)).toThrow(reason);
	});

	test.each([
		['an ID that JavaScript rounds', Number('12345678901234567890'), 'give it as text'],
		['a function', () => 1, 'must be text, but is a function'],
	])('%s in the place of a text', (_name, value, reason) => {
		expect(() => checkField(field(), value)).toThrow(reason);
	});

	test('a value that JSON does not know is named', () => {
		expect(() => checkField(field({ type: 'number' }), NaN)).toThrow('but is NaN');
		expect(() => checkField(field({ type: 'number' }), { id: 5n })).toThrow('holds 5n');
	});

	test.each(['a null set', 'Nullius', '😀', '{"a":null}'])('but not %j', (text) => {
		expect(checkField(field(), text)).toBe(text);
	});
});

const rows = field({
	type: 'fixedCollection',
	options: [{ displayName: 'Value', name: 'variable', values: [field()] }],
});

describe('Rows of a form', () => {
	test.each<[unknown, string]>([
		['abc', 'must be an object with rows'],
		[[{ text: 'a' }], 'must be an object with rows'],
		[{ values: [{ text: 'a' }] }, 'holds "values"; its rows stand under "variable"'],
		[{ variable: ['a'] }, 'has a row that is no object, but "a"'],
		[{ variable: [{ text: { first: 'a' } }] }, 'for "Text" that must be text, but is an object'],
		[{ variable: [{ text: ['a'] }] }, 'for "Text" that must be text, but is a list'],
		[{ variable: [{ text: 'a' }, { text: 'undefined' }] }, 'the expression found no value'],
		[{ variable: { text: '[object Object]' } }, 'the expression found no value'],
		[{ variable: { text: 'Hi [object Object]' } }, 'an expression gave an object'],
		[{ variable: { text: DateTime.invalid('x') } }, 'the expression found no value'],
	])('%j are refused', (value, reason) => {
		expect(() => checkField(rows, value)).toThrow(reason);
	});

	test.each([{}, { variable: [] }, { variable: [{}] }, { variable: [{ text: 5 }, { text: '' }] }])(
		'%j are taken',
		(value) => {
			expect(checkField(rows, value)).toEqual(value);
		},
	);

	test('a moment is taken, as an expression gives it', () => {
		const value = { variable: [{ text: DateTime.now() }, { text: new Date() }] };
		expect(checkField(rows, value)).toBe(value);
	});

	test('what the form hides is not looked at', () => {
		const url = field({ name: 'url', displayOptions: { show: { type: ['URL'] } } });
		const type = field({ name: 'type', type: 'options' });
		const group = { displayName: 'Button', name: 'button', values: [type, url] };
		const buttons = field({ type: 'fixedCollection', options: [group] });
		const value = (kind: string) => ({ button: [{ type: kind, url: {} }] });
		expect(checkField(buttons, value('REPLY'))).toEqual(value('REPLY'));
		expect(() => checkField(buttons, value('URL'))).toThrow('must be text');
	});
});

test('An object inside of a text is no text that a customer should read', () => {
	expect(() => textUpTo(100)('Hi [object Object]')).toThrow('an expression gave an object');
	expect(() => textUpTo(100)('At Invalid DateTime.')).toThrow('an expression gave no moment');
	expect(() => textList(['vip', 'undefined'])).toThrow('has an entry that is "undefined"');
});

describe("The values of a template's variables", () => {
	const mapper = field({ type: 'resourceMapper' });
	const mapped = (value: unknown) => ({ mappingMode: 'defineBelow', value });

	test.each<[unknown, string]>([
		[{ 'body.1': { first: 'a' } }, 'has a value for "body.1" that must be text, but is an object'],
		[{ 'body.1': ['a'] }, 'has a value for "body.1" that must be text, but is a list'],
		[{ 'body.1': 'undefined' }, 'has a value for "body.1" that is "undefined"'],
	])('%j is refused', (value, reason) => {
		expect(() => checkField(mapper, mapped(value))).toThrow(reason);
		expect(() => checkField(mapper, value)).toThrow(reason);
	});

	test.each([
		null,
		{},
		{ a: null, b: '', c: 5, d: true, e: new Date(0), f: DateTime.fromMillis(0) },
	])('%j is taken', (value) => {
		expect(checkField(mapper, mapped(value))).toEqual(mapped(value));
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
