import { type BadalaBench, openBench } from './bench';
import { type Hook, openHook, payload, signedIn, wellSigned } from './webhook-bench';

let bench: BadalaBench;
let hook: Hook;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	await bench.settings({ webhookRetryDelaysMs: [20], webhookEvents: ['message.received'] });
	hook = await openHook(bench);
});
afterEach(() => hook.receiver.close());
afterAll(() => bench.close());

describe('a delivery that fails', () => {
	/** Later by more than a second, which is all that a timestamp can tell. */
	const LATER = 1100;

	it('is tried again with the same id and body, and a timestamp and signature of its own', async () => {
		await bench.settings({ webhookRetryDelaysMs: [LATER, 20] });
		hook.receiver.answers.push(500, 503);
		const { deliveryId } = await bench.customerWrites();
		expect(await hook.finished(deliveryId)).toMatchObject({
			state: 'delivered',
			attempts: [{ status: 500 }, { status: 503 }, { status: 200 }],
		});
		const [first, second, third] = hook.receiver.received;
		expect([second.body, third.body]).toEqual([first.body, first.body]);
		expect(second.headers['x-badala-delivery']).toBe(first.headers['x-badala-delivery']);
		const seconds = (headers: typeof first.headers) => Number(headers['x-badala-timestamp']);
		expect(seconds(second.headers)).toBeGreaterThan(seconds(first.headers));
		expect(second.headers['x-badala-signature']).not.toBe(first.headers['x-badala-signature']);
		for (const received of hook.receiver.received) expect(wellSigned(received)).toBe(true);
	});

	it('gets another id each time when the settings say so', async () => {
		await bench.settings({ renewDeliveryId: true, webhookRetryDelaysMs: [20, 20] });
		hook.receiver.answers.push(500, 500);
		await hook.finished((await bench.customerWrites()).deliveryId);
		const bodies = hook.receiver.received.map(payload);
		expect(new Set(bodies.map((body) => body.deliveryId)).size).toBe(3);
		expect(bodies[2]).toEqual({ ...bodies[0], deliveryId: bodies[2].deliveryId });
		for (const received of hook.receiver.received) {
			expect(received.headers['x-badala-delivery']).toBe(payload(received).deliveryId);
			expect(wellSigned(received)).toBe(true);
		}
	});

	it('is given up in the end', async () => {
		hook.receiver.answers.push(500, 500);
		expect(await hook.finished((await bench.customerWrites()).deliveryId)).toMatchObject({
			state: 'failed',
			attempts: [{ status: 500 }, { status: 500 }],
		});
		expect(hook.receiver.received).toHaveLength(2);
	});
});

describe('special deliveries', () => {
	it('duplicate: the same id and body once more, signed anew', async () => {
		await hook.finished((await bench.customerWrites()).deliveryId);
		expect(await hook.special({ kind: 'duplicate' })).toMatchObject({ state: 'delivered' });
		const [original, duplicate] = hook.receiver.received;
		expect(duplicate.body).toBe(original.body);
		expect(wellSigned(duplicate)).toBe(true);
	});

	it('forged: signed with another secret, and unknown to the platform', async () => {
		await hook.special({ kind: 'forged' });
		expect(payload(hook.latest())).toMatchObject({ event: 'message.received' });
		expect(hook.latest().headers['x-badala-signature']).toMatch(/^sha256=[0-9a-f]{64}$/);
		expect(wellSigned(hook.latest())).toBe(false);
		const { messages, contacts, conversations } = await bench.state();
		expect([messages, contacts, conversations]).toEqual([[], [], []]);
	});

	it('tampered: another text under the signature of the first', async () => {
		const { deliveryId } = await bench.customerWrites({ text: 'Pay 10' });
		await hook.finished(deliveryId);
		await hook.special({ kind: 'tampered', of: deliveryId });
		expect(payload(hook.latest()).data.body).toBe('Tampered');
		expect(wellSigned(hook.latest())).toBe(false);
		const original = { ...hook.latest(), body: hook.receiver.received[0].body };
		expect(wellSigned(original)).toBe(true);
	});

	it('unsigned: without any of the vendor’s headers', async () => {
		await hook.special({ kind: 'unsigned' });
		expect(Object.keys(hook.latest().headers).join()).not.toContain('badala');
		expect((await bench.state()).messages).toEqual([]);
	});

	it.each([
		['late', -301],
		['future', 301],
	])('%s: well signed, with the signed time and the body’s moved', async (kind, seconds) => {
		await hook.special({ kind, ageSeconds: 301 });
		expect(wellSigned(hook.latest())).toBe(true);
		expect(Math.abs(signedIn(hook.latest()) - seconds)).toBeLessThan(10);
		const written = Date.parse(payload(hook.latest()).timestamp);
		expect(Math.abs((written - Date.now()) / 1000 - seconds)).toBeLessThan(10);
		expect((await bench.state()).messages).toHaveLength(1);
	});

	it('reserialised: other bytes for what was signed', async () => {
		await hook.special({ kind: 'reserialised' });
		expect(wellSigned(hook.latest())).toBe(false);
		const again = { ...hook.latest(), body: JSON.stringify(payload(hook.latest())) };
		expect(wellSigned(again)).toBe(true);
	});

	it('sends that one webhook only, although it comes of a stranger', async () => {
		await bench.settings({ webhookEvents: ['message.received', 'contact.created'] });
		await hook.special({ kind: 'late' });
		expect((await bench.client.deliveries()).map(({ kind }) => kind)).toEqual(['late']);
		expect((await bench.state()).contactCount).toBe(1);
	});

	it('is refused without a webhook', async () => {
		await bench.settings({ webhookUrl: null });
		const answer = await bench.platform.post('/deliveries', { kind: 'forged' });
		expect([answer.status, answer.data]).toEqual([409, { error: 'No webhook is enabled' }]);
	});
});

describe('the secret', () => {
	it('can be set', async () => {
		await bench.settings({ webhookSecret: 'another secret, 🔑' });
		await hook.finished((await bench.customerWrites()).deliveryId);
		expect(wellSigned(hook.latest(), 'another secret, 🔑')).toBe(true);
	});

	it('can be made anew', async () => {
		await bench.client.settings({ rotateSecret: true });
		await hook.finished((await bench.customerWrites()).deliveryId);
		const { webhookSecret } = (await bench.state()).settings as { webhookSecret: string };
		expect(wellSigned(hook.latest())).toBe(false);
		expect(wellSigned(hook.latest(), webhookSecret)).toBe(true);
	});
});
