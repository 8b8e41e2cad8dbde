import type { IDataObject } from 'n8n-workflow';

import {
	type ModelMessage,
	type ModelReply,
	type ModelRequest,
	startScriptedModel,
	type ScriptedModel,
} from '../../model/scripted-model';
import { outputOf } from '../../n8n/executions';
import { agentNode, agentWorkflow, memoryNode, modelNode, textOf } from '../../support/agent';
import { asTool } from '../../support/tool';
import { onEach, type TestedPlatform, usePlatforms } from './platforms';

const ASHA = '919876543210';
const RAHUL = '919123456789';
const STRANGER = '918899332211';
const TRIES = 20;
const MOST = 3;

const from = (messages: ModelMessage[], ...roles: Array<ModelMessage['role']>) =>
	messages.filter(({ role }) => roles.includes(role));

type Script = (request: ModelRequest) => ModelReply;

/** The agent's memory is the only place from which the model can know an earlier message. */
const repeatsAll: Script = ({ messages }) =>
	`You wrote: ${from(messages, 'user').map(textOf).join(' | ')}`;

/** Tries the second of the two recipients that the customer names, and then the first, again and again. */
const writesTooMuch: Script = ({ messages, tools: [tool] }) => {
	const question = messages.map(({ role }) => role).lastIndexOf('user');
	const [own, stranger] = textOf(messages[question]).split(' ');
	const write = (to: string, count: number) => ({
		calls: Array.from({ length: count }, (_, index) => ({
			name: tool,
			arguments: { to, text: `Message ${index + 1}` },
		})),
	});
	// One after another, and several in one answer.
	const turns = new Map([
		[0, write(stranger, 1)],
		[1, write(own, 1)],
		[2, write(own, 10)],
		[12, write(own, TRIES - 11)],
	]);
	const results = from(messages.slice(question), 'tool').length;
	return turns.get(results) ?? 'That is all';
};

describe("n8n's AI Agent behind each trigger", () => {
	const platforms = usePlatforms();
	let script: Script;
	let model: ScriptedModel;
	beforeAll(async () => {
		model = await startScriptedModel((request) => script(request));
	});
	beforeEach(() => {
		model.requests.length = 0;
	});
	afterAll(async () => await model.close());

	const sendText = (
		{ action, recipient }: TestedPlatform,
		to: string,
		text: string,
		options = {},
	) =>
		action('Send', { resource: 'message', operation: 'sendText', ...recipient(to), text, options });

	test('with nothing set it answers, and remembers each customer alone', async () => {
		script = repeatsAll;
		await onEach(platforms, async (platform) => {
			const { host, trigger, answerTo, publish } = platform;
			const send = sendText(platform, `=${answerTo}`, '={{ $json.output }}');
			const row = [trigger(), agentNode(), send];
			const parts = { model: await modelNode(host, model), memory: memoryNode() };
			const { id } = await publish(agentWorkflow('Agent', row, parts));
			const say = async (customer: string, text: string, runs: number) => {
				await host.sandbox.inboundDelivered({ from: customer, text });
				await host.n8n.executions.waitForCount(id, runs);
				return (await host.sentTexts(customer)).at(-1);
			};
			expect(await say(ASHA, 'I am Asha', 1)).toBe('You wrote: I am Asha');
			expect(await say(RAHUL, 'I am Rahul', 2)).toBe('You wrote: I am Rahul');
			expect(await say(ASHA, 'Who am I?', 3)).toBe('You wrote: I am Asha | Who am I?');
			expect(await say(RAHUL, 'And I?', 4)).toBe('You wrote: I am Rahul | And I?');
			expect(await host.sandbox.outbound()).toHaveLength(4);
		});
	});

	test('a node as its tool writes to nobody else, and no more than it may', async () => {
		script = writesTooMuch;
		await onEach(platforms, async (platform) => {
			const { host, trigger, answerTo, addressOf, publish } = platform;
			const options = { allowedRecipients: `=${answerTo}`, mostMessages: MOST };
			const ai = (name: string) => `={{ $fromAI('${name}', '', 'string') }}`;
			const tool = asTool(sendText(platform, ai('to'), ai('text'), options), 'Writes a message');
			const parts = { model: await modelNode(host, model), tools: [tool] };
			const definition = agentWorkflow('Tool', [trigger(), agentNode()], parts);
			const own = await addressOf(ASHA);
			const other = await addressOf(STRANGER);
			const { id } = await publish(definition);
			const text = `${own} ${other} ${platform.name}`;
			await host.sandbox.inboundDelivered({ from: ASHA, text });
			const [execution] = await host.n8n.executions.waitForCount(id, 1, 60_000);

			expect(outputOf(execution, 'Agent')[0].json.output).toBe('That is all');
			expect(await host.sandbox.outbound(STRANGER)).toEqual([]);
			expect(await host.sandbox.outbound()).toHaveLength(MOST);
			// What the model has read of its calls, in their order.
			const [wrong, right, ...rest] = told(text);
			expect(wrong.error).toContain('"Allowed Recipients" does not name');
			expect(wrong.error).toContain('Nothing was sent');
			expect(right.messageId).toEqual(expect.any(String));
			expect(rest).toHaveLength(TRIES - 1);
			const refused = rest.filter(({ error }) =>
				String(error).includes('"Most Messages per Execution" is 3'),
			);
			expect(refused).toHaveLength(TRIES - MOST);

			// Another execution has a count of its own.
			await host.sandbox.inboundDelivered({ from: ASHA, text });
			await host.n8n.executions.waitForCount(id, 2, 60_000);
			expect(await host.sandbox.outbound()).toHaveLength(2 * MOST);
		});

		/** The results of the tool calls that the model saw last, in the conversation that began with this text. */
		function told(text: string): IDataObject[] {
			const about = model.requests.filter(({ messages }) =>
				messages.some((message) => message.role === 'user' && textOf(message) === text),
			);
			const results = from(about.at(-1)!.messages, 'tool').map(textOf);
			return results.map((result) => (JSON.parse(result) as IDataObject[])[0]);
		}
	});
});
