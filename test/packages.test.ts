import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { linksOf, manifestText, singlePackages } from '../scripts/manifests';
import { changelogOf, readmeOf } from '../scripts/package-pages';
import { packageJson, repository } from '../scripts/platforms';

const singles = singlePackages();

test('each node and each credential of the hub is in one package of a platform', () => {
	const all = singles.map(({ manifest }) => manifest.n8n);
	const { n8n } = packageJson();
	expect(all.flatMap(({ nodes }) => nodes).sort()).toEqual([...n8n.nodes].sort());
	expect(all.flatMap(({ credentials }) => credentials).sort()).toEqual([...n8n.credentials].sort());
});

describe.each(singles.map((single) => [single.manifest.name, single] as const))(
	'%s',
	(_, single) => {
		const folder = join(repository, single.folder);
		const { name } = single.platform;

		test('has in its folder what `npm run packages` would write', () => {
			expect(readFileSync(join(folder, 'package.json'), 'utf8')).toBe(
				manifestText(single.manifest),
			);
			expect(linksOf(single).filter((path) => !existsSync(join(folder, path)))).toEqual([]);
		});

		test('has a README with its own name, and links that work on npm', () => {
			const readme = readmeOf(single);
			expect(readme).toContain(`# ${single.manifest.name}\n`);
			const links = [...readme.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
			expect(links.filter((link) => !/^(https:|#|LICENSE\.md$)/.test(link))).toEqual([]);
		});

		test('has a changelog about its own platform', () => {
			const entries = changelogOf(single).split(/\n(?=- )/);
			const others = singles.map(({ platform }) => platform.name).filter((other) => other !== name);
			const subjects = entries.map((entry) => entry.split(':')[0]);
			const foreign = (subject: string) => others.some((other) => subject.startsWith(`- ${other}`));
			expect(subjects.filter((subject) => subject.startsWith(`- ${name}`))).not.toEqual([]);
			expect(subjects.filter((one) => foreign(one) && !one.includes(name))).toEqual([]);
			expect(changelogOf(single)).toContain(`## [${single.manifest.version}]`);
		});
	},
);
