import type { IDataObject, INode, INodeExecutionData, INodeType } from 'n8n-workflow';

import { commonEvent, RECEIVED, type CommonEvent } from '../../nodes/shared/trigger/event';
import { type ActionResult, runNode } from './harness';
import { type PlatformUnderTest, platforms } from './platforms';

/** Triggers whose `execute()` an event passes through. */
export const arrivalTriggers = platforms.map((platform): [string, PlatformUnderTest, INodeType] => [
	platform.id,
	platform,
	platform.triggers.find(({ execute }) => execute !== undefined)!,
]);

export const platformOf = (id: string): PlatformUnderTest =>
	platforms.find((platform) => platform.id === id)!;

/** A customer's text, as the platform's trigger would give it. */
export const written = (
	{ action }: PlatformUnderTest,
	parts: Partial<CommonEvent> = {},
): CommonEvent =>
	commonEvent(
		action.description.name,
		{ vendor: 'payload' },
		{
			event: RECEIVED,
			type: 'text',
			phone: '+919876543210',
			messageId: 'wamid.1',
			eventId: 'e1',
			conversationId: 'cv-1',
			...parts,
		},
	);

/** Runs the steps of a trigger on events, as n8n does in the stored execution. */
export async function arrive(
	platform: PlatformUnderTest,
	events: CommonEvent | CommonEvent[],
	options: IDataObject = {},
	{ settings, simplify = true }: { settings?: Partial<INode>; simplify?: boolean } = {},
): Promise<ActionResult & { items: INodeExecutionData[]; json: IDataObject }> {
	const run = await runNode({
		type: platform.triggers.find(({ execute }) => execute !== undefined)!,
		credentials: [platform.credentialData()],
		parameters: { simplify, options } as never,
		settings,
		items: [events].flat().map((json) => ({ json })),
	});
	const [items = []] = run.outputs;
	return { ...run, items, json: items[0]?.json };
}
