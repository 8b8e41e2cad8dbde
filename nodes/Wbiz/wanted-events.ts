import type { INodeProperties } from 'n8n-workflow';

/** The vendor documents two events by name, and has more. */
export const otherEvents: INodeProperties = {
	displayName: 'Other Events',
	name: 'otherEvents',
	type: 'string',
	default: '',
	placeholder: 'e.g. template.status, contact.created',
	description:
		"Names of further events that start the workflow, separated by commas. The platform's page names only the two above.",
};

/** The events that start the workflow: the chosen ones and those named by hand, in the vendor's words. */
export function wantedEvents(functions: {
	getNodeParameter(name: string, fallback?: unknown): unknown;
}): string[] {
	const chosen = functions.getNodeParameter('events', []) as string[];
	const others = String(functions.getNodeParameter('options.otherEvents', '')).split(',');
	const named = others.map((event) => event.trim()).filter((event) => event !== '');
	return [...new Set([...chosen, ...named])];
}
