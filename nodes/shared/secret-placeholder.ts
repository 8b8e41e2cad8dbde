/**
 * n8n shows a saved secret as dots, and puts it back when it is saved unchanged. Whoever writes beside the dots saves
 * a text with this in the place of the secret, which everybody can read in n8n's source.
 */
const PLACEHOLDER = '__n8n_BLANK_VALUE_';

/** Whether a credential's value was written beside the dots of the secret that it has replaced. */
export function holdsPlaceholder(value: unknown): boolean {
	return String(value ?? '').includes(PLACEHOLDER);
}
