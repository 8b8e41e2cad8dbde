import { questionOf } from '../../../nodes/shared/send-and-wait/question';
import {
	isResumeToken,
	resumeAddress,
	resumeToken,
} from '../../../nodes/shared/send-and-wait/resume-token';
import { comparableNumber } from '../../../nodes/shared/value';

const node = '3f0c9c52-5f0e-4a7b-9f5e-1b8f5c7d2a10';
const signature = 'ab'.repeat(32);
const waiting = 'https://n8n.example/base/webhook-waiting';
const signed = (to: string, approved = 'true', id = node) =>
	`${waiting}/4711/${id}?approved=${approved}&n=abcDEF_-&to=${to}&signature=${signature}`;

test.each(['true', 'false'])('A button leads back to the signed address (%s)', (approved) => {
	const token = resumeToken(signed('919876543210', approved));
	expect(token).toBe(`n8n:${approved === 'true' ? 1 : 0}:4711:${node}:abcDEF_-:${signature}`);
	expect(isResumeToken(token)).toBe(true);
	expect(resumeAddress(token, waiting, '+919876543210')).toBe(signed('919876543210', approved));
});

test('The tap of another person leads to an address that was not signed', () => {
	const token = resumeToken(signed('919876543210'));
	expect(resumeAddress(token, waiting, '+4915112345678')).not.toBe(signed('919876543210'));
	expect(resumeAddress(token, waiting, '+4915112345678')).toContain('to=4915112345678');
	expect(resumeAddress(token, waiting, null)).toBeUndefined();
});

test.each([
	['5215512345678', '+525512345678'],
	['525512345678', '+5215512345678'],
	['5511987654321', '+551187654321'],
	['551187654321', '+5511987654321'],
])('The tap of %s counts as %s writes it: WhatsApp may add or drop a digit', (asked, phone) => {
	const urls: string[] = [];
	const sign = (parameters: Record<string, string>) => {
		urls.push(`${waiting}/4711/${node}?${new URLSearchParams(parameters)}&signature=${signature}`);
		return urls.at(-1)!;
	};
	const { choices } = questionOf({ message: 'Ship?' }, sign, { nonce: 'abcDEF_-', to: asked });
	expect(urls).toContain(resumeAddress(choices[0].token, waiting, phone));
});

test.each([
	['a Mexican number of another length', '52155123456789', '5255123456789'],
	['a Brazilian line at home', '5511932345678', '551132345678'],
	['another country', '5415512345678', '545512345678'],
])('%s is another number with another digit', (_case, one, other) => {
	expect(comparableNumber(one)).not.toBe(comparableNumber(other));
});

test.each([
	['a node id that is too long for a button', signed('919876543210', 'true', 'n'.repeat(120))],
	['a node id with other characters', signed('919876543210', 'true', 'n%2Fx')],
	['an address without signature', `${waiting}/4711/${node}?approved=true&n=abc&to=1`],
])('There is no token for %s', (_case, url) => {
	expect(resumeToken(url)).toBeUndefined();
});

test.each([
	null,
	undefined,
	'',
	'yes',
	`n8n:2:1:${node}:n:${signature}`,
	`n8n:1:1:../x:n:${signature}`,
	`n8n:1:1:${node}:n:zz`,
])('The button %j is none of ours', (id) => {
	expect(isResumeToken(id)).toBe(false);
	expect(resumeAddress(id, waiting, '+919876543210')).toBeUndefined();
});
