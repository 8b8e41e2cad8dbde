import { variablesIn } from '../../../nodes/shared/template/definition';
import {
	addressEndFault,
	placeholdersIn,
	urlPlaceholdersIn,
} from '../../../nodes/shared/template/variables';

test('Numbered variables come in the order of their numbers, each once, with their samples', () => {
	expect(placeholdersIn('{{2}} for {{1}}, yes {{2}}, {{10}}', ['John', 'ORD-1', ''])).toEqual([
		{ name: '1', example: 'John' },
		{ name: '2', example: 'ORD-1' },
		{ name: '10' },
	]);
});

test.each<[string, unknown, string | undefined]>([
	["Meta's whole address", 'https://example.com/offers/diwali', 'diwali'],
	['the end alone', 'diwali', 'diwali'],
	['the fixed part alone', 'https://example.com/offers/', undefined],
	['nothing', undefined, undefined],
])("The sample of a button's variable is the end of its address, from %s", (_name, sample, end) => {
	const [variable] = urlPlaceholdersIn('https://example.com/offers/{{1}}', [sample]);
	expect(variable).toEqual(end === undefined ? { name: '1' } : { name: '1', example: end });
});

test.each(['https://example.com/offers/holi', ' HTTP://a.example'])(
	'The whole address %j is not the end of one: it would be sent behind the fixed part',
	(value) => {
		expect(addressEndFault(value)).toContain('is a whole address');
	},
);

test.each(['holi', 'http-basics', '?next=https://a.example'])('The end %j is one', (value) => {
	expect(addressEndFault(value)).toBeUndefined();
});

test('The samples of named variables are found by their names', () => {
	const named = (name: string, example: string) => ({ param_name: name, example });
	const components = [
		{
			type: 'HEADER',
			format: 'TEXT',
			text: 'Order {{order_id}}',
			example: { header_text_named_params: [named('order_id', '#1043')] },
		},
		{
			type: 'BODY',
			text: 'Hi {{first_name}}, see you on {{day}} at {{hour}}',
			example: { body_text_named_params: [named('day', 'Monday'), named('first_name', 'Asha')] },
		},
	];
	expect(variablesIn(components)).toEqual([
		{ part: 'Header', name: 'order_id', example: '#1043' },
		{ part: 'Body', name: 'first_name', example: 'Asha' },
		{ part: 'Body', name: 'day', example: 'Monday' },
		{ part: 'Body', name: 'hour' },
	]);
});

test.each([[[['Asha', 'Monday']]], [['Asha', 'Monday']]])(
	'Samples of a body as %j are read in their order',
	(samples) => {
		const body = { type: 'BODY', text: '{{1}} on {{2}}', example: { body_text: samples } };
		expect(variablesIn([body]).map(({ example }) => example)).toEqual(['Asha', 'Monday']);
	},
);
