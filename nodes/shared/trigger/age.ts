import type { IWebhookFunctions } from 'n8n-workflow';

/** Seconds. */
const MAXIMUM_AGE = 3600;

/**
 * Why a delivery is refused for its age, where the signature holds no time but the signed body does: an old delivery
 * is somebody's recording. A clock that is off as far in the other direction is taken for wrong, too.
 *
 * @param time ISO 8601, from the signed body
 */
export function ageRefusal(functions: IWebhookFunctions, time: string | null): string | undefined {
	const maximumAge = functions.getNodeParameter('options.maximumAge', MAXIMUM_AGE) as number;
	if (maximumAge <= 0) return undefined;
	if (time === null) return 'the body has no timestamp';
	const age = Math.round((Date.now() - Date.parse(time)) / 1000);
	return Math.abs(age) <= maximumAge ? undefined : `the body's timestamp is ${age} seconds old`;
}
