import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A file of the sandbox that the compiler does not copy (contracts, the phone): looked for from here
 * upwards, so that it is found in the sources also when this runs compiled, from a folder below them.
 */
export function sandboxFile(...path: string[]): string {
	return fileAbove('sandbox', ...path);
}

/** The nearest file of this path in a folder above this one. */
export function fileAbove(...path: string[]): string {
	return above(__dirname, join(...path));
}

function above(folder: string, path: string): string {
	const file = join(folder, path);
	if (existsSync(file)) return file;
	if (dirname(folder) === folder) throw new Error(`${path} was not found above the sandbox`);
	return above(dirname(folder), path);
}
