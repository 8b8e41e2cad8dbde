import { httpsUrl, webAddress } from '../../../nodes/shared/fields/message';
import { textList } from '../../../nodes/shared/fields/contact';
import { addressOf } from '../../../nodes/shared/http/url';
import type { Platform } from '../../../nodes/shared/platform';

const base = (baseUrl: string) => addressOf('/path', {} as Platform, { baseUrl });
const LONG = 1_000_000;

/** Milliseconds, whether it throws or not. */
function time(work: () => unknown): number {
	const started = performance.now();
	try {
		work();
	} catch {
		// A refusal must be quick as well.
	}
	return performance.now() - started;
}

test.each<[string, () => unknown]>([
	['a base URL with a query at its end', () => base(`http://${'a'.repeat(LONG)}?`)],
	['a base URL of slashes', () => base(`http://a${'/'.repeat(LONG)}b?`)],
	['a base URL with slashes in the middle', () => base(`http://a${'/'.repeat(LONG)}b`)],
	['a web address with a blank', () => webAddress(`https://${'a'.repeat(LONG)} b`)],
	['an https address with a blank', () => httpsUrl(`https://${'a'.repeat(LONG)} b`)],
])('A million characters as %s take no time', (_what, work) => {
	// With a regex whose time grows with the square of the length it is minutes.
	expect(time(work)).toBeLessThan(1_000);
});

test.each([
	['https://api.test/v1', 'https://api.test/v1/path'],
	[' https://api.test/v1// ', 'https://api.test/v1/path'],
	['HTTP://api.test', 'HTTP://api.test/path'],
])('The base URL %j is taken', (baseUrl, url) => {
	expect(base(baseUrl)).toBe(url);
});

test.each([
	'',
	'api.test',
	'ftp://a',
	'https://',
	'https:///a',
	'https://?',
	'https://a?b',
	'https://a#b',
])('The base URL %j is refused', (baseUrl) => {
	expect(() => base(baseUrl)).toThrow('must start with https:// or http://');
});

test('Lists within lists are read, and what is nested without end is refused', () => {
	expect(textList([['a', ['b']], 'c,d'])).toEqual(['a', 'b', 'c', 'd']);
	let deep: unknown = 'a';
	for (let depth = 0; depth < 200_000; depth += 1) deep = [deep];
	expect(() => textList(deep)).toThrow('holds something else than text');
});
