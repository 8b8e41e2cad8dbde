import type { IHttpRequestOptions, IPollFunctions } from 'n8n-workflow';

import { withoutAnswers } from '../../../nodes/shared/send-and-wait/resume';

const WAITING = 'https://n8n.example/base/webhook-waiting';
const tap = (execution: number, approved: 0 | 1) => ({
	phone: '+919876543210',
	button: { id: `n8n:${approved}:${execution}:node-1:abcdEFGH:${'ab'.repeat(32)}` },
});
const text = { phone: '+919876543210', button: null };

/** A poll in an n8n whose waiting executions answer with these statuses; an Error when they cannot be reached. */
function polling(statuses: Record<number, number | Error>) {
	const asked: string[] = [];
	const functions = {
		logger: { info: () => undefined, warn: () => undefined },
		getNode: () => ({ name: 'Trigger' }),
		evaluateExpression: () => `${WAITING}/__UNKNOWN__`,
		helpers: {
			httpRequest: async ({ url }: IHttpRequestOptions) => {
				const { pathname, searchParams } = new URL(url);
				asked.push(`${pathname} ${searchParams.get('approved')}`);
				const status = statuses[Number(pathname.split('/')[3])];
				if (status instanceof Error) throw status;
				return { statusCode: status };
			},
		},
	};
	return { asked, functions: functions as unknown as IPollFunctions };
}

test('Answers go to the executions that wait, in their order, and come out of the poll no more', async () => {
	const { asked, functions } = polling({ 7: 200, 8: 401 });
	const events = [tap(7, 1), text, tap(7, 0), tap(8, 1)];
	expect(await withoutAnswers(functions, events)).toEqual([text]);
	expect(asked).toEqual([
		'/base/webhook-waiting/7/node-1 true',
		'/base/webhook-waiting/7/node-1 false',
		'/base/webhook-waiting/8/node-1 true',
	]);
});

test.each([
	['that cannot be reached', new Error('connect ECONNREFUSED')],
	['that is out of order', 503],
])('An answer to an n8n %s stays among the events: a poll cannot be retried', async (_case, is) => {
	const { functions } = polling({ 7: is, 8: 200 });
	const unreached = tap(7, 1);
	expect(await withoutAnswers(functions, [unreached, text, tap(8, 1)])).toEqual([unreached, text]);
});
