/**
 * The secrets of a credential field that takes several, one in a line, so that one can be changed without a gap.
 * Any white space parts them: n8n's form may turn a line's end into a space.
 */
export function secretLines(value: unknown): string[] {
	return typeof value === 'string' ? value.split(/\s+/).filter((line) => line !== '') : [];
}
