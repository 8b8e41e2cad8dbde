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
type MetaError = { code: number; title: string };
const tellings: Record<string, (error: MetaError) => CommonEvent> = {
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

/** The same as one error alone, or as its text, in the place of a list. */
const alone: Array<[string, (parts: IDataObject) => CommonEvent]> = [
	['badala', (parts) => badala({ event: 'message.failed', data: { ...about, ...parts } })[0]],
	[
		'cloove',
		(parts) =>
			cloove({
				type: 'messaging.message.delivery_updated',
				data: { messageId: 'm1', deliveryStatus: 'failed', ...parts },
			}),
	],
	...['messages of Meta', 'its own app'].map(
		(form): [string, (parts: IDataObject) => CommonEvent] => [
			'pabbly-chatflow',
			(parts) =>
				pabbly(
					form === 'its own app'
						? { messageWaId: 'wamid.1', status: 'failed', waResponse: parts }
						: { statuses: [{ id: 'wamid.1', status: 'failed', recipient_id: TO, ...parts }] },
				)[0],
		],
	),
	[
		'waba-portal',
		(parts) => wabaPortal({ event: 'status', data: { ...about, status: 'failed', ...parts } })[0],
	],
	[
		'wbiz',
		(parts) => wbiz({ event: 'message.status', data: { ...about, status: 'failed', ...parts } }),
	],
];

describe.each(alone)('%s', (_id, telling) => {
	test.each<[string, IDataObject, unknown[]]>([
		['errors, one alone', { errors: { code: 131047 } }, [{ code: 131047 }]],
		['errors, a text', { errors: 'Re-engagement message' }, ['Re-engagement message']],
		['errors, none in the list', { errors: [], error: { code: '131047' } }, [{ code: '131047' }]],
		['error', { error: { code: 131047 } }, [{ code: 131047 }]],
		['error, a code', { error: 131047 }, [131047]],
	])('an error is found in %s', (_where, parts, errors) => {
		const event = telling(parts);
		expect(problemsOf(event)).toEqual([]);
		expect(event).toMatchObject({ errors, failure: { kind: 'fix' } });
	});

	test('without an error there is none', () => {
		for (const parts of [{}, { errors: null }, { errors: {} }, { error: '' }, { error: false }]) {
			expect(telling(parts)).toMatchObject({ errors: null, failure: { kind: 'unknown' } });
		}
	});
});

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
