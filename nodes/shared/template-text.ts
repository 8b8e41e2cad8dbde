import { InvalidValue } from './operation';

/** WhatsApp's limits for a template, in characters. Meta, "Message template components". */
const LENGTHS = { Header: 60, Body: 1024, Footer: 60, 'Button Text': 25 };

/** In what platforms differ. */
export interface ComponentRules {
	/** `TEXT`, `IMAGE`, … */
	headerFormats: string[];
	/** Whether each variable needs a sample value. Where none is given and none is needed, that is fine. */
	examplesRequired: boolean;
}

/** @throws InvalidValue naming the part */
export function checkText(part: keyof typeof LENGTHS, text: unknown): void {
	if (typeof text !== 'string' || text.trim() === '') throw new InvalidValue('is empty', part);
	if (text.length > LENGTHS[part]) {
		throw new InvalidValue(
			`has ${text.length} characters; WhatsApp takes at most ${LENGTHS[part]}`,
			part,
		);
	}
}

/** Variables are numbered {{1}}, {{2}}, … without a gap, and each needs one sample value. */
export function checkExamples(
	part: string,
	text: unknown,
	examples: unknown[],
	{ examplesRequired }: ComponentRules,
): void {
	const names = [...String(text).matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name]) => name.trim());
	const wrong = names.find((name) => !/^[1-9]\d*$/.test(name));
	if (wrong !== undefined) {
		throw new InvalidValue(
			`has the variable {{${wrong}}}; variables are numbered {{1}}, {{2}}, …`,
			part,
		);
	}
	const count = Math.max(0, ...names.map(Number));
	if (new Set(names).size !== count) {
		throw new InvalidValue(
			`must number its variables from {{1}} to {{${count}}} without a gap`,
			part,
		);
	}
	if (examples.length === 0 && !examplesRequired) return;
	const filled = examples.filter((example) => String(example ?? '').trim() !== '');
	if (examples.length !== count || filled.length !== count) {
		throw new InvalidValue(`has ${count} variables, but ${filled.length} sample values`, part);
	}
}
