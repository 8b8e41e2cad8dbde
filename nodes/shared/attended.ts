import type { IAllExecuteFunctions } from 'n8n-workflow';

import { Pace } from './pace';
import type { Platform } from './platform';
import { Transport, type TransportOptions } from './transport';

/** Milliseconds. */
const TIMEOUT = 10_000;
const LONGEST_WAIT = 5_000;

/**
 * For requests that somebody waits for: a person in front of a list, n8n while it activates a trigger. They must
 * fail sooner than a run's.
 */
export async function openAttended(
	functions: IAllExecuteFunctions,
	platform: Platform,
	options: Partial<TransportOptions> = {},
): Promise<Transport> {
	const pace = new Pace(0, LONGEST_WAIT);
	return await Transport.open(functions, platform, { timeout: TIMEOUT, pace, ...options });
}
