import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { loadCredentials, loadNodes, repository } from './platforms';

/** Type, choices and default of each parameter, by its path: `options: MARKETING, UTILITY = "UTILITY"`. */
type Parameters = Record<string, string>;

export interface Surface {
	/** By `resource.operation`; `*` where a parameter belongs to all. */
	nodes: Record<string, { version: unknown; parameters: Record<string, Parameters> }>;
	credentials: Record<string, Parameters>;
}

export const surfaceFile = join(repository, 'test', 'surface.json');

/** Everything that saved workflows and credentials refer to by name. */
export function currentSurface(): Surface {
	const nodes = loadNodes().map(({ description: { name, version, properties } }) => [
		name,
		{ version, parameters: parametersOf(properties) },
	]);
	const credentials = loadCredentials().map(({ name, properties }) => [
		name,
		Object.fromEntries(properties.flatMap((property) => flatten(property, ''))),
	]);
	// Through JSON, so that it compares equal with what is read from the file.
	return JSON.parse(
		JSON.stringify({
			nodes: Object.fromEntries(nodes),
			credentials: Object.fromEntries(credentials),
		}),
	);
}

export function committedSurface(): Surface {
	return JSON.parse(readFileSync(surfaceFile, 'utf8'));
}

function parametersOf(properties: INodeProperties[]): Record<string, Parameters> {
	const parameters: Record<string, Parameters> = {};
	for (const property of properties) {
		for (const place of placesOf(property)) {
			Object.assign((parameters[place] ??= {}), Object.fromEntries(flatten(property, '')));
		}
	}
	return parameters;
}

function placesOf({ displayOptions }: INodeProperties): string[] {
	const resources = displayOptions?.show?.resource ?? ['*'];
	const operations = displayOptions?.show?.operation ?? ['*'];
	return resources.flatMap((resource) => operations.map((operation) => `${resource}.${operation}`));
}

function flatten(property: INodeProperties, prefix: string): Array<[string, string]> {
	const path = `${prefix}${property.name}`;
	const options = property.options ?? [];
	const choices = options.flatMap((option) => ('value' in option ? [option.value] : []));
	const type = choices.length > 0 ? `${property.type}: ${choices.join(', ')}` : property.type;
	const nested = options.flatMap((option) => {
		if ('values' in option) return flattenGroup(option, `${path}.`);
		return 'type' in option ? flatten(option, `${path}.`) : [];
	});
	return [[path, `${type} = ${JSON.stringify(property.default)}`], ...nested];
}

function flattenGroup(group: INodePropertyCollection, prefix: string): Array<[string, string]> {
	return group.values.flatMap((value) => flatten(value, `${prefix}${group.name}.`));
}

if (require.main === module) {
	writeFileSync(surfaceFile, `${JSON.stringify(currentSurface(), null, 2)}\n`);
	console.log(`Wrote ${surfaceFile}`);
}
