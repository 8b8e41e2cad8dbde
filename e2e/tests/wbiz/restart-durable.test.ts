import { describeRestart } from './restart.suite';

describeRestart('with n8n’s durable scheduler', {
	env: {
		N8N_SCHEDULER_ENABLED: 'true',
		N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
		N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
		// How often it looks for what is due, in seconds.
		N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
		N8N_SCHEDULER_MATERIALIZATION_INTERVAL: '1',
		// Of schedules that were due while n8n was stopped, it would start all at once, each with the same cursor.
		N8N_SCHEDULER_MISFIRE_GRACE: '1',
	},
	// It does not poll at the start, so that what one poll leaves comes later.
	history: 10,
});
