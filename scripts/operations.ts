import type { INodePropertyOptions } from 'n8n-workflow';

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

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
	for (const { id, name, resources } of loadPlatforms()) {
		const scopes = scopesOf(id);
		lines.push('', `## ${name}`);
		for (const resource of resources) lines.push(...resourceSection(resource, scopes));
	}
	return `${lines.join('\n')}\n`;
}

/** The scopes that an API key needs, by resource and operation, e.g. `message.sendText`. */
type Scopes = Map<string, string>;

interface ContractOperation {
	operationId?: string;
	'x-operations'?: string[];
	'x-scope'?: string;
}

function scopesOf(platformId: string): Scopes {
	const file = join(repository, 'sandbox', 'platforms', platformId, 'openapi.yaml');
	const contract = parse(readFileSync(file, 'utf8')) as {
		paths: Record<string, Record<string, ContractOperation>>;
	};
	const operations = Object.values(contract.paths).flatMap((methods) => Object.values(methods));
	return new Map(
		operations.flatMap((operation) => {
			const { operationId = '', 'x-operations': names = [operationId] } = operation;
			const scope = operation['x-scope'];
			return scope === undefined ? [] : names.map((name): [string, string] => [name, scope]);
		}),
	);
}

function resourceSection({ name, value, operations }: Resource, scopes: Scopes): string[] {
	const scopeOf = (operation: Operation) => scopes.get(`${value}.${operation.value}`);
	const rows = operations.map((operation) => {
		const scope = scopeOf(operation);
		const { method, path, description } = operation;
		const cells = [operation.name, `\`${method} ${path || 'any path'}\``, description];
		return row(scopes.size > 0 ? [...cells, scope ? `\`${scope}\`` : ''] : cells);
	});
	const head = ['Operation', 'Request', 'What it does', ...(scopes.size > 0 ? ['Scope'] : [])];
	return [
		'',
		`### ${name}`,
		'',
		row(head),
		row(head.map(() => '---')),
		...rows,
		...operations.flatMap(operationSection),
	];
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

/** Links in Markdown's form, no other HTML. Angle brackets would be taken for HTML, bars for the end of a cell. */
function row(cells: string[]): string {
	const escaped = cells.map((cell) =>
		cell
			.replaceAll(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g, '[$2]($1)')
			.replaceAll(/<\/?(?:b|br|i|code|ol|ul|li)\s*\/?>/g, '')
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
