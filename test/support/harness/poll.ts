import { PollContext } from 'n8n-core';
import type { IDataObject, INodeExecutionData, WorkflowActivateMode } from 'n8n-workflow';

import { createHost, type NodeSetup } from './host';

/** A polling trigger in the life that n8n gives it. */
export interface PollingTrigger {
	/** The polls of the schedule: the first one is the activation's. */
	poll(): Promise<INodeExecutionData[] | null>;
	/** The user's fetch in the editor. n8n drops what it changes. */
	fetchManually(): Promise<INodeExecutionData[] | null>;
	/** n8n saves static data at the activation and when items come, and a restart goes back to that. */
	restart(): void;
	/** The workflow was unpublished, and is published again. */
	publishAgain(): void;
	/** The host lost what the last poll wrote, and made a context of its own for the next one. */
	forget(): void;
	/** The host went back to what was there before the last poll, and made a context of its own for the next one. */
	forgetLast(): void;
}

export function openPoll(setup: NodeSetup): PollingTrigger {
	let memory: IDataObject = {};
	let saved: IDataObject | undefined;
	let before: IDataObject = {};
	const open = (mode: 'trigger' | 'manual', activation: WorkflowActivateMode) => {
		const { workflow, node, additionalData } = createHost(setup, memory);
		return { workflow, context: new PollContext(workflow, node, additionalData, mode, activation) };
	};
	// All polls of one activation share their context.
	let active = open('trigger', 'activate');
	return {
		poll: async () => {
			const { workflow, context } = active;
			before = memory;
			const result = await setup.type.poll!.call(context).finally(() => {
				memory = JSON.parse(JSON.stringify(workflow.staticData));
			});
			if (result || !saved) saved = memory;
			return result?.[0] ?? null;
		},
		fetchManually: async () => {
			const result = await setup.type.poll!.call(open('manual', 'manual').context);
			return result?.[0] ?? null;
		},
		restart: () => {
			memory = saved ?? {};
			active = open('trigger', 'init');
		},
		publishAgain: () => {
			active = open('trigger', 'activate');
		},
		forgetLast: () => {
			memory = before;
			active = open('trigger', 'update');
		},
		forget: () => {
			memory = {};
			active = open('trigger', 'update');
		},
	};
}
