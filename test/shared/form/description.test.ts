import { platforms } from '../../support/platforms';
import { createHost } from '../../support/harness/host';

describe.each(platforms)('$name: the node on the canvas', ({ action, resources }) => {
	const chosen = resources.flatMap((resource) =>
		resource.operations.map((operation) => ({ resource, operation })),
	);

	test.each(chosen.map((one) => [`${one.operation.name}: ${one.resource.name}`, one] as const))(
		'has the subtitle "%s"',
		(title, { resource, operation }) => {
			const parameters = { resource: resource.value, operation: operation.value };
			const { workflow, node } = createHost({ type: action, parameters });
			const subtitle = workflow.expression.getSimpleParameterValue(
				node,
				action.description.subtitle,
				'internal',
				{},
			);
			expect(subtitle).toBe(title);
		},
	);

	test('offers Send Text, Send Template and Send Media first', () => {
		const menu = action.description.properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes('message'),
		);
		const offered = (menu?.options ?? []).map((option) => ('value' in option ? option.value : ''));
		const first = ['sendText', 'sendTemplate', 'sendMedia'].filter((one) => offered.includes(one));
		expect(offered.slice(0, first.length)).toEqual(first);
		expect(first[0]).toBe('sendText');
	});
});
