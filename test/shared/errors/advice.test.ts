import { adviceFor } from '../../../nodes/shared/errors/advice';
import { RequestError } from '../../../nodes/shared/errors/request-error';

const advice = (message: string, status = 400) =>
	adviceFor(new RequestError('refused', message, { status }), false);

test.each([
	['Recipient is not on WhatsApp', 'country code'],
	['The number is not on WhatsApp', 'country code'],
	["This number isn't a WhatsApp user", 'country code'],
	['Invalid phone number format', 'country code'],
	['ip_not_allowed', 'bound to certain addresses'],
	['Origin not allowed', 'bound to certain addresses'],
	['Your IP address is not on the allow list', 'bound to certain addresses'],
	['The customer has blocked you', 'does not want messages'],
	['User blocked this business', 'does not want messages'],
	['Recipient opted out', 'does not want messages'],
	['Outside 24-hour messaging window', 'approved template'],
	['Number of parameters does not match', 'exactly as many values'],
])('%j: what to do about it', (message, expected) => {
	expect(advice(message)).toContain(expected);
});

test.each(['Your account is blocked', 'Request blocked by policy', 'Try again in 24 hours'])(
	'%j: no advice that is about something else',
	(message) => {
		expect(advice(message)).toBe('');
	},
);
