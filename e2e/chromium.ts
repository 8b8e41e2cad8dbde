import { existsSync } from 'node:fs';

import execa from 'execa';

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/snap/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const PACKAGES = ['chromium', 'fonts-liberation'];
const INSTALL_MS = 300_000;

/**
 * The browser that playwright-core starts: CHROMIUM_PATH, else the one of this machine, else Debian's package,
 * which is installed.
 * @throws Error that says what to do where there is none and none can be installed
 */
export async function ensureChromium(): Promise<string> {
	const given = process.env.CHROMIUM_PATH;
	const found = given ?? PLACES.find((place) => existsSync(place));
	if (found !== undefined) return found;
	await aptGet(['update']);
	await aptGet(['install', '--yes', '--no-install-recommends', ...PACKAGES]);
	return PLACES[0];
}

async function aptGet(args: string[]): Promise<void> {
	const isRoot = process.getuid?.() === 0;
	const [command, ...before] = isRoot ? ['apt-get'] : ['sudo', '--non-interactive', 'apt-get'];
	const env = { DEBIAN_FRONTEND: 'noninteractive' };
	await execa(command, [...before, ...args], { env, timeout: INSTALL_MS }).catch((error: Error) => {
		throw new Error(
			`There is no Chromium. Install one, or set CHROMIUM_PATH to its path. (${error.message.split('\n')[0]})`,
		);
	});
}
