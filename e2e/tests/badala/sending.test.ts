import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { errorOf, outputOf, type Execution } from '../../n8n/executions';
import { byId, type NodeSettings } from '../../support/workflow';
import { badala, CHANNEL_ID, ORG_ID, sendTextTo, useBadala } from './host';

const YOUSEF = '96567666156';
const AMAL = '96599990000';
const OMAR = '96511112222';
const TEMPLATES = `/orgs/${ORG_ID}/channels/${CHANNEL_ID}/templates/send`;

const REPEATED: NodeSettings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };

const host = useBadala();

function messagesPath(conversationId: string): string {
	return `/orgs/${ORG_ID}/conversations/${conversationId}/messages`;
}

/** *Send Template* to the `to` of each item. */
function sendTemplate(parameters: INodeParameters = {}, settings: NodeSettings = {}): INode {
	const template = {
		resource: 'message',
		operation: 'sendTemplate',
		channelId: CHANNEL_ID,
		to: '={{ $json.to }}',
		templateName: 'appointment_reminder',
		templateLanguage: 'en',
		specifyVariables: 'list',
		variableList: { variable: [{ text: '={{ $json.name }}' }, { text: 'Sunday' }] },
		...parameters,
	};
	return badala(host.credential, 'Send', template, settings);
}

function runTemplate(items: IDataObject[], parameters?: INodeParameters): Promise<Execution> {
	return host.runNode(items, sendTemplate(parameters));
}

describe('a template of Badala', () => {
	test('reaches customers who never wrote, who become contacts', async () => {
		const items = [
			{ to: '+965 6766-6156', name: 'Yousef' },
			{ to: '00965 9999 0000', name: 'Amal' },
		];
		const execution = await runTemplate(items);
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		const sent = await host.sandbox.outbound();
		expect(sent.map(({ to, content }) => [to, content.template])).toEqual([
			[YOUSEF, expect.objectContaining({ variables: ['Yousef', 'Sunday'], language: 'en' })],
			[AMAL, expect.objectContaining({ text: expect.stringContaining('Hello Amal') })],
		]);
		const { contacts } = await host.state();
		expect(contacts.map(({ phone }) => phone)).toEqual([`+${YOUSEF}`, `+${AMAL}`]);
		const ids = outputOf(execution, 'Send').map(({ json }) => json.messageId);
		expect(ids).toEqual(sent.map(({ id }) => id));
	});

	test('takes its variables as a list that an expression gives, and none at all', async () => {
		const json = { specifyVariables: 'json', variablesJson: '={{ $json.values }}' };
		await runTemplate([{ to: YOUSEF, values: ['Yousef', 'Monday'] }], json);
		await runTemplate([{ to: AMAL }], { templateName: 'welcome', variableList: {} });
		const sent = (await host.sandbox.outbound()).map(({ content }) => content.template);
		expect(sent).toEqual([
			expect.objectContaining({ variables: ['Yousef', 'Monday'] }),
			expect.objectContaining({ name: 'welcome', variables: [] }),
		]);
	});

	test('that is not approved, or gets too few values, is not sent, in the platform’s words', async () => {
		const pending = { templateName: 'promo', templateLanguage: 'en_US' };
		const refused = await runTemplate([{ to: YOUSEF, name: 'Yousef' }], pending);
		expect(errorOf(refused)).toContain('#132001');
		const few = { variableList: { variable: [{ text: 'Yousef' }] } };
		expect(errorOf(await runTemplate([{ to: YOUSEF }], few))).toContain('#132000');
		expect(await host.sandbox.outbound()).toEqual([]);
	});
});

describe('media of Badala', () => {
	test('are sent by their address, each as its type', async () => {
		const [id] = await host.conversationsWith(YOUSEF);
		const send = badala(host.credential, 'Send', {
			resource: 'message',
			operation: 'sendMedia',
			conversationId: byId(id),
			mediaType: '={{ $json.type }}',
			mediaUrl: '={{ $json.url }}',
			caption: '=The {{ $json.type }}',
		});
		const items = ['image', 'document'].map((type) => ({
			type,
			url: `https://example.com/${type}`,
		}));
		const execution = await host.runNode(items, send);
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		const requests = await host.authorised(messagesPath(id));
		expect(requests.map(({ body }) => body)).toEqual(
			items.map(({ type, url }) => ({
				type: type.toUpperCase(),
				mediaUrl: url,
				caption: `The ${type}`,
			})),
		);
		expect(await host.sandbox.outbound(YOUSEF)).toHaveLength(2);
	});
});

