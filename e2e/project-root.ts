import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The checkout's own folder. Looked for upwards, because the same file runs as `e2e/*.ts` under
 * jest and as `build/e2e/*.js` under node. The compiler's settings mark it: the compiler may copy
 * package.json into its output, but not these.
 */
export function projectRoot(from: string = __dirname): string {
	if (existsSync(join(from, 'tsconfig.json'))) return from;
	if (from === dirname(from)) throw new Error(`${__dirname} is not inside a checkout.`);
	return projectRoot(dirname(from));
}
