import { cleanPhone } from '../../../nodes/shared/fields/phone-number';

describe('A phone number is read', () => {
	test.each<[unknown, string]>([
		['+49 151 12345678', '4915112345678'],
		['0049 151 12345678', '4915112345678'],
		['+49 (0)151 12345678', '4915112345678'],
		['+49(0)15112345678', '4915112345678'],
		['49 (0) 151 12345678', '4915112345678'],
		['0049 (0)151 12345678', '4915112345678'],
		['(+49) 151 12345678', '4915112345678'],
		['+49 151/12345678', '4915112345678'],
		['+49 151 – 1234 5678', '4915112345678'],
		['+1 (415) 555-2671', '14155552671'],
		['1-415-555-2671', '14155552671'],
		['+1.415.555.2671', '14155552671'],
		['+33.6.12.34.56.78', '33612345678'],
		['+39 06 1234 5678', '390612345678'],
		['91 98765 43210', '919876543210'],
		['919 876 543 210', '919876543210'],
		['919876 543210', '919876543210'],
		[919876543210, '919876543210'],
		[919876543210n, '919876543210'],
		['\u200e+91\u00a098765\u202f43210\u200b', '919876543210'],
		['+ 91 98765 43210', '919876543210'],
		['+1 234 567', '1234567'],
		['٩١٩٨٧٦٥٤٣٢١٠', '919876543210'],
		['+९१ ९८७६५ ४३२१०', '919876543210'],
		['＋９１ ９８７６５－４３２１０', '919876543210'],
		['\u202a+۹۸ ۹۱۲ ۳۴۵ ۶۷۸۹\u202c', '989123456789'],
		['+31 12 1999', '31121999'],
		['+20261121', '20261121'],
		['123456789012345', '123456789012345'],
		['910000000001', '910000000001'],
		['201012345678', '201012345678'],
		['+225 07 07 12 34 56', '2250707123456'],
	])('%p as %s', (value, number) => {
		expect(cleanPhone(value)).toBe(number);
	});

	test.each<[string, string, string]>([
		['0151 12345678', '49', '4915112345678'],
		['(0151) 12345678', '+49', '4915112345678'],
		['(0)151 12345678', '0049', '4915112345678'],
		['06.12.34.56.78', '33', '33612345678'],
		['+91 98765 43210', '49', '919876543210'],
		['06 1234 5678', '39', '390612345678'],
		['07 07 12 34 56', '225', '2250707123456'],
		['06 30 123 4567', '36', '36301234567'],
		['03122012', '961', '9613122012'],
	])('%p with the default country code %s as %s', (value, countryCode, number) => {
		expect(cleanPhone(value, countryCode)).toBe(number);
	});
});

describe('What may reach a stranger is refused', () => {
	test.each<[unknown, RegExp]>([
		['919800000001.0', /^"919800000001.0" may be a decimal/],
		['+919800000001.0', /decimal/],
		['919800000001.00', /decimal/],
		['+919800000001.50', /decimal/],
		[919800000000.5, /not a phone number/],
		[-919800000001, /not a phone number/],
		['-919800000001', /signs where a phone number has none/],
		[1e21, /not a phone number/],
		['9.198E+11', /something else than digits/],
		[NaN, /not a phone number/],
		[true, /not a phone number/],
		[{ phone: '919800000001' }, /not a phone number/],
		[['919800000001'], /not a phone number/],
		['2026-11-21', /date/],
		['11/21/2026', /date/],
		['21.11.2026', /date/],
		['01.02.2026', /date/],
		['21 11 2026', /date/],
		['+2026-11-21', /date/],
		['20261121', /date/],
		[20261121, /date/],
		['20261121093000', /date/],
		['20261121 0930', /date/],
		['21112026', /date/],
		['11212026', /date/],
		['2026-11-21 09', /date/],
		['1795287518', /time, in seconds or milliseconds/],
		[1795287518000, /time, in seconds or milliseconds/],
		['2026-11-21T10:00:00Z', /something else than digits/],
		['192.168.100.200', /IP address/],
		['+192.168.100.20', /IP address/],
		['1.234.567', /price/],
		['+1.234.567', /price/],
		['1 234 567', /price/],
		['501 234 567', /lacks its country code/],
		['1,234,567', /something else than digits/],
		['1234567,00 €', /something else than digits/],
		["1'234'567", /something else than digits/],
		['9198001 9198002', /two numbers/],
		['9198000001-9198000002', /two numbers/],
		['+919800000001 +919800000002', /two numbers|signs/],
		['919800000001/919800000002', /two numbers/],
		['+49 151 1234567/8', /stands alone/],
		['+41 44 1234567/89', /two numbers/],
		['9198000001\n9198000002', /several lines/],
		['919800000001; 919800000002', /something else than digits/],
		['(919800000001)', /brackets/],
		['(415) 555-2671', /brackets/],
		['+49 0151 12345678', /0 behind the country code 49/],
		['+49015112345678', /0 behind the country code 49/],
		['4407911123456', /0 behind the country code 44/],
		['+234 (0803) 123 4567', /0 behind the country code 234/],
		['2340803123456', /0 behind the country code 234/],
		['+36 06 30 123 4567', /0 behind the country code 36/],
		['+39 (0)6 1234 5678', /"\(0\)" behind the country code 39/],
		[{ number: 5n }, /not a phone number/],
		['919800000001 2', /stands alone/],
		['91--9800000001', /signs/],
		['919800000001-', /signs/],
		['+49 151 12345678 ext. 9', /something else than digits/],
		['9'.repeat(400), /^"9{60}…" is too long/],
		['', /signs/],
	])('%p', (value, reason) => {
		expect(() => cleanPhone(value)).toThrow(reason);
	});

	test('a date with a leading 0, also with a default country code', () => {
		expect(() => cleanPhone('01.02.2026', '49')).toThrow('looks like a date');
	});

	test('100,000 characters are refused at once', () => {
		const start = performance.now();
		for (const sign of ['1 ', '-', '(0)', '1.', '\u200b', ' ']) {
			expect(() => cleanPhone(sign.repeat(100_000))).toThrow();
		}
		expect(performance.now() - start).toBeLessThan(1000);
	});
});
