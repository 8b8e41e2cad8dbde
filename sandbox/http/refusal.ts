/** A request that is answered with an error; the platform puts the text into its own error form. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		text: string,
		/** What the platform's error form holds beside the text, such as a code. */
		readonly details: Record<string, unknown> = {},
	) {
		super(text);
	}
}
