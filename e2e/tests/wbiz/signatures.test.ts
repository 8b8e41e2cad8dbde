import type { SpecialKind } from '../../../sandbox/types';
import { outputOf } from '../../n8n/executions';
import { answers, Inbox } from '../../support/inbox';
import { workflow } from '../../support/workflow';
import { useWbiz, wbizTrigger } from './host';

const CUSTOMER = '919876543210';

/** With the header in which the sandbox is to put it. The platform documents neither form nor header. */
const FORMS: Array<[form: string, header: string | undefined]> = [
	['hex', undefined],
	['base64', undefined],
	['sha256=hex', 'x-hub-signature-256'],
	['pairs', undefined],
	['pairs', 'wbiz-signature'],
	['timestampHeader', undefined],
	['standard', undefined],
];
const TIMED = FORMS.filter(([form]) => ['pairs', 'timestampHeader', 'standard'].includes(form));

describe('what the WBIZ trigger lets in', () => {
	const host = useWbiz();

	async function publishTrigger(parameters = {}): Promise<string> {
		return (await host.publish(workflow('WBIZ', [wbizTrigger(host.credential, parameters)]))).id;
	}

	async function sign(form: string, header?: string): Promise<void> {
		await host.sandbox.settings({ signature: header ? { form, header } : { form } });
	}

	const inbox = new Inbox(host, CUSTOMER);

	describe.each(FORMS)('signed as %s, header %s', (form, header) => {
		test('a genuine message starts the workflow, a forged one does not', async () => {
			await sign(form, header);
			const id = await publishTrigger();
			// The first one finds the form, the others meet a form that is known.
			expect(answers(await host.sandbox.deliver('forged'))).toEqual([401]);
			expect(await inbox.write('first')).toEqual([200]);
			for (const kind of ['forged', 'tampered', 'unsigned'] as SpecialKind[]) {
				expect([kind, answers(await host.sandbox.deliver(kind))]).toEqual([kind, [401]]);
			}
			await inbox.expectRuns(id, 'first');
		});

		test('the platform’s own test of the webhook passes and starts nothing', async () => {
			await sign(form, header);
			const id = await publishTrigger();
			const [{ id: subscription }] = await host.subscriptions();
			const result = await host.sandbox.callApi('post', `/v1/webhooks/${subscription}/test`);
			expect(result).toEqual({ success: true, statusCode: 200 });
			await inbox.expectRuns(id);
		});
	});

	test.each(TIMED)(
		'signed as %s, header %s: an old or future one is refused',
		async (form, header) => {
			await sign(form, header);
			const id = await publishTrigger();
			expect(answers(await host.sandbox.deliver('late'))).toEqual([401]);
			expect(answers(await host.sandbox.deliver('future'))).toEqual([401]);
			expect(await inbox.write('first')).toEqual([200]);
			const late = await host.sandbox.deliver('late', undefined, 301);
			expect(answers(late)).toEqual([401]);
			await inbox.expectRuns(id, 'first');
		},
	);

	test('what was signed with its time is never again taken without', async () => {
		await sign('pairs');
		const id = await publishTrigger();
		expect(await inbox.write('timed')).toEqual([200]);
		for (const form of ['hex', 'base64', 'sha256=hex']) {
			await sign(form);
			expect([form, await inbox.write('untimed')]).toEqual([form, [401]]);
		}
		await sign('pairs');
		await inbox.expectRuns(id, 'timed');
	});

	test('a platform that begins to sign the time is followed', async () => {
		await sign('hex');
		const id = await publishTrigger();
		expect(await inbox.write('untimed')).toEqual([200]);
		await sign('timestampHeader');
		expect(await inbox.write('timed')).toEqual([200]);
		await sign('hex');
		expect(await inbox.write('untimed again')).toEqual([401]);
		await sign('timestampHeader');
		await inbox.expectRuns(id, 'untimed', 'timed');
	});

	test('a form and a header that were set by hand are the only ones', async () => {
		const options = { signatureForm: 'hexWithTimestamp', signatureHeader: 'X-WBIZ-Proof' };
		const id = await publishTrigger({ options });
		expect(await inbox.write('other form and header')).toEqual([401]);
		await sign('timestampHeader');
		expect(await inbox.write('other header')).toEqual([401]);
		await sign('pairs', 'x-wbiz-proof');
		expect(await inbox.write('other form')).toEqual([401]);
		await sign('timestampHeader', 'x-wbiz-proof');
		await inbox.expectRuns(id);
	});

	test('a duplicate gets 200 and starts nothing', async () => {
		const id = await publishTrigger();
		const first = await host.sandbox.inboundDelivered({ from: CUSTOMER, text: 'once' });
		expect(answers(await host.sandbox.deliver('duplicate', first.id))).toEqual([200]);
		await inbox.expectRuns(id, 'once');
	});

	test('a secret that another subscription has proves nothing', async () => {
		const id = await publishTrigger();
		const [own] = await host.subscriptions();
		const other = await host.subscribe(own.url);
		const deliveries = await host.inboundToAll({ from: CUSTOMER, text: 'twice' });
		expect(deliveries.map(answers).sort()).toEqual([[200], [401]]);
		await host.sandbox.callApi('delete', `/v1/webhooks/${other.id}`);
		await inbox.expectRuns(id, 'twice');
	});

	test('statuses start the workflow when they are chosen', async () => {
		const id = await publishTrigger({ events: ['message.status'] });
		expect((await host.subscriptions())[0].events).toEqual(['message.status']);
		await host.openWindows(CUSTOMER);
		const text = { to: `+${CUSTOMER}`, body: 'Hello' };
		await host.sandbox.callApi('post', '/v1/messages/text', text);
		const [sent] = await host.sandbox.outbound();
		await host.sandbox.statusDelivered(sent.waMessageId, 'failed');
		const [execution] = await host.n8n.executions.waitForCount(id, 1);
		expect(outputOf(execution, 'Trigger')[0].json).toMatchObject({
			platform: 'wbiz',
			event: 'message.status',
			phone: `+${CUSTOMER}`,
			messageId: sent.waMessageId,
			status: 'failed',
			errors: [expect.objectContaining({ code: 131026 })],
		});
	});

	test('with Simplify off the workflow gets the vendor’s own payload', async () => {
		const id = await publishTrigger({ simplify: false });
		const { payload } = await host.sandbox.inboundDelivered({ from: CUSTOMER, text: 'raw' });
		const [execution] = await host.n8n.executions.waitForCount(id, 1);
		expect(outputOf(execution, 'Trigger')[0].json).toEqual(payload);
	});
});
