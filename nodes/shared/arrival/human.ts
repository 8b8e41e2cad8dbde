import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { withPlatformErrors } from '../errors/node-errors';
import { openInExecution, type Transport } from '../http/transport';
import type { Platform } from '../platform';
import { RECEIVED, type CommonEvent } from '../trigger/event';
import type { ArrivalStep } from '../trigger/execute';
import { reasonToGoOn } from '../errors/failed-step';

/** The trigger's option. @param when how the platform shows that a person has a conversation */
export const ignoreWhileHumanField = (when: string): INodeProperties => ({
	displayName: 'Ignore While a Human Has It',
	name: 'ignoreWhileHuman',
	type: 'boolean',
	default: false,
	description: `Whether a message ends without starting the workflow's nodes while a person has the conversation (${when}). When the platform cannot be asked, the execution fails, so that no bot writes between a person's messages; Retry asks again.`,
});

/**
 * Asks whether a person has the conversation of a message.
 *
 * @returns a text where the event or the platform cannot say it: why
 * @throws RequestError
 */
export type AskForHuman = (
	transport: Transport,
	event: CommonEvent,
) => Promise<boolean | { unknown: string }>;

/**
 * *Ignore While a Human Has It*: such a message starts nothing. Opt-outs and statuses go on in any case. Where it can
 * never be known, the message goes on too, and `humanError` says why: else it would be lost.
 */
export function ignoreWhileHuman(platform: Platform, ask: AskForHuman): ArrivalStep {
	return async (functions, arrival) => {
		const { event } = arrival;
		if (event.event !== RECEIVED || !isOn(functions)) return arrival;
		const answer = await withPlatformErrors(functions, platform, async () => {
			try {
				return await ask(await openInExecution(functions, platform), event);
			} catch (error) {
				return { unknown: reasonToGoOn(error, functions.continueOnFail()) };
			}
		});
		if (answer === true) return undefined;
		return answer === false
			? arrival
			: { ...arrival, event: { ...event, humanError: answer.unknown } };
	};
}

function isOn(functions: IExecuteFunctions): boolean {
	return functions.getNodeParameter('options.ignoreWhileHuman', 0, false) === true;
}
