import axios from 'axios';

import { loadPlatforms, packageJson } from '../../../scripts/platforms';
import { Photographer } from '../../screenshots/photographer';
import { node, workflow } from '../../support/workflow';
import { usePlatforms } from './platforms';

/** The folder for the picture; elsewhere than in the repository. */
const PICTURES = process.env.E2E_PICTURES;

describe('the preview of the output', () => {
	const platforms = usePlatforms();

	test('is served by n8n for every operation of every platform', async () => {
		const [{ host }] = platforms;
		for (const { action, resources } of loadPlatforms()) {
			const type = `${packageJson().name}.${action.description.name}`;
			const operations = resources.flatMap(({ value, operations: own }) =>
				own.map((operation) => `${value}/${operation.value}`),
			);
			for (const operation of operations.filter((one) => one !== 'api/request')) {
				const url = `${host.running.n8nUrl}/schemas/${type}/1.0.0/${operation}.json`;
				const { status, data } = await axios.get<{ type: string; properties: object }>(url);
				expect([operation, status, data.type]).toEqual([operation, 200, 'object']);
				expect(Object.keys(data.properties)).not.toEqual([]);
			}
		}
	});

	test('shows the fields of a node that has never run, to be dragged into the next', async () => {
		const { host, action, recipient } = platforms.find(({ name }) => name === 'WBIZ')!;
		const parameters = { resource: 'message', operation: 'sendText', text: 'Hi' };
		const definition = workflow('Never run', [
			node('Start', 'n8n-nodes-base.manualTrigger', {}),
			action('Send', { ...parameters, ...recipient('919876543210') }),
			{ ...node('Next', 'n8n-nodes-base.set', {}), typeVersion: 3.4 },
		]);
		const { id } = await host.n8n.workflows.create(definition);
		const photographer = await Photographer.open(PICTURES ?? 'build/pictures');
		try {
			await photographer.logIn(host.running.n8nUrl, host.shared.owner);
			const { page } = photographer;
			await page.goto(`${host.running.n8nUrl}/workflow/${id}`);
			await page.locator('[data-test-id="canvas-node"][data-node-name="Next"]').dblclick();
			const input = page.locator('[data-test-id="ndv-input-panel"]');
			await input.getByText('messageId', { exact: true }).waitFor();
			for (const key of ['to', 'status']) {
				expect(await input.getByText(key, { exact: true }).count()).toBe(1);
			}
			if (PICTURES) await photographer.take('output-preview');
		} finally {
			await photographer.close();
			await host.n8n.workflows.remove(id);
		}
	});
});
