import { RequestFailure, type Outcome } from './failure';
import type { Answer, Platform } from './platform';
import { hideKeys, hideValues } from './redaction';

/**
 * What is wrong with an answer, if anything.
 *
 * @param secrets texts that must not be seen in the failure
 */
export function judge(
	answer: Answer,
	platform: Platform,
	secrets: string[],
): RequestFailure | undefined {
	const { statusCode: status } = answer;
	const words = platform.failure(answer);
	const failed = (outcome: Outcome, message: string) =>
		new RequestFailure(outcome, hideValues(message, secrets), {
			status,
			body: hideKeys(answer.body, platform.secretKeys),
			transient: outcome === 'unknown',
		});
	// 408 comes from a proxy that gave up waiting: the platform may have gone on.
	if (status >= 500 || status === 408) return failed('unknown', words ?? `HTTP ${status}`);
	if (status >= 400) return failed('refused', words ?? `HTTP ${status}`);
	if (status >= 300) return failed('refused', `the platform redirects (HTTP ${status})`);
	if (words !== undefined) return failed('refused', words);
	if (typeof answer.body === 'string' && answer.body !== '') {
		return failed('unknown', `the answer (HTTP ${status}) is not JSON`);
	}
	return undefined;
}
