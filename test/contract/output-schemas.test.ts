import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { repository, sourceFiles } from '../../scripts/platforms';
import { answersOf, runOnAnswer, takesAnyAnswer } from '../support/contract-answers';
import nock from '../support/network';
import { runRow } from '../support/operations';
import { widened, type OutputSchema } from '../support/output-schema';
import { type PlatformUnderTest, platforms } from '../support/platforms';
import type { Row } from '../support/row';

/**
 * What n8n shows as a node's output before its first run. n8n 2.41 looks for it in `__schema__` beside the node, under
 * the node's version and the values of resource and operation (n8n-core, dist/nodes-loader/output-schema-resolver.js).
 * `npm run schemas` makes the files again.
 */
const folderOf = ({ folder, action }: PlatformUnderTest) =>
	`nodes/${folder}/__schema__/v${String(action.description.version)}.0.0`;
const fileOf = (platform: PlatformUnderTest, id: string) =>
	`${folderOf(platform)}/${id.replace('.', '/')}.json`;
const textOf = (schema: OutputSchema) => `${JSON.stringify(schema, null, '\t')}\n`;

/** What comes out when the person has answered; the run itself only waits. */
const ANSWERS_TO_A_QUESTION: IDataObject[] = [
	{ data: { approved: true, respondedAt: '2026-01-01T00:00:00.000Z' } },
	{ data: { text: 'Blue, please', respondedAt: '2026-01-01T00:00:00.000Z' } },
];

beforeAll(async () => {
	for (const { contract } of platforms) await contract.init();
});

afterEach(() => {
	nock.cleanAll();
});

describe.each(platforms)('$name: the preview of the output', (platform) => {
	const ids = platform.operations.map(([id]) => id);

	test('is the same as what the nodes make of the contract’s examples', async () => {
		const schemas = new Map<string, string>();
		for (const id of ids) schemas.set(fileOf(platform, id), textOf(await schemaOf(platform, id)));
		if (process.env.WRITE_OUTPUT_SCHEMAS) write(platform, schemas);
		const committed = sourceFiles(folderOf(platform), /\.json$/);
		expect(committed).toEqual([...schemas.keys()].sort());
		for (const file of committed) {
			expect([file, readFileSync(join(repository, file), 'utf8')]).toEqual([
				file,
				schemas.get(file),
			]);
		}
	});

	test.each(ids)('names what comes out of %s', (id) => {
		const { type, properties = {} } = committedSchema(platform, id);
		expect(type).toBe('object');
		expect(Object.keys(properties)).not.toEqual([]);
		const [, operation] = platform.operations.find(([one]) => one === id)!;
		const asksTo = operation.fields.some(({ name, recipient }) => name === 'to' && recipient);
		const waits = id === 'message.sendAndWait';
		if (asksTo && !waits) expect(properties.to).toEqual({ type: 'string' });
	});

	const honest = platform.rows.rows.filter((row) => isHonest(row) && row.answer === undefined);
	test.each(honest.map((row, index): [string, Row] => [`${row.operation} (${index})`, row]))(
		'fits the real output of the row %s',
		async (_title, row) => {
			const schema = committedSchema(platform, row.operation);
			for (const json of accepted((await runRow(platform, row)).outputs)) {
				expect(widened(schema, json)).toEqual(schema);
			}
		},
	);
});

function write(platform: PlatformUnderTest, schemas: Map<string, string>): void {
	rmSync(join(repository, folderOf(platform)), { recursive: true, force: true });
	for (const [file, text] of schemas) {
		mkdirSync(dirname(join(repository, file)), { recursive: true });
		writeFileSync(join(repository, file), text);
	}
}

function committedSchema(platform: PlatformUnderTest, id: string): OutputSchema {
	const file = join(repository, fileOf(platform, id));
	if (!existsSync(file)) throw new Error(`${fileOf(platform, id)}: run \`npm run schemas\``);
	return JSON.parse(readFileSync(file, 'utf8')) as OutputSchema;
}

/** From each example of the contract; of an operation that makes several requests, or none for JSON, from its rows. */
async function schemaOf(platform: PlatformUnderTest, id: string): Promise<OutputSchema> {
	if (id === 'message.sendAndWait') return ANSWERS_TO_A_QUESTION.reduce(widened, {});
	const rows = platform.rows.rows.filter((row) => row.operation === id && isHonest(row));
	const operation = platform.contract.getOperation(platform.contractId(id));
	const answers = operation ? answersOf(platform, operation) : [];
	const outputs: IDataObject[] = [];
	const row = rows.find(takesAnyAnswer);
	for (const answer of answers.filter(({ status }) => row && status < 300)) {
		outputs.push(...accepted((await runOnAnswer(platform, row!, answer)).outputs));
		nock.cleanAll();
	}
	const others = rows.filter(({ answer }) => answer === undefined || outputs.length === 0);
	for (const other of others) {
		outputs.push(...accepted((await runRow(platform, other)).outputs));
		nock.cleanAll();
	}
	return outputs.reduce<OutputSchema>(widened, {});
}

/** Whether a row ends well, with what the operation is for: neither refused nor withheld. */
function isHonest({ operation, error, status }: Row): boolean {
	return operation !== 'api.request' && error === undefined && status === undefined;
}

function accepted(outputs: Array<Array<{ json: IDataObject }>>): IDataObject[] {
	const items = outputs.flat().map(({ json }) => json);
	return items.filter(({ error, sent }) => error === undefined && sent !== false);
}
