import type { ICredentialTestRequest } from 'n8n-workflow';

/** What the test of a platform's credential names. */
interface TestedCredential {
	platform: string;
	/** What proves who n8n is, e.g. `key`. */
	secret: string;
	/** How to get another one, as a sentence. */
	renew: string;
	/** The base URL as it should be. */
	baseUrl: string;
	/** What a 403 means where the vendor says it. */
	forbidden?: string;
}

type Rules = NonNullable<ICredentialTestRequest['rules']>;
type StatusRule = Extract<Rules[number], { type: 'responseCode' }>;

const REDIRECTS = [301, 302, 303, 307, 308];
const FAILURES = [500, 502, 503, 504];

/**
 * What n8n shows when the platform refuses the test of a credential: what to do, in the same words on all platforms.
 * n8n has no rule for a test that finds no server; it shows the network's code, e.g. `ECONNREFUSED`.
 */
export function refusalRules(tested: TestedCredential): StatusRule[] {
	const { platform, secret, renew, forbidden } = tested;
	const rule = (value: number, message: string): StatusRule => ({
		type: 'responseCode',
		properties: { value, message },
	});
	return [
		rule(
			401,
			`${platform} does not take this ${secret}: it is wrong, revoked or expired. ${renew}`,
		),
		rule(
			403,
			forbidden ??
				`${platform} refuses this ${secret} here (HTTP 403). Check what it is allowed to do, and from which addresses.`,
		),
		...[404, 405].map((status) => rule(status, noApi(tested))),
		...REDIRECTS.map((status) =>
			rule(status, `This address leads to another one (HTTP ${status}). ${checkBaseUrl(tested)}`),
		),
		rule(429, `${platform} takes no more requests for now. Wait a minute, and test again.`),
		...FAILURES.map((status) =>
			rule(status, `${platform} has a problem of its own (HTTP ${status}). Test again later.`),
		),
	];
}

/** For an address where something else answers, or the API has no such path. */
export function noApi(tested: Pick<TestedCredential, 'platform' | 'baseUrl'>): string {
	return `This address answers, but not as the API of ${tested.platform}. ${checkBaseUrl(tested)}`;
}

function checkBaseUrl({ baseUrl }: Pick<TestedCredential, 'baseUrl'>): string {
	return `Check the Base URL: ${baseUrl}.`;
}