describe('nothing is sent twice by Badala, nothing is lost', () => {
	const customers = [YOUSEF, AMAL, OMAR];
	let items: IDataObject[];
	let ids: string[];

	beforeEach(async () => {
		ids = await host.conversationsWith(...customers);
		items = ids.map((id, index) => ({ id, text: `Hello ${index}` }));
	});

	/** How many times the platform was asked to write to a customer, and how many of these it took. */
	async function asked(index: number): Promise<[asked: number, accepted: number]> {
		const requests = await host.authorised(messagesPath(ids[index]));
		return [requests.length, (await host.sandbox.outbound(customers[index])).length];
	}

	test.each(['statusAfter', 'cutAfter'] as const)(
		'Retry On Fail sends no text twice that was accepted before the trouble (%s)',
		async (kind) => {
			const fault = { path: messagesPath(ids[1]), kind, status: 502, times: 9 };
			await host.sandbox.fault(fault);
			const execution = await host.runNode(items, sendTextTo(host.credential, REPEATED));
			expect(execution.status).toBe('error');
			expect(errorOf(execution)).toMatch(/item 1/);
			expect(await asked(1)).toEqual([1, 1]);
			expect(await asked(0)).toEqual([1, 1]);
			expect((await asked(2))[0]).toBeLessThanOrEqual(1);
		},
	);

	test('Retry On Fail sends no template twice that was accepted before the cut', async () => {
		const fault = { path: TEMPLATES, to: `+${AMAL}`, kind: 'cutAfter' as const, times: 9 };
		await host.sandbox.fault(fault);
		const people = customers.map((to) => ({ to, name: to }));
		const execution = await host.runNode(people, sendTemplate({}, REPEATED));
		expect(errorOf(execution)).toMatch(/item 1/);
		const requests = (await host.authorised(TEMPLATES)).map(
			({ body }) => (body as { to: string }).to,
		);
		expect(new Set(requests).size).toBe(requests.length);
		expect(await host.sandbox.outbound(AMAL)).toHaveLength(1);
	});

	test('Retry On Fail sends again only what was refused', async () => {
		const fault = { path: messagesPath(ids[1]), kind: 'status' as const, status: 400 };
		await host.sandbox.fault(fault);
		const execution = await host.runNode(items, sendTextTo(host.credential, REPEATED));
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		expect(await asked(0)).toEqual([1, 1]);
		expect(await asked(1)).toEqual([2, 1]);
		expect(await asked(2)).toEqual([1, 1]);
		const messages = await Promise.all(customers.map((to) => host.sandbox.outbound(to)));
		const output = outputOf(execution, 'Send').map(({ json }) => json.messageId);
		expect(output).toEqual(messages.map(([{ id }]) => id));
	});

	test('Retry from the list of executions sends neither the accepted nor the unknown message again', async () => {
		await host.sandbox.fault({ path: messagesPath(ids[1]), kind: 'cutAfter', times: 9 });
		await host.sandbox.fault({ path: messagesPath(ids[2]), kind: 'status', status: 400 });
		const failed = await host.runNode(items, sendTextTo(host.credential));
		expect(failed.status).toBe('error');
		const retried = await host.n8n.executions.retry(failed.id);
		expect(errorOf(retried)).toMatch(/item 1/);
		expect(await asked(0)).toEqual([1, 1]);
		expect(await asked(1)).toEqual([1, 1]);
		expect((await asked(2))[1]).toBeLessThanOrEqual(1);
		// Whoever retried it learns what has gone out.
		const [{ id }] = await host.sandbox.outbound(YOUSEF);
		expect(JSON.stringify(retried.data.resultData.error)).toContain(id);
	});

	test('what came too late is not sent, and the error advises a template', async () => {
		await host.sandbox.settings({ windowHours: 0 });
		const execution = await host.runNode(items.slice(0, 1), sendTextTo(host.credential));
		expect(errorOf(execution)).toContain('#131047');
		expect(JSON.stringify(execution.data.resultData.error)).toContain('template');
		expect(await host.sandbox.outbound()).toEqual([]);
	});

	test('messages to one customer arrive in the order of the items, others go side by side', async () => {
		await host.sandbox.settings({ latencyMs: 20 });
		const many = Array.from({ length: 20 }, (_, index) => ({
			id: ids[index % 2],
			text: `Hello ${index}`,
		}));
		const execution = await host.runNode(many, sendTextTo(host.credential));
		expect(execution.status).toBe('success');
		for (const remainder of [0, 1]) {
			const texts = (await host.sandbox.outbound(customers[remainder])).map(
				({ content }) => content.text?.body,
			);
			expect(texts).toEqual(Array.from({ length: 10 }, (_, n) => `Hello ${2 * n + remainder}`));
		}
	});
});
