import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

import type { Resource } from '../nodes/shared/operation';
import { hubManifest, type SinglePackage } from './manifests';
import { loadPlatforms, repository, type PlatformSource } from './platforms';

const read = (path: string) => readFileSync(join(repository, path), 'utf8');

/** README.md of a package: the platform's page in docs/, with how to install the package and what it can do. */
export function readmeOf({ platform, manifest }: SinglePackage): string {
	const page = pageOf(`docs/platforms/${platform.id}.md`);
	const firstSection = page.indexOf('## ');
	return [
		`# ${manifest.name}`,
		'',
		`${manifest.description}.`,
		'',
		page.slice(0, firstSection).trim(),
		'',
		...installation(platform.name, manifest.name),
		page.slice(firstSection).trim(),
		'',
		'## Operations',
		'',
		`[Every field](${webAddress('docs/operations.md', `#${slug(platform.name)}`)}).`,
		'',
		...platform.resources.map((resource) => `- **${resource.name}**: ${namesOf(resource)}`),
		'',
		'## More',
		'',
		`[Troubleshooting](${webAddress('docs/troubleshooting.md')}),`,
		`[what is promised about messages](${webAddress('docs/reliability.md')}),`,
		`[source and issues](${webAddress('')}).`,
		'',
		'## License',
		'',
		`[${manifest.license}](LICENSE.md)`,
		'',
	].join('\n');
}

function installation(platform: string, packageName: string): string[] {
	const { name: hub } = hubManifest();
	return [
		'## Installation',
		'',
		'1. In n8n open **Settings > Community nodes** and choose **Install**.',
		`2. Enter \`${packageName}\`, tick the box about the risks, and choose **Install**.`,
		`3. Search for ${platform} in the node panel.`,
		'',
		'From version 3.0 on, n8n loads packages that it has not verified only with',
		'`N8N_UNVERIFIED_PACKAGES_ENABLED=true`.',
		'',
		`[${hub}](https://www.npmjs.com/package/${hub}) has the same nodes, and those of other platforms.`,
		`Install one of the two: [what happens with both, and how workflows move](${webAddress('docs/publishing.md')}).`,
		'',
	];
}

function namesOf({ operations }: Resource): string {
	return operations.map(({ name }) => name).join(', ');
}

/** A page of the docs without its title, with links that work anywhere. */
function pageOf(page: string): string {
	const body = read(page).replace(/^# .*\n+/, '');
	return body.replace(/(\]\()(?!\w+:|#)([^)\s#]*)(#[^)\s]*)?\)/g, (_, start, path, anchor = '') => {
		const target = posix.join(posix.dirname(page), path);
		return `${start}${webAddress(target, anchor)})`;
	});
}

/** A file of the repository as GitHub shows it, in the version of the package; pictures as they are. */
function webAddress(path: string, anchor = ''): string {
	const { repository: source, version } = hubManifest();
	const base = source.url.replace(/^git\+/, '').replace(/\.git$/, '');
	if (path === '') return base;
	const view = /\.(png|gif|svg|jpe?g|webp)$/.test(path) ? 'raw' : 'blob';
	return `${base}/${view}/v${version}/${path}${anchor}`;
}

function slug(heading: string): string {
	return heading.toLowerCase().replaceAll(' ', '-');
}

/** CHANGELOG.md without what concerns only other platforms, or only this repository. */
export function changelogOf({ platform }: SinglePackage): string {
	const others = loadPlatforms()
		.map(({ name }) => name)
		.filter((name) => name !== platform.name);
	const blocks = read('CHANGELOG.md').split(/\n(?=- |#|\n)/);
	const kept = blocks.filter(
		(block) => !block.startsWith('- ') || concerns(block, platform, others),
	);
	return `${kept
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim()}\n`;
}

/** An entry that is about some platforms begins with their names, before its colon. */
function concerns(entry: string, { name }: PlatformSource, others: string[]): boolean {
	const [subject] = entry.split(':', 1);
	if (subject.includes(name)) return true;
	return !others.some((other) => subject.includes(other)) && !subject.includes('`npm run');
}
