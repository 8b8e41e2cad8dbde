import type { Tarball } from '../scripts/pack-all';
import type { Tools } from './tools';

export interface PackedPackage extends Tarball {
	/** What is in it. */
	unpacked: string;
	/** Where n8n's scanner finds its sources. */
	source: string;
}

/** What all checks have in common. */
export interface Prepared {
	tools: Tools;
	packages: PackedPackage[];
	/** For everything that is made here; removed at the end. */
	folder: string;
}

const VARIABLE = 'WHATSAPP_HUB_CHECK';

export function share(prepared: Prepared): void {
	process.env[VARIABLE] = JSON.stringify(prepared);
}

/** What the set-up has made. */
export function prepared(): Prepared {
	const text = process.env[VARIABLE];
	if (!text) throw new Error('Run the checks with `npm run check`.');
	return JSON.parse(text) as Prepared;
}
