import type { INodeParameters } from 'n8n-workflow';

import { waitFor } from '../../../sandbox/client';
import { EditorPanel } from '../../support/editor-panel';
import { node, workflow } from '../../support/workflow';
import { useWbiz, wbiz } from './host';

const ASHA = '919876543210';

/** What a user sees and does in the panel, in a browser. */
describe('the form of a template', () => {
	const host = useWbiz();
	let panel: EditorPanel | undefined;

	afterEach(async () => {
		await panel?.close();
		panel = undefined;
	});

	async function openPanel(parameters: INodeParameters): Promise<EditorPanel> {
		const send = wbiz(host.credential, 'Send', {
			resource: 'message',
			operation: 'sendTemplate',
			to: ASHA,
			...parameters,
		});
		const start = node('Start', 'n8n-nodes-base.manualTrigger', {});
		const nodes = [start, { ...send, position: [300, 0] as [number, number] }];
		// Never published; n8n would not let it be taken off-line while it is open.
		const { id } = await host.n8n.workflows.create(workflow('Panel', nodes));
		panel = await EditorPanel.open(host.running.n8nUrl, host.shared.owner, id, 'Send');
		return panel;
	}

	test('shows the sentences of the chosen template, and those of the next one', async () => {
		const { page } = await openPanel({});
		const shown = async (part: string) => await panel!.input(part).inputValue();
		await page.getByText('Choose a template to see its variables').waitFor();
		await panel!.choose('order_tracking');
		await panel!.input('Body {{1}}').waitFor();
		expect(await shown('Header')).toBe('Order {{1}}');
		expect(await shown('Body')).toBe('Hi {{1}}, it arrives {{2}}.');
		expect(await shown('Buttons')).toBe('[Track] https://example.com/orders/{{1}}');
		expect(await panel!.input('Body').isDisabled()).toBe(true);
		await panel!.choose('order_confirmation');
		await panel!.input('Header').waitFor({ state: 'detached' });
		await panel!.input('Body').waitFor();
		expect(await shown('Body')).toBe('Hi {{1}}, your order {{2}} is confirmed!');
	});

	test('asks for a language for a typed name only', async () => {
		await openPanel({});
		await panel!.choose('order_tracking');
		await panel!.input('Body {{1}}').waitFor();
		expect(await panel!.field('templateLanguage').count()).toBe(0);
		await panel!.chooseMode('By Name');
		await panel!.field('templateLanguage').waitFor();
	});

	test('names what is empty, and sends what was filled in, expressions too', async () => {
		await openPanel({});
		await panel!.choose('order_tracking');
		await panel!.input('Body {{1}}').waitFor();
		await panel!.execute();
		await panel!.toasts.first().waitFor();
		const missing = await panel!.toasts.first().innerText();
		for (const id of ['Header {{1}}', 'Body {{1}}', 'Body {{2}}', 'Button 1 {{1}}']) {
			expect(missing).toContain(`"${id}" is required`);
		}
		expect(missing).not.toMatch(/"(Header|Body|Footer|Buttons)" is required/);
		await panel!.input('Header {{1}}').fill('#77');
		await panel!.expression('Body {{1}}', '{{ "As" + "ha" }}');
		await panel!.input('Body {{2}}').fill('tomorrow');
		await panel!.input('Button 1 {{1}}').fill('77');
		await panel!.input('Button 1 {{1}}').press('Tab');
		await panel!.execute();
		const look = async () => (await host.sandbox.outbound(ASHA)).length > 0;
		await waitFor('the template to be sent', look, { timeout: 20_000 });
		const [{ content }] = await host.sandbox.outbound(ASHA);
		expect(content.template).toMatchObject({ variables: ['#77', 'Asha', 'tomorrow', '77'] });
	});

	test('that was filled in elsewhere can be run, and has no field that cannot be filled', async () => {
		const value = { 'Body {{1}}': 'Asha', 'Body {{2}}': '#1' };
		await openPanel({
			templateName: { __rl: true, mode: 'list', value: 'order_confirmation|en_US' },
			templateVariables: { mappingMode: 'defineBelow', value },
		});
		await panel!.input('Body {{2}}').waitFor();
		expect(await panel!.field('Body').count()).toBe(0);
		await panel!.execute();
		const look = async () => (await host.sandbox.outbound(ASHA)).length > 0;
		await waitFor('the template to be sent', look, { timeout: 20_000 });
	});
});
