import { DateTime } from 'luxon';
import { WAIT_INDEFINITELY, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { waitTillOf } from '../../../nodes/shared/send-and-wait/wait';
import { platforms } from '../../support/platforms';

const [, operation] = platforms[0].operations.find(([id]) => id === 'message.sendAndWait')!;

function waitTill(values?: IDataObject): Date | undefined {
	const options: Record<string, unknown> = {
		'options.limitWaitTime': values === undefined ? {} : { values },
	};
	const functions = {
		getInputData: () => [{ json: {} }],
		getNode: () => ({ name: 'Node' }),
		getTimezone: () => 'Pacific/Kiritimati',
		getNodeParameter: (name: string, _item: number, otherwise: unknown) =>
			options[name] ?? otherwise,
	};
	return waitTillOf(functions as unknown as IExecuteFunctions, operation);
}

test('a date without an offset is in the time zone of the workflow', () => {
	const inAnHour = DateTime.now()
		.setZone('Pacific/Kiritimati')
		.plus({ hours: 1 })
		.startOf('second');
	const maxDateAndTime = inAnHour.toFormat("yyyy-MM-dd'T'HH:mm:ss");
	expect(waitTill({ limitType: 'atSpecifiedTime', maxDateAndTime })?.getTime()).toBe(
		inAnHour.toMillis(),
	);
});

test('the longest wait is the one without a limit', () => {
	expect(waitTill()).toEqual(WAIT_INDEFINITELY);
	const values = { limitType: 'afterTimeInterval', resumeAmount: 1e9, resumeUnit: 'days' };
	expect(waitTill(values)).toEqual(WAIT_INDEFINITELY);
});
