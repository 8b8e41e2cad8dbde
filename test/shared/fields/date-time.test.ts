import { futureMoment } from '../../../nodes/shared/fields/date-time';

const zone = 'Asia/Kolkata';

describe('A moment in the future', () => {
	test.each([
		['2090-01-01', '2089-12-31T18:30:00.000Z'],
		['2090-01-01T10:00', '2090-01-01T04:30:00.000Z'],
		['2090-01-01 10:00:00', '2090-01-01T04:30:00.000Z'],
		['2090-01-01T10:00:00+02:00', '2090-01-01T08:00:00.000Z'],
		['20900101T1000', '2090-01-01T04:30:00.000Z'],
	])('%s is read in the time zone of the workflow', (value, moment) => {
		expect(futureMoment(value, zone)).toBe(moment);
	});

	test.each([
		'2090',
		'2090-01',
		'209001',
		'+012090-01-01',
		'1900000000',
		1900000000000,
		'2090-02-30',
	])('%s is none', (value) => {
		expect(() => futureMoment(value, zone)).toThrow('is not a date and time');
	});
});
