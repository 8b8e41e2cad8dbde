import { InvalidValue } from './operation';

/**
 * A text of a button or a list row, checked.
 *
 * @param label what the text is, for the error, e.g. `Title of button 2`
 * @throws InvalidValue when it is empty or too long
 */
export function labelledText(value: unknown, label: string, maxLength: number): string {
	const text = optionalText(value, label, maxLength);
	if (text === undefined) throw new InvalidValue('is empty', label);
	return text;
}

/** The same for a text that may be missing. WhatsApp takes no spaces at the ends of an ID. */
export function optionalText(value: unknown, label: string, maxLength: number): string | undefined {
	const text = String(value ?? '').trim();
	if (text.length > maxLength) {
		throw new InvalidValue(
			`has ${text.length} characters; WhatsApp takes at most ${maxLength}`,
			label,
		);
	}
	return text === '' ? undefined : text;
}

/**
 * WhatsApp answers a tap with the ID, and refuses a message with the same one twice.
 * @throws InvalidValue
 */
export function checkUnique(values: string[], what: string): void {
	const twice = values.find((value, index) => values.indexOf(value) !== index);
	if (twice !== undefined) throw new InvalidValue(`has the ${what} "${twice}" twice`);
}
