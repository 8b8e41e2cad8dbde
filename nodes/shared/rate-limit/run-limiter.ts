import type { Headers } from './headers';

/** Time and chance, for tests in virtual time. Milliseconds. */
export interface Clock {
	/** Never goes back. */
	now(): number;
	/** Since 1970. */
	date(): number;
	wait(milliseconds: number): Promise<unknown>;
	/** From 0 to 1. */
	random(): number;
}

/** What one run allows itself, below what the platform allows the credential. */
export interface RunBounds {
	/** Requests a second. */
	perSecond?: number;
	/** Milliseconds that one pause may last. */
	longestWait: number;
	/** Ends every wait of the run. */
	signal?: AbortSignal;
}

/** What a request had to wait for. */
export type Bottleneck = 'rate' | 'concurrency';

/** Leave to send one request. */
export interface Permit {
	sentAt: number;
	/** How many pauses there had been. */
	pauses: number;
	/** What it had to wait for. */
	waitedFor?: Bottleneck;
}

/** A run's door to the limiter. */
export interface RunLimiter {
	/** How many requests the platform seems to take at the same time. */
	readonly concurrency: number;
	/**
	 * Waits for the turn to send. Each permit must be given back.
	 * @throws RequestError when the pause under way is longer than the run's longest wait, or the run was stopped
	 */
	acquire(): Promise<Permit>;
	/**
	 * Takes note of what came back.
	 *
	 * @param response none when the connection failed
	 * @returns whether it was a 429, after which the same request may take its next turn
	 */
	release(permit: Permit, response?: { statusCode: number; headers: Headers }): boolean;
}
