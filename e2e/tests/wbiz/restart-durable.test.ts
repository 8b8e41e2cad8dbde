import { describeRestart } from './restart.suite';

const SOON_MS = 10_000;

describeRestart('with n8n’s durable scheduler', {
	env: {
		N8N_SCHEDULER_ENABLED: 'true',
		N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
		N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
		// How often it looks for what is due, in seconds.
		N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
		N8N_SCHEDULER_MATERIALIZATION_INTERVAL: '1',
	},
	// It does not poll at the start, so that each further poll would take one more minute.
	history: 10,
	// One schedule only: of several that were due while n8n was stopped, it starts all at once, each with the same cursor.
	pollTimes: () => {
		const second = new Date(Date.now() + SOON_MS).getSeconds();
		return { item: [{ mode: 'custom', cronExpression: `${second} * * * * *` }] };
	},
});
