import type { INode, INodeParameters } from 'n8n-workflow';

import { outputOf, type Execution } from '../n8n/executions';
import { Session } from '../n8n/session';
import { pabbly, picked, usePabbly } from './pabblyHost';
import { node, workflow } from './workflow';

const ASHA = '919876543210';

describe('Pabbly Chatflow as a tool of an AI agent', () => {
	const host = usePabbly();

	/** *Send Template* of which the agent chooses the recipient and the values. */
	function tool(): INode {
		const parameters = {
			descriptionType: 'manual',
			toolDescription: 'Tells a customer how far an order is',
			resource: 'message',
			operation: 'sendTemplate',
			to: "={{ $fromAI('phone', 'Number of the customer', 'string') }}",
			templateName: picked('order_update|en'),
			specifyVariables: 'fields',
			templateVariables: {
				mappingMode: 'defineBelow',
				value: {
					body_customer_name: "={{ $fromAI('name', 'Name of the customer', 'string') }}",
					body_order_id: "={{ $fromAI('order', 'Number of the order', 'string') }}",
					body_day: 'tomorrow',
				},
			},
		};
		const made = pabbly(host.credential, 'Tell Customer', parameters as INodeParameters);
		return { ...made, type: `${made.type}Tool` };
	}

	/** Runs the tool as the editor does from its panel: with these arguments in the place of an agent's. */
	async function runTool(args: Record<string, string>): Promise<Execution> {
		const agent = { ...node('Agent', '@n8n/n8n-nodes-langchain.agent', {}), typeVersion: 3.1 };
		const { name, nodes, connections } = workflow('Tool', [
			node('Start', 'n8n-nodes-base.manualTrigger', {}),
			agent,
		]);
		const toAgent = { ai_tool: [[{ node: 'Agent', type: 'ai_tool' as const, index: 0 }]] };
		const saved = await host.create({
			name,
			nodes: [...nodes, tool()],
			connections: { ...connections, 'Tell Customer': toAgent },
		});
		const session = new Session(host.shared.n8nUrl);
		await session.signIn(host.shared.owner);
		const { executionId } = await session.request<{ executionId: string }>(
			'post',
			`/rest/workflows/${saved.id}/run`,
			{
				workflowData: saved,
				triggerToStartFrom: { name: 'Start' },
				destinationNode: { nodeName: 'Tell Customer', mode: 'inclusive' },
				agentRequest: { query: { Tell_Customer: args }, tool: { name: 'Tell_Customer' } },
			},
		);
		return await host.n8n.executions.waitUntilFinished(executionId);
	}

	test('Send Template sends what the agent filled in, and the agent learns of it', async () => {
		const execution = await runTool({ phone: `+${ASHA}`, name: 'Asha', order: '#7' });
		expect(execution.status).toBe('success');
		const [message, ...others] = await host.sandbox.outbound();
		expect(others).toEqual([]);
		expect(message).toMatchObject({
			to: ASHA,
			content: { template: { text: 'Hi Asha, your order #7 arrives tomorrow.' } },
		});
		const answers = outputOf(execution, 'PartialExecutionToolExecutor').map(({ json }) => json);
		expect(JSON.stringify(answers)).toContain(message.waMessageId);
	});
});
