import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { dataFolder } from '../n8n/process';
import { installPackages, packPackage, sourceFingerprint } from '../package';
import type { Report } from '../progress';
import { projectRoot } from '../project-root';
import type { DemoHome } from './home';

/** What was done with the nodes, for the person who waits. */
export type NodesOutcome = 'unchanged' | 'built, content unchanged' | 'built and installed';

async function buildAndInstall(home: DemoHome, report: Report): Promise<NodesOutcome> {
	const folder = mkdtempSync(join(tmpdir(), 'whatsapp-hub-package-'));
	try {
		const packed = await packPackage(projectRoot(), folder, report);
		if (home.memory.integrity === packed.integrity) return 'built, content unchanged';
		await installPackages([packed.file], dataFolder(home.userFolder), report);
		home.memory.integrity = packed.integrity;
		return 'built and installed';
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Puts the nodes of this checkout into the demo's n8n; costs nothing when they have not changed. */
export async function ensureInstalledNodes(home: DemoHome, report: Report): Promise<NodesOutcome> {
	const sources = sourceFingerprint(projectRoot());
	const modules = join(dataFolder(home.userFolder), 'nodes', 'node_modules', '.package-lock.json');
	if (!existsSync(modules)) home.memory.integrity = undefined;
	else if (home.memory.sources === sources) return 'unchanged';
	const outcome = await buildAndInstall(home, report);
	home.memory.sources = sources;
	home.save();
	return outcome;
}
