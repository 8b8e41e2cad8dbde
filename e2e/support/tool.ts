import type { INode, INodeParameters } from 'n8n-workflow';

import type { Execution } from '../n8n/executions';
import type { TestHost } from './host';
import { node, workflow } from './workflow';

/** The variant of an action node that n8n makes for AI agents. */
export function asTool(action: INode, toolDescription: string): INode {
	const parameters: INodeParameters = {
		descriptionType: 'manual',
		toolDescription,
		...action.parameters,
	};
	return { ...action, type: `${action.type}Tool`, parameters };
}

/** Runs the tool as the editor does from its panel: with these arguments in the place of an agent's. */
export async function runTool(
	host: TestHost,
	tool: INode,
	args: Record<string, string>,
): Promise<Execution> {
	const agent = { ...node('Agent', '@n8n/n8n-nodes-langchain.agent', {}), typeVersion: 3.1 };
	const start = node('Start', 'n8n-nodes-base.manualTrigger', {});
	const { name, nodes, connections } = workflow('Tool', [start, agent]);
	const toAgent = { ai_tool: [[{ node: 'Agent', type: 'ai_tool' as const, index: 0 }]] };
	const saved = await host.create({
		name,
		nodes: [...nodes, tool],
		connections: { ...connections, [tool.name]: toAgent },
	});
	// What an agent calls a tool by.
	const called = tool.name.replaceAll(' ', '_');
	const session = await host.session();
	const { executionId } = await session.request<{ executionId: string }>(
		'post',
		`/rest/workflows/${saved.id}/run`,
		{
			workflowData: saved,
			triggerToStartFrom: { name: 'Start' },
			destinationNode: { nodeName: tool.name, mode: 'inclusive' },
			agentRequest: { query: { [called]: args }, tool: { name: called } },
		},
	);
	return await host.n8n.executions.waitUntilFinished(executionId);
}

/** The node that n8n puts in the agent's place; its output is what the agent would learn. */
export const TOOL_RESULT = 'PartialExecutionToolExecutor';
