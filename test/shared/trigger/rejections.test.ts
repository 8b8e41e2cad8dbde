import { PabblyChatflowApi } from '../../../credentials/PabblyChatflowApi.credentials';
import { PabblyChatflowTrigger } from '../../../nodes/PabblyChatflow/PabblyChatflowTrigger.node';
import { InProcessTrigger } from '../../support/harness';

const webhookSecret = 'shared-secret-of-the-contract-0123';

const open = (name: string) =>
	new InProcessTrigger({
		type: new PabblyChatflowTrigger(),
		baseUrl: `https://${name}.test`,
		credentials: [{ type: new PabblyChatflowApi(), data: { webhookSecret } }],
	});
const forged = { body: '{}', headers: { 'x-webhook-secret': 'a guess' } };
const bare = { body: '{}' };

beforeEach(() => {
	jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'setTimeout'] });
});

afterEach(() => {
	jest.useRealTimers();
});

async function send(
	trigger: InProcessTrigger,
	delivery: typeof bare,
	times: number,
): Promise<void> {
	for (let count = 0; count < times; count += 1) await trigger.receive(delivery);
}

test('A flood of refused deliveries is logged once, and a minute later with its number', async () => {
	const trigger = open('flood');
	await send(trigger, forged, 500);
	expect(trigger.logs).toHaveLength(1);
	expect(trigger.logs[0]).toContain('the secret is not that of the credential');
	jest.setSystemTime(Date.now() + 61_000);
	await send(trigger, forged, 500);
	expect(trigger.logs).toHaveLength(2);
	expect(trigger.logs[1]).toContain('and 499 more since the last line');
});

test('Each trigger and each reason has a line of its own', async () => {
	const trigger = open('one');
	await send(trigger, forged, 3);
	await send(trigger, bare, 3);
	expect(trigger.logs).toHaveLength(2);
	const other = open('other');
	await send(other, forged, 3);
	expect(other.logs).toHaveLength(1);
});

test('What was refused long ago is not counted for ever', async () => {
	const trigger = open('rare');
	await send(trigger, forged, 1);
	jest.setSystemTime(Date.now() + 120_000);
	await send(trigger, forged, 1);
	expect(trigger.logs[1]).not.toContain('more since');
});
