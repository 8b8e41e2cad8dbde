import type { INodeParameters } from 'n8n-workflow';

import { errorOf, outputOf } from '../../n8n/executions';
import { chosen, itemsFrom, type NodeSettings, workflow } from '../../support/workflow';
import { CHANNEL_ID } from '../badala/host';
import { NUMBER_ID } from '../cloove/host';
import { onEach, type TestedPlatform, usePlatforms } from './platforms';

const ASHA = '919876543210';
const HOURS_25 = 25 * 3600;
const REPEATED: NodeSettings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

/** What a person or a model may put into a template's value, and what WhatsApp takes. */
const AS_GIVEN = 'Dress\n\n  red,\tsize     M';
const FLATTENED = 'Dress red, size M';

/** The fields of Send Template for two values (Pabbly Chatflow's template has one). */
const TEMPLATES: Record<string, INodeParameters> = {
	Badala: {
		channelId: CHANNEL_ID,
		to: ASHA,
		templateName: 'appointment_reminder',
		templateLanguage: 'en',
		specifyVariables: 'json',
		variablesJson: '={{ [$json.value, "today"] }}',
	},
	Cloove: {
		businessWhatsappNumberId: NUMBER_ID,
		to: ASHA,
		templateName: 'order_shipped',
		specifyVariables: 'json',
		variablesJson: '={{ { order_id: $json.value, eta: "today" } }}',
	},
	'Pabbly Chatflow': {
		templateName: chosen('demo_text', 'name'),
		specifyVariables: 'json',
		variablesJson: '={{ { bodyParams: [$json.value] } }}',
	},
	WBIZ: {
		templateName: chosen('order_confirmation', 'name'),
		templateLanguage: 'en_US',
		specifyVariables: 'list',
		variableList: { variable: [{ text: '={{ $json.value }}' }, { text: 'today' }] },
	},
};

describe('If the 24-Hour Window Is Closed: Send a Template Instead', () => {
	const all = usePlatforms();
	const platforms = all.filter(({ name }) => name in TEMPLATES);

	test('is offered wherever the platform documents the send of a template', async () => {
		const types = await all[0].host.n8n.nodeTypes();
		const offering = types.filter(({ name, properties }) => {
			return !name.endsWith('Tool') && properties.some((field) => field.name === 'closedWindow');
		});
		expect(offering.map(({ displayName }) => displayName).sort()).toEqual(
			Object.keys(TEMPLATES).sort(),
		);
	});

	/** Asha writes, and gets a text each time that the result is called; with a template for the case that this is long ago. */
	async function send(
		{ host, name, action, recipient, addressOf, logIn }: TestedPlatform,
		parameters: INodeParameters = {},
		settings?: NodeSettings,
	) {
		const form = {
			resource: 'message',
			operation: 'sendText',
			...recipient('={{ $json.to }}'),
			text: 'Your dress has shipped',
			closedWindow: 'sendTemplate',
			...TEMPLATES[name],
			...parameters,
		};
		await logIn();
		await host.openWindows(ASHA);
		const items = itemsFrom([{ to: await addressOf(ASHA), value: AS_GIVEN }]);
		const sending = action('Send', form, settings);
		return async () => await host.run(workflow('Send', [...items, sending]));
	}

	const writes = async ({ host }: TestedPlatform) =>
		(await host.posts()).filter(({ path }) => /message|template/.test(path));

	test('the text goes out as long as it may; then the template, once, with values in one line', async () => {
		await onEach(platforms, async (platform) => {
			const { host } = platform;
			const run = await send(platform);
			const open = await run();
			expect([open.status, errorOf(open)]).toEqual(['success', undefined]);
			expect(outputOf(open, 'Send')[0].json.sentAs).toBe('text');

			await host.sandbox.advanceClock(HOURS_25);
			const closed = await run();
			expect([closed.status, errorOf(closed)]).toEqual(['success', undefined]);
			const [{ json }, ...others] = outputOf(closed, 'Send');
			expect([json.sentAs, others]).toEqual(['template', []]);
			expect(json.messageId).toEqual(expect.any(String));
			const [text, template, ...more] = await host.sandbox.outbound();
			expect([text.type, template.type, more]).toEqual(['text', 'template', []]);
			const content = JSON.stringify(template.content);
			expect(content).toContain(FLATTENED);
			expect(content).not.toMatch(/\\[nt]| {2}/);
			// Both texts were tried, the second was refused.
			expect(await writes(platform)).toHaveLength(3);
		});
	});

	test('the text is not tried when the time of the last message is known to be too long ago', async () => {
		await onEach(platforms, async (platform) => {
			const lastMessageAt = new Date(Date.now() - HOURS_25 * 1000).toISOString();
			const execution = await (await send(platform, { lastMessageAt }))();
			expect(outputOf(execution, 'Send')[0].json.sentAs).toBe('template');
			expect(await writes(platform)).toHaveLength(1);
		});
	});

	test('a refusal of another kind, and the default, send no template', async () => {
		await onEach(platforms, async (platform) => {
			const { host } = platform;
			const run = await send(platform);
			const body = { message: 'The number is not on WhatsApp (131026)', error: 'undeliverable' };
			await host.sandbox.fault({ kind: 'status', status: 400, body, sends: true });
			expect((await run()).status).toBe('error');
			// More often than Cloove, whose key makes it harmless, is asked again.
			await host.sandbox.fault({ kind: 'status', status: 500, sends: true, times: 9 });
			expect(errorOf(await run())).toContain('did not confirm');
			await host.sandbox.clearFaults();
			expect(await host.sandbox.outbound()).toEqual([]);

			const runFailing = await send(platform, { closedWindow: 'fail' });
			await host.sandbox.advanceClock(HOURS_25);
			const failing = await runFailing();
			expect(failing.data.resultData.error?.description).toContain('Send an approved template');
			expect(errorOf(failing)).toContain('refused');
			expect(await host.sandbox.outbound()).toEqual([]);
		});
	});

	test('another try sends nothing twice when the template may have been delivered', async () => {
		await onEach(platforms, async (platform) => {
			const { host } = platform;
			const run = await send(platform, {}, REPEATED);
			await host.sandbox.advanceClock(HOURS_25);
			await host.sandbox.fault({
				kind: 'statusAfter',
				status: 500,
				sends: true,
				skip: 1,
				times: 9,
			});
			const execution = await run();
			const sent = await host.sandbox.outbound();
			expect(sent.map(({ type }) => type)).toEqual(['template']);
			// Cloove repeats with its key, and answers with the first message.
			if (execution.status === 'error') expect(errorOf(execution)).toContain('did not confirm');
			await host.sandbox.clearFaults();
			await host.sandbox.inbound({ from: ASHA, text: 'Hello again', deliver: false });
			await host.n8n.executions.retry(execution.id);
			expect(await host.sandbox.outbound()).toEqual(sent);
		});
	});
});
