import { RequestFailure, type Outcome } from './failure';
import type { ApiRequest } from './operation';
import type { Answer, Platform } from './platform';
import { redact, redactText, type Secrets } from './redaction';

/** What is wrong with an answer, if anything. */
export function judge(
	answer: Answer,
	request: ApiRequest,
	platform: Platform,
	secrets: Secrets,
): RequestFailure | undefined {
	const { statusCode: status } = answer;
	const words = platform.failure(answer, request);
	const failed = (outcome: Outcome, message: string) =>
		new RequestFailure(outcome, redactText(message, secrets), {
			status,
			body: redact(answer.body, secrets),
			transient: outcome === 'unknown',
		});
	// Another try of the same request, of which nobody knows yet what becomes.
	if (platform.inProgress?.(answer)) return failed('unknown', words ?? `HTTP ${status}`);
	// 408 comes from a proxy that gave up waiting: the platform may have gone on.
	if (status >= 500 || status === 408) return failed('unknown', words ?? `HTTP ${status}`);
	if (status >= 400) return failed('refused', words ?? `HTTP ${status}`);
	if (status >= 300) return failed('refused', `the platform redirects (HTTP ${status})`);
	if (words !== undefined) return failed(platform.unclear?.(answer) ? 'unknown' : 'refused', words);
	if (typeof answer.body === 'string' && answer.body !== '') {
		return failed('unknown', `the answer (HTTP ${status}) is not JSON`);
	}
	return undefined;
}
