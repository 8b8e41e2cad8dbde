import { setTimeout as sleep } from 'node:timers/promises';

export interface PollOptions {
	/** Milliseconds until giving up. */
	timeout?: number;
	/** Milliseconds between two looks. */
	interval?: number;
}

const DEFAULT_TIMEOUT = 20_000;
const DEFAULT_INTERVAL = 100;

/**
 * Looks again and again until `look` gives something other than undefined, null or false.
 * `what` is what the error names, so write it as the end of "Waited for …".
 * @throws Error with what was waited for, how long, and what `describe` last saw.
 */
export async function waitFor<T>(
	what: string,
	look: () => Promise<T | undefined | null | false>,
	options: PollOptions & { describe?: () => unknown } = {},
): Promise<T> {
	const timeout = options.timeout ?? DEFAULT_TIMEOUT;
	const deadline = Date.now() + timeout;
	for (;;) {
		const found = await look();
		if (found !== undefined && found !== null && found !== false) return found;
		if (Date.now() >= deadline) {
			const seen = options.describe ? ` Last seen: ${JSON.stringify(options.describe())}` : '';
			throw new Error(`Waited ${timeout / 1000} s for ${what}, in vain.${seen}`);
		}
		await sleep(options.interval ?? DEFAULT_INTERVAL);
	}
}
