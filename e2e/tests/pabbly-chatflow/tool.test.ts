import type { INode, INodeParameters } from 'n8n-workflow';

import { outputOf } from '../../n8n/executions';
import { asTool, runTool, TOOL_RESULT } from '../../support/tool';
import { chosen } from '../../support/workflow';
import { pabbly, usePabbly } from './host';

const ASHA = '919876543210';

describe('Pabbly Chatflow as a tool of an AI agent', () => {
	const host = usePabbly();

	/** *Send Template* of which the agent chooses the recipient and the values. */
	function tool(): INode {
		const parameters = {
			resource: 'message',
			operation: 'sendTemplate',
			to: "={{ $fromAI('phone', 'Number of the customer', 'string') }}",
			templateName: chosen('order_update|en', 'list'),
			specifyVariables: 'fields',
			templateVariables: {
				mappingMode: 'defineBelow',
				value: {
					'Body {{customer_name}}': "={{ $fromAI('name', 'Name of the customer', 'string') }}",
					'Body {{order_id}}': "={{ $fromAI('order', 'Number of the order', 'string') }}",
					'Body {{day}}': 'tomorrow',
				},
			},
		};
		const made = pabbly(host.credential, 'Tell Customer', parameters as INodeParameters);
		return asTool(made, 'Tells a customer how far an order is');
	}

	test('Send Template sends what the agent filled in, and the agent learns of it', async () => {
		const execution = await runTool(host, tool(), { phone: `+${ASHA}`, name: 'Asha', order: '#7' });
		expect(execution.status).toBe('success');
		const [message, ...others] = await host.sandbox.outbound();
		expect(others).toEqual([]);
		expect(message).toMatchObject({
			to: ASHA,
			content: { template: { text: 'Hi Asha, your order #7 arrives tomorrow.' } },
		});
		const answers = outputOf(execution, TOOL_RESULT).map(({ json }) => json);
		expect(JSON.stringify(answers)).toContain(message.waMessageId);
	});
});
