import type { INodeProperties } from 'n8n-workflow';

import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { join } from 'node:path';

import { hubManifest, type SinglePackage } from './manifests';
import { loadPlatforms, repository, type PlatformSource } from './platforms';

const read = (path: string) => readFileSync(join(repository, path), 'utf8');

/** README.md of a package: how to install it, and the platform's page in docs/, or what the nodes say of themselves. */
export function readmeOf({ platform, manifest }: SinglePackage): string {
	const { name: hub } = hubManifest();
	const page = `docs/${platform.id}.md`;
	return [
		`# ${manifest.name}`,
		'',
		`${manifest.description}.`,
		'',
		'## Installation',
		'',
		'1. In n8n open **Settings > Community nodes** and choose **Install**.',
		`2. Enter \`${manifest.name}\`, tick the box about the risks, and choose **Install**.`,
		`3. Search for ${platform.name} in the node panel.`,
		'',
		`The same nodes are in [${hub}](https://www.npmjs.com/package/${hub}), together with those of other platforms.`,
		`Install one of the two: [what happens with both, and how workflows move](${webAddress('docs/publishing.md')}).`,
		'',
		...(existsSync(join(repository, page)) ? [pageOf(page)] : summaryOf(platform)),
		'## More',
		'',
		`[Every field of every operation](${webAddress('docs/operations.md', `#${slug(platform.name)}`)}),`,
		`[troubleshooting](${webAddress('docs/troubleshooting.md')}),`,
		`[what is promised about messages](${webAddress('docs/reliability.md')}),`,
		`[source and issues](${webAddress('')}).`,
		'',
		'## License',
		'',
		`[${manifest.license}](LICENSE.md)`,
		'',
	].join('\n');
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

function summaryOf({ action, triggers, resources, credential }: PlatformSource): string[] {
	return [
		'## Nodes',
		'',
		...[action, ...triggers].map(
			({ description: { displayName, description } }) => `- **${displayName}**: ${description}`,
		),
		'',
		'## Operations',
		'',
		...resources.map(
			({ name, operations }) => `- **${name}**: ${operations.map((one) => one.name).join(', ')}`,
		),
		'',
		'## Credential',
		'',
		...credential.properties
			.filter(({ type }) => !['hidden', 'notice'].includes(type))
			.map(fieldLine),
		'',
	];
}

function fieldLine({ displayName, description }: INodeProperties): string {
	return description ? `- **${displayName}**: ${description}` : `- **${displayName}**`;
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
