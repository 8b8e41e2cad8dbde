/** Ids kept for each trigger; the oldest go first. */
const CAPACITY = 10_000;

const seenByTrigger = new Map<string, Set<string>>();

/**
 * Whether the trigger saw the id before; remembers it.
 *
 * The memory is this process's own: it is empty after a restart, and each webhook process of a scaled
 * instance has its own. n8n keeps nothing that a webhook call writes when the call starts an execution.
 *
 * @param trigger tells one trigger from another, and its test address from its production address
 */
export function isDuplicate(trigger: string, id: string): boolean {
	const seen = seenByTrigger.get(trigger) ?? new Set<string>();
	seenByTrigger.set(trigger, seen);
	if (seen.has(id)) return true;
	seen.add(id);
	if (seen.size > CAPACITY) seen.delete(seen.values().next().value as string);
	return false;
}
