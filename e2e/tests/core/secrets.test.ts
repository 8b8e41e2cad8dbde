import { errorOf, type Execution } from '../../n8n/executions';
import { leaksOf, rememberedSecrets } from '../../support/secrets';
import { itemsFrom, workflow } from '../../support/workflow';
import { sendText, useWabaPortal, wabaPortal, wabaPortalTrigger } from '../waba-portal/host';

const CUSTOMER = '919876543210';
const WRONG_KEY = 'wrong-key-that-nobody-may-see';

// What all other test files leave behind is searched at the end of each.
describe('no secret is written down', () => {
	const host = useWabaPortal();

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

	test('what is in an execution or in the log is found by the search at the end of each file', async () => {
		const runs = await failingRuns();
		expect(runs[0].rawData).toContain(CUSTOMER);
		const { shared, running } = host;
		const [found] = leaksOf(shared, running, [CUSTOMER, WRONG_KEY]);
		expect(found).toMatchObject({ data: expect.any(Number), beginsWith: CUSTOMER.slice(0, 6) });
		expect(leaksOf(shared, running, [WRONG_KEY])).toEqual([]);

		await host.publish(workflow('Published', [wabaPortalTrigger(host.credential)]));
		await host.sandbox.deliver('forged');
		const logged = { data: 0, errors: 0, log: true, beginsWith: 'Webhoo' };
		expect(leaksOf(shared, running, ['Webhook refused'])).toEqual([logged]);
		expect(rememberedSecrets(shared).length).toBeGreaterThan(3);
	});
});
