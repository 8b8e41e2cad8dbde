type Stop = () => Promise<void>;

// jest loads the set-up and the tear-down apart from each other; only the global object is common to both.
const holder = globalThis as unknown as { whatsappHubStops?: Stop[] };

/** Notes something to be stopped after the last test. */
export function stopLater(stop: Stop): void {
	(holder.whatsappHubStops ??= []).push(stop);
}

/** Stops everything, the last started first. */
export async function stopAll(): Promise<void> {
	for (const stop of (holder.whatsappHubStops ?? []).reverse()) await stop();
	holder.whatsappHubStops = [];
}
