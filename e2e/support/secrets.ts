import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import type { SharedHost, SharedN8n } from '../run/shared-host';

/** Where texts were found in n8n's database: in how many executions, and in how many errors of a publication. */
export interface Found {
	data: number;
	errors: number;
}

/**
 * Runs in n8n's own Node.js, which can read the database while n8n writes to it: executions are read
 * once, however many texts are looked for. Prints the counts as JSON.
 */
const COUNT_IN_DATABASE = `
const { DatabaseSync } = require('node:sqlite');
const [file] = process.argv.slice(1);
const texts = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const database = new DatabaseSync(file, { readOnly: true });
const found = texts.map(() => ({ data: 0, errors: 0 }));
const count = (kind, sql) => {
	for (const { text } of database.prepare(sql).iterate()) {
		texts.forEach((wanted, index) => { if (text.includes(wanted)) found[index][kind] += 1; });
	}
};
count('data', 'SELECT data AS text FROM execution_data');
count('errors', "SELECT coalesce(errorMessage, '') AS text FROM workflow_publication_trigger_status");
console.log(JSON.stringify(found));`;

export function countInDatabase({ n8n }: SharedHost, file: string, texts: string[]): Found[] {
	const args = ['--no-warnings', '-e', COUNT_IN_DATABASE, file];
	const options = { encoding: 'utf8', input: JSON.stringify(texts) } as const;
	return JSON.parse(execFileSync(n8n.node, args, options)) as Found[];
}

/** Every secret that was in use in any test file so far. */
export function rememberedSecrets({ secretsFile }: SharedHost): string[] {
	return [...new Set(readFileSync(secretsFile, 'utf8').split('\n').filter(Boolean))];
}

/** What this n8n has written down of these texts, with their first letters only. */
export function leaksOf(shared: SharedHost, running: SharedN8n, texts: string[]): unknown[] {
	const found = countInDatabase(shared, running.databaseFile, texts);
	const log = readFileSync(running.logFile, 'utf8');
	return texts
		.map((text, index) => ({ ...found[index], log: log.includes(text), text }))
		.filter(({ data, errors, log: logged }) => data > 0 || errors > 0 || logged)
		.map(({ text, ...places }) => ({ ...places, beginsWith: text.slice(0, 6) }));
}

/** Neither the executions in this n8n's database, nor the errors of a publication, nor its log hold a secret. */
export function expectNoSecrets(shared: SharedHost, running: SharedN8n): void {
	expect(leaksOf(shared, running, rememberedSecrets(shared))).toEqual([]);
}
