/** What can be changed while a platform runs (PATCH /sandbox/:platform/settings). */
export interface Settings {
	apiKey: string;
	/** Sends let through in any second; null for no limit. */
	ratePerSecond: number | null;
	/** Whether sends are answered with Retry-After and X-RateLimit-* headers. */
	rateHeaders: boolean;
	/** Added to every answer of the API. */
	latencyMs: number;
	/** How long after a customer's message free-form sends are allowed. */
	windowHours: number;
	/** The pauses before each further try of a webhook that was not answered with 2xx. */
	webhookRetryDelaysMs: number[];
	/** Whether an accepted message becomes sent, delivered and read by itself. */
	autoStatuses: boolean;
}

/** `own` are the settings that only one platform has. */
export function startSettings(apiKey: string, own: Record<string, unknown> = {}): Settings {
	return {
		apiKey,
		ratePerSecond: null,
		rateHeaders: false,
		latencyMs: 0,
		windowHours: 24,
		webhookRetryDelaysMs: [500, 2000, 5000],
		autoStatuses: true,
		...structuredClone(own),
	};
}
