import { withToolArguments } from '../../../nodes/shared/send-and-wait/tool-arguments';

const functions = (parameters: unknown) => ({
	evaluateExpression: () => {
		if (parameters instanceof Error) throw parameters;
		return parameters;
	},
});
const QUESTION = 'The agent wants to run this tool: Refund\n\nInput:\n[object Object]';

test('The arguments of a tool call stand in the question, one in a line', () => {
	const given = { text: 'On its way, $& soon', amount: 40, items: ['a', 'b'] };
	expect(withToolArguments(functions(given), QUESTION)).toBe(
		'The agent wants to run this tool: Refund\n\nInput:\ntext: On its way, $& soon\namount: 40\nitems: ["a","b"]',
	);
});

test.each([
	['that has no such place', 'Shall we ship it?', { text: 'x' }],
	['where there is no tool', QUESTION, undefined],
	['where n8n knows no tool', QUESTION, new Error('No execution data available')],
])('A question %s stays as it is', (_case, question, given) => {
	expect(withToolArguments(functions(given), question)).toBe(question);
});
