import { PollContext } from 'n8n-core';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { createHost, type NodeSetup } from './host';

/** A polling trigger in the life that n8n gives it. */
export interface PollingTrigger {
	/** The polls of the schedule: the first one is the activation's. */
	poll(): Promise<INodeExecutionData[] | null>;
	/** The user's fetch in the editor. n8n drops what it changes. */
	fetchByHand(): Promise<INodeExecutionData[] | null>;
	/** n8n saves static data at the activation and when items come, and a restart goes back to that. */
	restart(): void;
}

export function openPoll(setup: NodeSetup): PollingTrigger {
	let memory: IDataObject = {};
	let saved: IDataObject | undefined;
	const run = async (manual: boolean) => {
		const { workflow, node, additionalData } = createHost(setup, memory);
		const mode = manual ? 'manual' : 'trigger';
		const activation = manual ? 'manual' : 'activate';
		const context = new PollContext(workflow, node, additionalData, mode, activation);
		const result = await setup.type.poll!.call(context).finally(() => {
			if (!manual) memory = JSON.parse(JSON.stringify(workflow.staticData));
		});
		const items = result?.[0] ?? null;
		if (!manual && (items || !saved)) saved = memory;
		return items;
	};
	return {
		poll: async () => await run(false),
		fetchByHand: async () => await run(true),
		restart: () => {
			memory = saved ?? {};
		},
	};
}
