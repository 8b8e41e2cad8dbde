import { randomUUID } from 'node:crypto';

import { DataDeduplicationService } from 'n8n-core';
import type { IDataObject, INodeParameters, INodeType, WorkflowExecuteMode } from 'n8n-workflow';

import { commonEvent, RECEIVED, type CommonEvent } from '../../../nodes/shared/trigger/event';
import { noteReceived } from '../../../nodes/shared/trigger/execute';
import { runNode, type ActionResult } from '../../support/harness';
import { platforms, type PlatformUnderTest } from '../../support/platforms';

export const withWebhooks = platforms.filter(({ triggers }) =>
	triggers.some(({ description }) => description.webhooks?.length),
);

/** A customer whom no other test knows. */
let customers = 0;
export function customer(): string {
	customers += 1;
	return `9198765${String(10_000 + customers)}`;
}

/** A message as `webhook()` hands it over; written so many milliseconds after a fixed moment. */
export function message(
	{ name }: Pick<PlatformUnderTest, 'name'>,
	from: string,
	text: string | null,
	at = 0,
	parts: Partial<CommonEvent> = {},
): CommonEvent {
	const messageId = `wamid.${randomUUID()}`;
	return commonEvent(name, { id: messageId } as IDataObject, {
		event: RECEIVED,
		type: 'text',
		text,
		phone: `+${from}`,
		conversationId: from,
		messageId,
		eventId: messageId,
		occurredAt: new Date(Date.UTC(2026, 0, 1) + at).toISOString(),
		...parts,
	});
}

interface Run {
	options?: INodeParameters;
	parameters?: INodeParameters;
	mode?: WorkflowExecuteMode;
	signal?: AbortSignal;
	/** As a worker that has not received the delivery itself, like all workers. */
	isWorker?: boolean;
	resumeToken?: string;
	nodeId?: string;
	/** The trigger as another process has loaded it. */
	type?: INodeType;
}

/** Runs the platform's trigger on the events of one delivery, as n8n does in the stored execution. */
export async function arrive(
	platform: PlatformUnderTest,
	events: CommonEvent[],
	{ options = {}, parameters, mode, signal, isWorker = false, resumeToken, nodeId, type }: Run = {},
): Promise<ActionResult> {
	if (!isWorker) noteReceived(events);
	return await runNode({
		type: type ?? platform.triggers.find(({ description }) => description.webhooks?.length)!,
		credentials: [platform.credentialData()],
		parameters: { options: { waitForMoreMessages: 0.5, ...options }, ...parameters },
		items: events.map((json) => ({ json })),
		...{ mode, signal, resumeToken: resumeToken ?? randomUUID() },
		...(nodeId === undefined ? {} : { settings: { id: nodeId } }),
	});
}

/** What goes on behind the trigger. */
export const given = ({ outputs: [items = []] }: ActionResult): CommonEvent[] =>
	items.map(({ json }) => json as CommonEvent);

/** The texts of what goes on behind the triggers. */
export const texts = (results: ActionResult[]): Array<string | null> =>
	results.flatMap(given).map(({ text }) => text);

export const pause = async (milliseconds: number) =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));

/** n8n's store of what has been processed: a set for each node, read and written as a whole. */
export class ProcessedData {
	readonly entries = new Set<unknown>();

	constructor() {
		jest
			.spyOn(DataDeduplicationService, 'getInstance')
			.mockReturnValue(this as unknown as DataDeduplicationService);
	}

	private lost = 0;

	private failures = 0;

	/** What the next calls record is overwritten by another process. */
	loseNext(count: number): void {
		this.lost = count;
	}

	failNext(count: number): void {
		this.failures = count;
	}

	async checkProcessedAndRecord(items: unknown[]) {
		if ((this.failures -= 1) >= 0) throw new Error('UNIQUE constraint failed');
		const isNew = (item: unknown) => !this.entries.has(item);
		const result = { new: items.filter(isNew), processed: items.filter((item) => !isNew(item)) };
		if ((this.lost -= 1) < 0) for (const item of items) this.entries.add(item);
		return await Promise.resolve(result);
	}

	async removeProcessed(items: unknown[]) {
		for (const item of items) this.entries.delete(item);
		await Promise.resolve();
	}
}
