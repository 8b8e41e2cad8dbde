import type { IDataObject, INodePropertyCollection, INodeProperties } from 'n8n-workflow';

import { toCommonEvents as badala } from '../../../nodes/Badala/trigger/events';
import { toCommonEvent as cloove } from '../../../nodes/Cloove/trigger/events';
import { toCommonEvents as pabbly } from '../../../nodes/PabblyChatflow/trigger/events';
import { toCommonEvents as wabaPortal } from '../../../nodes/WabaPortal/trigger/events';
import { toCommonEvent as wbiz } from '../../../nodes/Wbiz/trigger/events';
import type { CommonEvent } from '../../../nodes/shared/trigger/event';
import { eventFilter } from '../../../nodes/shared/trigger/fields';
import { platforms } from '../../support/platforms';
import { problemsOf } from '../../support/whole-event';

const TO = '919876543210';
const about = { messageId: 'wamid.1', to: TO };

/** A message of ours that failed with this error of WhatsApp's, as each platform may tell it. */
const tellings: Record<string, (error: { code: number; title: string }) => CommonEvent> = {
	badala: (error) => badala({ event: 'message.failed', data: { ...about, errors: [error] } })[0],
	// Its app knows the reason as a text alone.
	cloove: ({ title }) =>
		cloove({
			type: 'messaging.message.delivery_updated',
			data: { messageId: 'm1', deliveryStatus: 'failed', failureReason: title },
		}),
	'pabbly-chatflow': (error) => {
		const statuses = [{ id: 'wamid.1', status: 'failed', recipient_id: TO, errors: [error] }];
		return pabbly({ entry: [{ changes: [{ value: { statuses } }] }] } as unknown as IDataObject)[0];
	},
	'waba-portal': (error) =>
		wabaPortal({ event: 'status', data: { ...about, status: 'failed', errors: [error] } })[0],
	wbiz: (error) =>
		wbiz({ event: 'message.status', data: { ...about, status: 'failed', errors: [error] } }),
};

test('Every platform is among them', () => {
	expect(Object.keys(tellings)).toEqual(platforms.map(({ id }) => id));
});

describe.each(platforms.map((platform) => [platform.id, platform] as const))(
	'%s',
	(id, { triggers }) => {
		test.each([
			[131047, 'Re-engagement message', 'fix', 'send an approved template'],
			[131050, 'User has stopped marketing messages', 'optedOut', 'Do not send more'],
			[131026, 'Message undeliverable', 'fix', 'Check the number'],
			[131048, 'Spam rate limit hit', 'retryLater', 'more slowly'],
		])('a message that failed with %s, %s says what to do: %s', (code, title, kind, advice) => {
			const event = tellings[id]({ code, title });
			expect(problemsOf(event)).toEqual([]);
			expect(event).toMatchObject({ event: 'message.status', status: 'failed' });
			expect(event.failure).toEqual({ kind, advice: expect.stringContaining(advice) });
		});

		test('its triggers can be told to start on such statuses alone', () => {
			for (const { description } of triggers) {
				const options = description.properties.find(({ name }) => name === 'options');
				const names = (options?.options ?? []) as Array<INodeProperties | INodePropertyCollection>;
				expect(names.map(({ name }) => name)).toEqual(
					expect.arrayContaining(['statuses', 'messageTypes', 'fromNumbers']),
				);
			}
			const parameters: IDataObject = {
				events: ['message.status'],
				options: { statuses: ['failed'] },
			};
			const starts = eventFilter({ getNodeParameter: (name) => parameters[name] ?? '' });
			const failed = tellings[id]({ code: 131047, title: 'Re-engagement message' });
			expect(starts(failed)).toBe(true);
			expect(starts({ ...failed, status: 'read' })).toBe(false);
		});
	},
);
