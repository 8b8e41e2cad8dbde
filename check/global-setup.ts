import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import execa from 'execa';

import { runCommand } from '../e2e/command';
import { singlePackages } from '../scripts/manifests';
import { packAll } from '../scripts/pack-all';
import { repository } from '../scripts/platforms';
import { share, type PackedPackage } from './prepared';
import { ensureTools } from './tools';

/** Builds and packs everything, and unpacks it again. */
async function pack(folder: string): Promise<PackedPackage[]> {
	await runCommand('npm', ['run', 'build'], { cwd: repository, title: 'Building the nodes' });
	const singles = singlePackages();
	const tarballs = await packAll(join(folder, 'packed'));
	return await Promise.all(
		tarballs.map(async (tarball) => {
			const unpacked = join(folder, 'unpacked', tarball.name);
			mkdirSync(unpacked, { recursive: true });
			await execa('tar', ['-xzf', tarball.file, '-C', unpacked, '--strip-components=1']);
			const single = singles.find(({ manifest }) => manifest.name === tarball.name);
			return { ...tarball, unpacked, source: join(repository, single?.folder ?? '') };
		}),
	);
}

export default async function setUp(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'whatsapp-hub-check-'));
	const [tools, packages] = await Promise.all([ensureTools(), pack(folder)]);
	share({ tools, packages, folder });
}
