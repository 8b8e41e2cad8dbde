import execa from 'execa';

import { answers, firstItems } from '../../support/inbox';
import { useOwnN8n } from '../../support/own-n8n';
import { webhookTriggers, type TestedTrigger } from './triggers';

const CUSTOMER = '919876543210';
const DELIVERIES = 20;
/** Before the database is locked, and while it is. */
const BEFORE = 5;
const WHILE_LOCKED = 10;
const LOCKED_MS = 20_000;
/**
 * Milliseconds between the platform's tries, for longer than the database is locked. Shorter ones would pile up in n8n,
 * which goes on with what the platform no longer waits for.
 */
const RETRIES = [3000, 5000, ...Array.from({ length: 12 }, () => 8000)];
const ENDED_MS = 110_000;

/** Holds the database's only place for a writer. Says when it has it. Runs in n8n's own Node.js. */
const LOCK_DATABASE = `
const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(process.argv[1], { timeout: 10_000 });
database.exec('BEGIN IMMEDIATE');
console.log('locked');
setTimeout(() => database.exec('COMMIT'), Number(process.argv[2]));`;

describe('n8n’s database is locked for 20 s in the middle of 20 deliveries', () => {
	const triggers = webhookTriggers();
	const n8n = useOwnN8n(triggers.map(({ host }) => host));
	/** The workflow and the deliveries of each trigger. */
	const seen = new Map<TestedTrigger, { workflowId: string; deliveryIds: Array<string | null> }>();

	async function lockDatabase(): Promise<{ unlocked: Promise<unknown> }> {
		const { node } = triggers[0].host.shared.n8n;
		const args = ['--no-warnings', '-e', LOCK_DATABASE, n8n.databaseFile, String(LOCKED_MS)];
		const unlocked = execa(node, args);
		await new Promise((resolve) => unlocked.stdout?.once('data', resolve));
		return { unlocked };
	}

	/** So many customers’ messages at each trigger, without waiting for the answers. */
	async function deliver(count: number): Promise<void> {
		for (const trigger of triggers) {
			const { deliveryIds } = seen.get(trigger)!;
			for (let rest = count; rest > 0; rest -= 1) {
				const message = { from: CUSTOMER, text: `Message ${deliveryIds.length}` };
				deliveryIds.push((await trigger.host.sandbox.inbound(message)).deliveryId);
			}
		}
	}

	async function finished(trigger: TestedTrigger) {
		const { deliveryIds } = seen.get(trigger)!;
		const { sandbox } = trigger.host;
		return await Promise.all(deliveryIds.map((id) => sandbox.finishedDelivery(id, ENDED_MS)));
	}

	test('each of the 20 starts one execution, none of them two, whatever the trigger', async () => {
		for (const trigger of triggers) {
			await trigger.host.sandbox.settings({ webhookRetryDelaysMs: RETRIES });
			seen.set(trigger, { workflowId: (await trigger.publish()).id, deliveryIds: [] });
		}
		await deliver(BEFORE);
		for (const trigger of triggers) await finished(trigger);
		const { unlocked } = await lockDatabase();
		await deliver(WHILE_LOCKED);
		await unlocked;
		await deliver(DELIVERIES - BEFORE - WHILE_LOCKED);

		const texts = Array.from({ length: DELIVERIES }, (_, index) => `Message ${index}`).sort();
		const outcome: Record<string, unknown> = {};
		const expected: Record<string, unknown> = {};
		for (const trigger of triggers) {
			const deliveries = await finished(trigger);
			const { workflowId } = seen.get(trigger)!;
			const executions = await trigger.host.n8n.executions.waitForCount(workflowId, DELIVERIES);
			outcome[trigger.name] = {
				texts: firstItems(executions)
					.map(({ text }) => text)
					.sort(),
				lastAnswers: [...new Set(deliveries.map((delivery) => answers(delivery).at(-1)))],
				// Otherwise the lock has met nothing, and the test has shown nothing.
				triedAgain: deliveries.some(({ attempts }) => attempts.length > 1),
			};
			expected[trigger.name] = { texts, lastAnswers: [200], triedAgain: true };
		}
		expect(outcome).toEqual(expected);
	}, 240_000);
});
