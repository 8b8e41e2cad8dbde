import type { IConnections, INode } from 'n8n-workflow';

import { MODEL_KEY, type ModelMessage, type ScriptedModel } from '../model/scripted-model';
import type { WorkflowDefinition } from '../n8n/workflows';
import type { TestHost } from './host';
import { node, workflow } from './workflow';

const LANGCHAIN = '@n8n/n8n-nodes-langchain';

/** The kinds of connection between an agent and what belongs to it. */
type SubConnection = 'ai_languageModel' | 'ai_memory' | 'ai_tool';

/** n8n's AI Agent as it is dragged onto the canvas: it takes `chatInput` of the item before it. */
export function agentNode(): INode {
	return { ...node('Agent', `${LANGCHAIN}.agent`, { options: {} }), typeVersion: 3.1 };
}

/** n8n's chat model, with a credential for the scripted endpoint. */
export async function modelNode({ n8n }: TestHost, { url }: ScriptedModel): Promise<INode> {
	const credential = await n8n.credentials.create('Model', 'openAiApi', { apiKey: MODEL_KEY, url });
	const parameters = {
		model: { __rl: true, mode: 'id', value: 'scripted' },
		options: { maxRetries: 0 },
	};
	const chat = { ...node('Model', `${LANGCHAIN}.lmChatOpenAi`, parameters), typeVersion: 1.2 };
	return { ...chat, credentials: { openAiApi: credential } };
}

/** n8n's Simple Memory as it is dragged onto the canvas: it takes `sessionId` of the item before the agent. */
export function memoryNode(): INode {
	return { ...node('Memory', `${LANGCHAIN}.memoryBufferWindow`, {}), typeVersion: 1.4 };
}

function connect(from: INode, to: INode, type: SubConnection): IConnections {
	return { [from.name]: { [type]: [[{ node: to.name, type, index: 0 }]] } };
}

interface AgentParts {
	model: INode;
	memory?: INode;
	tools?: INode[];
	/** n8n's human approval, which stands between the agent and its tools. */
	approval?: INode;
}

/** A workflow of nodes in a row, one of which is the agent, with what belongs to it. */
export function agentWorkflow(
	name: string,
	row: INode[],
	{ model, memory, tools = [], approval }: AgentParts,
): WorkflowDefinition {
	const agent = row.find(({ type }) => type === `${LANGCHAIN}.agent`)!;
	const { nodes, connections } = workflow(name, row);
	const others = [model, memory, approval, ...tools].filter((one) => one !== undefined);
	const links = [
		connect(model, agent, 'ai_languageModel'),
		...(memory ? [connect(memory, agent, 'ai_memory')] : []),
		...tools.map((tool) => connect(tool, approval ?? agent, 'ai_tool')),
		...(approval ? [connect(approval, agent, 'ai_tool')] : []),
	];
	return {
		name,
		nodes: [...nodes, ...others],
		connections: Object.assign({}, connections, ...links) as IConnections,
	};
}

/** The text of a message, in whichever form it came. */
export function textOf({ content }: ModelMessage): string {
	if (!Array.isArray(content)) return String(content ?? '');
	return (content as Array<{ text?: string }>).map(({ text = '' }) => text).join('');
}
