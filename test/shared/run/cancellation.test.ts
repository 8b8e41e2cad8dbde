import type { IExecuteFunctions } from 'n8n-workflow';

import { watchForStop } from '../../../nodes/shared/run/cancellation';

/** As much of n8n's context as the watch uses; `row` is what n8n has written of the execution. */
function execution(row: () => unknown, mode = 'webhook') {
	const stop = new AbortController();
	const looks = jest.fn(async () => row());
	const functions = {
		getExecutionCancelSignal: () => stop.signal,
		getExecutionId: () => '7',
		getMode: () => mode,
		getExecutionDataById: looks,
	} as unknown as IExecuteFunctions;
	return { functions, looks, stop };
}

const stoppedRow = { resultData: { error: { name: 'ManualExecutionCancelledError' } } };

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

test("n8n's signal is passed on at once", () => {
	const { functions, stop } = execution(() => undefined);
	const watch = watchForStop(functions);
	expect(watch.signal.aborted).toBe(false);
	stop.abort();
	expect(watch.signal.aborted).toBe(true);
	watch.end();
});

test("a Stop that n8n only writes into the execution's row is heard within seconds", async () => {
	let row: unknown = { resultData: {} };
	const { functions, looks } = execution(() => row);
	const watch = watchForStop(functions);
	await jest.advanceTimersByTimeAsync(5000);
	expect(looks).toHaveBeenCalledWith('7');
	expect(watch.signal.aborted).toBe(false);
	row = stoppedRow;
	await jest.advanceTimersByTimeAsync(3000);
	expect(watch.signal.aborted).toBe(true);
	watch.end();
});

test.each([
	['a short run', 'webhook', 1000],
	['a run by hand, whose Stop always arrives', 'manual', 60_000],
])('the row is left alone in %s', async (_name, mode, duration) => {
	const { functions, looks } = execution(() => stoppedRow, mode);
	const watch = watchForStop(functions);
	await jest.advanceTimersByTimeAsync(duration);
	watch.end();
	await jest.advanceTimersByTimeAsync(60_000);
	expect(looks).not.toHaveBeenCalled();
	expect(watch.signal.aborted).toBe(false);
});

test('a row that cannot be read stops nothing', async () => {
	const { functions, looks } = execution(() => {
		throw new Error('no database');
	});
	const watch = watchForStop(functions);
	await jest.advanceTimersByTimeAsync(60_000);
	expect(looks).toHaveBeenCalledTimes(1);
	expect(watch.signal.aborted).toBe(false);
	watch.end();
});
