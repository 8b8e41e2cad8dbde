import type { INodePropertyOptions } from 'n8n-workflow';

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { runFields } from '../nodes/shared/form/run-options';
import type { Field, FieldGroup, Operation, Resource } from '../nodes/shared/operation';
import { loadPlatforms, repository } from './platforms';

export const operationsFile = join(repository, 'docs', 'operations.md');

/** The page that lists every operation and its fields, made from the same data as the nodes. */
export function operationsPage(): string {
	const lines = [
		'# Operations',
		'',
		'<!-- Made by `npm run docs` from the data in nodes/. Change it there. -->',
		'',
		'Every operation of every platform, with the request that it makes and the fields of its form. A path',
		"starts at the base URL of the credential; a part in braces is filled by the field of the vendor's name.",
		'',
		'## Every operation',
		'',
		'These settings of a run stand in the *Options* of every operation.',
		'',
		...fieldTable(runFields, ['options']),
	];
	for (const { name, resources } of loadPlatforms()) {
		lines.push('', `## ${name}`);
		for (const resource of resources) lines.push(...resourceSection(resource));
	}
	return `${lines.join('\n')}\n`;
}

function resourceSection({ name, operations }: Resource): string[] {
	return [
		'',
		`### ${name}`,
		'',
		'| Operation | Request | What it does |',
		'| --- | --- | --- |',
		...operations.map(operationRow),
		...operations.flatMap(operationSection),
	];
}

function operationRow({ name, method, path, description }: Operation): string {
	return row([name, `\`${method} ${path || 'any path'}\``, description]);
}

function operationSection({ name, fields }: Operation): string[] {
	if (fields.length === 0) return [];
	return ['', `#### ${name}`, '', ...fieldTable(fields)];
}

function fieldTable(fields: Field[], parents: string[] = []): string[] {
	return [
		'| Field | Parameter | Type | Required | Default | Description |',
		'| --- | --- | --- | --- | --- | --- |',
		...fields.flatMap((field) => fieldRows(field, [], parents)),
	];
}

function fieldRows(field: Field, labels: string[], names: string[]): string[] {
	const label = [...labels, field.displayName];
	const name = [...names, field.name];
	const options = field.options ?? [];
	const own = row([
		label.join(' > '),
		`\`${name.join('.')}\``,
		typeOf(field),
		field.required ? 'yes' : 'no',
		field.default === '' ? '' : `\`${JSON.stringify(field.default)}\``,
		field.description ?? '',
	]);
	const nested = options.flatMap((option) => {
		if (isGroup(option)) {
			return option.values.flatMap((value) => fieldRows(value, label, [...name, option.name]));
		}
		return isField(option) ? fieldRows(option, label, name) : [];
	});
	return [own, ...nested];
}

function typeOf({ type, options = [] }: Field): string {
	const choices = options.flatMap((option) =>
		isGroup(option) || isField(option) ? [] : [`\`${option.value}\``],
	);
	return choices.length > 0 ? `${type}: ${choices.join(', ')}` : type;
}

function isGroup(option: INodePropertyOptions | Field | FieldGroup): option is FieldGroup {
	return 'values' in option;
}

function isField(option: INodePropertyOptions | Field | FieldGroup): option is Field {
	return 'type' in option;
}

/** Angle brackets would be taken for HTML, bars for the end of a cell. */
function row(cells: string[]): string {
	const escaped = cells.map((cell) =>
		cell
			.replaceAll('|', '\\|')
			.replaceAll(/\s*\n\s*/g, ' ')
			.replaceAll('<', '&lt;'),
	);
	return `| ${escaped.join(' | ')} |`;
}

if (require.main === module) {
	writeFileSync(operationsFile, operationsPage());
	console.log(`Wrote ${operationsFile}`);
}
