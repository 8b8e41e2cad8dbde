import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { errorOf, type Execution } from '../n8n/executions';
import { useWabaPortal } from './wabaPortalHost';
import { itemsFrom, sendText, wabaPortal, wabaPortalTrigger, workflow } from './workflow';

const CUSTOMER = '919876543210';
const WRONG_KEY = 'wrong-key-that-nobody-may-see';

/** Runs in n8n's own Node.js, which can read the database while n8n writes to it. Prints the counts as JSON. */
const COUNT_IN_DATABASE = `
const { DatabaseSync } = require('node:sqlite');
const [file, ...texts] = process.argv.slice(1);
const database = new DatabaseSync(file, { readOnly: true });
const count = (sql, text) => database.prepare(sql).get(text).n;
console.log(JSON.stringify(texts.map((text) => ({
	data: count("SELECT count(*) n FROM execution_data WHERE instr(data, ?) > 0", text),
	errors: count("SELECT count(*) n FROM workflow_publication_trigger_status WHERE instr(coalesce(errorMessage, ''), ?) > 0", text),
}))));`;

// Over everything that all test files have left behind in the shared n8n: this file runs last.
describe('no secret is written down', () => {
	const host = useWabaPortal();

	function countInDatabase(texts: string[]): Array<{ data: number; errors: number }> {
		const { n8n, databaseFile } = host.shared;
		const args = ['--no-warnings', '-e', COUNT_IN_DATABASE, databaseFile, ...texts];
		return JSON.parse(execFileSync(n8n.node, args, { encoding: 'utf8' }));
	}

	function secrets(): string[] {
		const lines = readFileSync(host.shared.secretsFile, 'utf8').split('\n').filter(Boolean);
		return [...new Set(lines)];
	}

	async function failingRuns(): Promise<Execution[]> {
		host.rememberSecret(WRONG_KEY);
		const { baseUrl } = host.platform;
		const wrong = await host.createCredential({ baseUrl, apiKey: WRONG_KEY });
		const gone = await host.createCredential({
			baseUrl: 'http://127.0.0.1:9/api/v1',
			apiKey: WRONG_KEY,
		});
		await host.openWindows(CUSTOMER);
		const runs: Execution[] = [];
		for (const credential of [wrong, gone]) {
			for (const onError of [
				'stopWorkflow',
				'continueRegularOutput',
				'continueErrorOutput',
			] as const) {
				const nodes = itemsFrom([{ to: CUSTOMER, text: 'Hello' }]);
				const definition = workflow('Failing', [...nodes, sendText(credential, { onError })]);
				runs.push(await host.run(definition));
			}
		}
		return runs;
	}

	test('neither the key of a refused call nor of one that found no server is in the execution', async () => {
		const runs = await failingRuns();
		expect(runs.filter(({ status }) => status === 'error').map(errorOf)).toHaveLength(2);
		for (const { rawData } of runs) expect(rawData).not.toContain(WRONG_KEY);
	});

	test('the webhook’s secret is not in the output of an operation that reads the webhook', async () => {
		const trigger = wabaPortalTrigger(host.credential);
		const { id } = await host.publish(workflow('Published', [trigger]));
		const webhookSecret = await host.webhookSecret();
		await host.sandbox.inboundDelivered({ from: CUSTOMER, text: 'Hello' });
		await host.sandbox.deliver('forged');
		await host.n8n.executions.waitForCount(id, 1);

		const request = { resource: 'api', operation: 'request', method: 'GET', path: '/webhook' };
		const get = { resource: 'webhook', operation: 'get' };
		for (const parameters of [get, request]) {
			const nodes = itemsFrom([{ to: CUSTOMER }]);
			const node = wabaPortal(host.credential, 'Read', parameters);
			const execution = await host.run(workflow('Read the webhook', [...nodes, node]));
			expect(execution.status).toBe('success');
			expect(execution.rawData).toContain('webhookUrl');
			expect(execution.rawData).not.toContain(webhookSecret);
		}
	});

	test('no execution in n8n’s database holds a secret', () => {
		const [known, ...found] = countInDatabase([CUSTOMER, ...secrets()]);
		// The search does find what is there.
		expect(known.data).toBeGreaterThan(0);
		expect(found.length).toBeGreaterThan(3);
		expect(found).toEqual(found.map(() => ({ data: 0, errors: 0 })));
	});

	test('n8n’s log holds no secret', () => {
		const log = readFileSync(host.shared.logFile, 'utf8');
		expect(log).toContain('Webhook refused');
		for (const secret of secrets()) expect(log).not.toContain(secret);
	});
});
