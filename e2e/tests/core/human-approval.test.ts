import type { INode } from 'n8n-workflow';

import { waitFor } from '../../../sandbox/client';
import {
	type ModelReply,
	type ModelRequest,
	startScriptedModel,
	type ScriptedModel,
} from '../../model/scripted-model';
import { outputOf } from '../../n8n/executions';
import { agentNode, agentWorkflow, modelNode, textOf } from '../../support/agent';
import { browser, shownAnswers } from '../../support/answers';
import { asTool } from '../../support/tool';
import { onEach, type TestedPlatform, usePlatforms } from './platforms';

const ASHA = '919876543210';
const MANAGER = '918899332211';
const LABELS = { approvalType: 'double', approveLabel: 'Yes, send it', disapproveLabel: 'No' };

/** Calls its tool once, with arguments in the form that n8n asks for, and repeats what it was told about the call. */
function callsOnce({ messages, tools: [name] }: ModelRequest): ModelReply {
	const [result] = messages.filter(({ role }) => role === 'tool').map(textOf);
	const args = { toolParameters: { text: 'Your refund is on its way' }, hitlParameters: {} };
	if (result === undefined) return { calls: [{ name, arguments: args }] };
	return `I was told: ${result}`;
}

describe("n8n's human approval of an agent's tool call, asked on each platform", () => {
	const platforms = usePlatforms();
	let model: ScriptedModel;
	beforeAll(async () => {
		model = await startScriptedModel(callsOnce);
	});
	afterAll(async () => await model.close());

	/** The form that n8n makes of *Send and Wait for Response*. */
	function approval({ action, recipient }: TestedPlatform, manager: string): INode {
		const values = { values: LABELS };
		const made = action('Approval', { ...recipient(manager), approvalOptions: values });
		return { ...made, type: `${made.type}HitlTool` };
	}

	test('the call waits; approved it is made, declined it is not', async () => {
		await onEach(platforms, async (platform) => {
			const { host, trigger, action, recipient, answerTo, addressOf, publish } = platform;
			const manager = await addressOf(MANAGER);
			await host.openWindows(MANAGER);
			const send = action('Refund', {
				resource: 'message',
				operation: 'sendText',
				...recipient(`=${answerTo}`),
				text: "={{ $fromAI('text', '', 'string') }}",
			});
			const parts = {
				model: await modelNode(host, model),
				tools: [asTool(send, 'Promises a refund')],
				approval: approval(platform, manager),
			};
			const row = [trigger(), agentNode()];
			const { id } = await publish(agentWorkflow('Approval', row, parts));

			const ask = async (count: number) => {
				await host.sandbox.inboundDelivered({ from: ASHA, text: 'My money, please' });
				await host.sandbox.waitForOutbound(count, MANAGER);
				const [waiting] = await waitFor('an execution that waits', async () => {
					const all = await host.n8n.executions.list(id);
					const found = all.filter(({ status }) => status === 'waiting');
					return found.length > 0 && found;
				});
				expect(await host.sandbox.outbound(ASHA)).toEqual([]);
				const [{ content }] = (await host.sandbox.outbound(MANAGER)).slice(-1);
				const question = JSON.stringify(content);
				expect(question).toContain('The agent wants to run this tool: Refund');
				expect(question).toContain('text: Your refund is on its way');
				return waiting.id;
			};

			const declined = await ask(1);
			const [, no] = await shownAnswers(host, MANAGER);
			expect(no.label).toBe('No');
			// The page behind a link shows the same question.
			if (no.url !== undefined) {
				const page = await browser.get<string>(no.url);
				expect(page.data).toContain('text: Your refund is on its way');
			}
			await no.give(MANAGER);
			const refused = await host.n8n.executions.waitUntilFinished(declined);
			expect(outputOf(refused, 'Agent')[0].json.output).toContain('rejected');
			expect(await host.sandbox.outbound(ASHA)).toEqual([]);

			const allowed = await ask(2);
			const [yes] = await shownAnswers(host, MANAGER);
			expect(yes.label).toBe('Yes, send it');
			await yes.give(MANAGER);
			const done = await host.n8n.executions.waitUntilFinished(allowed);
			expect(outputOf(done, 'Agent')[0].json.output).toContain('messageId');
			expect(await host.sentTexts(ASHA)).toEqual(['Your refund is on its way']);
			expect(await host.sandbox.outbound(MANAGER)).toHaveLength(2);
		});
	});
});
