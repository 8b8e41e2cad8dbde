import { isoTime } from '../../../nodes/shared/value';

const zone = process.env.TZ;

afterEach(() => {
	if (zone === undefined) delete process.env.TZ;
	else process.env.TZ = zone;
});

const moment = '2026-01-01T00:00:00.000Z';

test.each<[string, unknown, string | null]>([
	['seconds', 1767225600, moment],
	['seconds with a fraction', '1767225600.25', '2026-01-01T00:00:00.250Z'],
	['milliseconds', '1767225600000', moment],
	['microseconds', 1767225600000000, moment],
	['nanoseconds', '1767225600000000000', moment],
	['another time zone', '2026-01-01T05:30:00+05:30', moment],
	['the form of e-mails', 'Thu, 01 Jan 2026 00:00:00 GMT', moment],
	['a day', '2026-01-01', moment],
	['nothing', '', null],
	['a zero, which stands for no time', 0, null],
	['a negative number', -1767225600, null],
	['a text that only ends with a number', 'message 7', null],
	['a list', [1767225600], null],
	['a time that nobody lives to see', '9'.repeat(400), null],
])('A time as %s is found, or is none', (_form, value, expected) => {
	expect(isoTime(value)).toBe(expected);
});

test('A time without a time zone is UTC, wherever n8n runs', () => {
	for (const here of ['UTC', 'Asia/Kolkata', 'America/New_York']) {
		process.env.TZ = here;
		for (const time of ['2026-01-01T00:00:00', '2026-01-01 00:00:00.000', '2026-01-01T00:00']) {
			expect([here, isoTime(time)]).toEqual([here, moment]);
		}
	}
});
