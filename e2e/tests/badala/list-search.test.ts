import type { INodeListSearchResult, INodeParameters } from 'n8n-workflow';

import { outputOf } from '../../n8n/executions';
import { asTool, runTool, TOOL_RESULT } from '../../support/tool';
import { byId } from '../../support/workflow';
import { badala, useBadala } from './host';

const YOUSEF = '96567666156';

const host = useBadala();

describe.each([false, true])('the lists to pick from at Badala, as a tool: %s', (tool) => {
	function asked(methodName: string, parameter: string, parameters: INodeParameters = {}) {
		return {
			nodeType: `n8n-nodes-whatsapp-hub.badala${tool ? 'Tool' : ''}`,
			methodName,
			path: `parameters.${parameter}`,
			parameters,
			credentials: { badalaApi: host.credential },
		};
	}

	test('conversations, with name and number; the credential logs in for them', async () => {
		await host.openWindows('96599990000');
		await host.sandbox.inbound({ from: YOUSEF, name: 'Yousef', deliver: false });
		const { conversations } = await host.state();
		const list = asked('searchConversations', 'conversationId');
		const all = (await host.n8n.searchList(list)).results.map(({ value }) => value);
		expect(all.sort()).toEqual(conversations.map(({ id }) => id).sort());
		for (const filter of ['yous', '76661']) {
			expect((await host.n8n.searchList({ ...list, filter })).results).toEqual([
				expect.objectContaining({
					name: `Yousef (+${YOUSEF}, OPEN)`,
					value: conversations.find(({ contact }) => contact.phone === `+${YOUSEF}`)!.id,
				}),
			]);
		}
		expect((await host.state()).logIns).toBe(1);
	});

	test('contacts, page by page, and those that the platform finds', async () => {
		const customers = Array.from({ length: 130 }, (_, index) => String(96_560_000_000 + index));
		await host.openWindows(...customers);
		const list = asked('searchContacts', 'contactId');
		const found: INodeListSearchResult['results'] = [];
		let paginationToken: string | undefined;
		do {
			const page = await host.n8n.searchList({ ...list, paginationToken });
			found.push(...page.results);
			paginationToken = page.paginationToken as string | undefined;
		} while (paginationToken !== undefined && found.length < 1000);
		const { contacts } = await host.state();
		expect(found.map(({ value }) => String(value)).sort()).toEqual(
			contacts.map(({ id }) => id).sort(),
		);
		expect(found).toHaveLength(130);
		const [first, ...others] = (await host.n8n.searchList({ ...list, filter: '60000077' })).results;
		expect(others).toEqual([]);
		expect(first.name).toContain('+96560000077');
	});
});

describe('Badala as a tool of an AI agent', () => {
	test('Send Text says what the agent chose, where it chose, and the agent learns of it', async () => {
		const [id] = await host.conversationsWith(YOUSEF);
		const answer = badala(host.credential, 'Answer Customer', {
			resource: 'message',
			operation: 'sendText',
			conversationId: byId("={{ $fromAI('conversation', 'ID of the conversation', 'string') }}"),
			text: "={{ $fromAI('text', 'What to say', 'string') }}",
		});
		const tool = asTool(answer, 'Answers a customer');
		const execution = await runTool(host, tool, { conversation: id, text: 'We are open today.' });
		expect(execution.status).toBe('success');
		const [message, ...others] = await host.sandbox.outbound();
		expect(others).toEqual([]);
		expect(message).toMatchObject({
			to: YOUSEF,
			content: { text: { body: 'We are open today.' } },
		});
		const answers = outputOf(execution, TOOL_RESULT).map(({ json }) => json);
		expect(JSON.stringify(answers)).toContain(message.id);
		expect(execution.rawData).not.toContain(String(host.credentialData().password));
	});
});
