import { MODEL_CREDENTIAL } from '../../demo/examples';
import { modelCredential } from '../../demo/prepared';
import { connected, example } from '../../example';
import { lastUserText, type ScriptedModel, startScriptedModel } from '../../model/scripted-model';
import { errorOf, outputOf } from '../../n8n/executions';
import { withOptions } from '../../support/workflow';
import { ORG_ID, useBadala } from './host';

const YOUSEF = '96567666156';

describe('the example that answers a customer and assigns the conversation', () => {
	const FILE = 'badala-answer-and-assign.json';
	const host = useBadala();

	test('a customer writes, gets the answer, and a teammate gets the conversation', async () => {
		const { id } = await host.publishRegistered(example(FILE, host.credential));
		const delivery = await host.sandbox.inboundDelivered({
			from: YOUSEF,
			name: 'Yousef',
			text: 'Is it open today?',
		});
		expect(delivery.attempts.map(({ status }) => status)).toEqual([200]);
		const [execution] = await host.n8n.executions.waitForCount(id, 1);
		expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
		const [{ conversationId }] = outputOf(execution, 'Customer Writes').map(({ json }) => json);

		const [reply, ...more] = await host.sandbox.outbound();
		expect(more).toEqual([]);
		expect(reply).toMatchObject({ to: YOUSEF, type: 'text' });
		expect(reply.content.text?.body).toContain('We have noted: "Is it open today?"');
		const { conversations } = await host.state();
		expect(conversations).toEqual([
			expect.objectContaining({ id: conversationId, status: 'OPEN', assigneeId: 'usr_amira' }),
		]);
		const changes = (await host.authorised(`/orgs/${ORG_ID}/conversations`)).map(
			({ method, path }) => `${method} ${path.split('/').pop()}`,
		);
		expect(changes).toEqual(['POST messages', 'PATCH assignee']);
		// Assigning is an event, too, and starts nothing.
		const events = (await host.sandbox.deliveries()).map(({ event }) => event);
		expect(events).toContain('conversation.assigned');
		expect(await host.n8n.executions.list(id)).toHaveLength(1);
	});
});

describe('the example of STOP and START', () => {
	const FILE = 'badala-opt-out.json';
	const host = useBadala();

	test('keeps the consent, confirms it, and leaves other messages alone', async () => {
		const { id } = await host.publishRegistered(example(FILE, host.credential));
		const write = async (text: string) =>
			await host.sandbox.inboundDelivered({ from: YOUSEF, name: 'Yousef', text });
		const consents = async () =>
			(await host.state()).contacts
				.filter(({ phone }) => phone === `+${YOUSEF}`)
				.map(({ marketingConsent }) => marketingConsent);
		await write('Please do not stop the delivery');
		await host.n8n.executions.waitForCount(id, 1);
		expect([await host.sandbox.outbound(), await consents()]).toEqual([[], [null]]);

		await write(' stop ');
		await host.sandbox.waitForOutbound(1);
		expect(await consents()).toEqual([false]);
		await write('START');
		await host.sandbox.waitForOutbound(2);
		expect(await consents()).toEqual([true]);
		expect(await host.sentTexts(YOUSEF)).toEqual([
			expect.stringContaining('no more offers from us'),
			expect.stringContaining('Welcome back'),
		]);
	});
});

describe('the example that reminds of appointments', () => {
	const FILE = 'badala-appointment-reminder.json';
	const host = useBadala();

	test('reminds whom it can, and learns by the message ID that a reminder was read', async () => {
		const definition = example(FILE, host.credential);
		const saved = await host.publishRegistered(definition);
		const execution = await host.n8n.executions.waitUntilFinished(
			await host.n8n.executions.run(saved.id, 'Every Day at 9:00'),
		);
		expect(execution.status).toBe('success');
		const sent = await host.sandbox.outbound();
		expect(sent.map(({ to }) => to).sort()).toEqual(['447700900123', '447700900124']);
		const texts = sent.map(({ content }) => (content.template as { text: string }).text);
		expect(texts).toContainEqual(
			expect.stringMatching(
				/^Hello Emma Clarke, we look forward to seeing you on \d+ \w+ at 10:30\.$/,
			),
		);
		const reminded = outputOf(execution, 'Reminded').map(({ json }) => json);
		expect(reminded).toEqual([
			{ appointment: 'A-101', messageId: sent[0].id, status: 'accepted' },
			{ appointment: 'A-102', messageId: sent[1].id, status: 'accepted' },
		]);
		expect(outputOf(execution, 'Not Reminded').map(({ json }) => json)).toEqual([
			{ appointment: 'A-103', reason: expect.stringContaining('digits') },
		]);

		await host.sandbox.statusDelivered(sent[0].waMessageId, 'sent');
		await host.sandbox.statusDelivered(sent[0].waMessageId, 'read');
		const runs = await host.n8n.executions.waitForCount(saved.id, 3);
		const statuses = runs.flatMap((run) => outputOf(run, 'Status by Message'));
		expect(statuses.map(({ json }) => json)).toEqual([
			{ messageId: reminded[0].messageId, status: 'read', at: expect.any(String) },
		]);
	});
});

describe('the example that syncs contacts', () => {
	const FILE = 'badala-contact-sync.json';
	const host = useBadala();

	test('makes the contacts of a CSV file, and updates them at the next run', async () => {
		const counts: unknown[] = [];
		for (let round = 0; round < 2; round += 1) {
			const execution = await host.run(example(FILE, host.credential));
			expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
			const [{ json }] = outputOf(execution, 'Import Contacts');
			counts.push([json.created, json.updated]);
		}
		expect(counts).toEqual([
			[2, 0],
			[0, 2],
		]);
		const { contacts } = await host.state();
		expect(contacts.map(({ phone, name, tags }) => [phone, name, tags])).toEqual([
			['+447700900123', 'Emma Clarke', ['regular']],
			['+447700900124', 'Oliver Hughes', ['new']],
		]);
	});
});

describe('the example of an AI agent that hands over', () => {
	const FILE = 'badala-ai-agent-hand-over.json';
	const host = useBadala();
	let model: ScriptedModel;

	beforeAll(async () => {
		model = await startScriptedModel((request) => {
			if (request.messages.at(-1)?.role === 'tool') return 'Amira will answer you here.';
			const text = lastUserText(request);
			return text === 'A person, please'
				? { calls: [{ name: 'Hand_Over', arguments: {} }] }
				: `You wrote: ${text}`;
		});
	});
	afterAll(async () => await model.close());

	test('answers, hands over, is silent while the teammate has it, and answers again', async () => {
		const { type, name, data } = modelCredential(model.url);
		const credential = await host.n8n.credentials.create(name, type, data);
		const definition = connected(example(FILE, host.credential), {
			[MODEL_CREDENTIAL]: credential,
		});
		// The example waits longer than a test should.
		const quick = withOptions(definition, 'Customer Writes', { waitForMoreMessages: 0 });
		const { id } = await host.publishRegistered(quick);
		const write = async (text: string, runs: number) => {
			await host.sandbox.inboundDelivered({ from: YOUSEF, name: 'Yousef', text });
			await host.n8n.executions.waitForCount(id, runs);
		};
		await write('Hello', 1);
		await write('A person, please', 2);
		const answers = ['You wrote: Hello', 'Amira will answer you here.'];
		expect(await host.sentTexts(YOUSEF)).toEqual(answers);
		const [{ id: conversation, assigneeId }] = (await host.state()).conversations;
		expect(assigneeId).toBe('usr_amira');

		await write('Thank you, Amira', 3);
		expect(await host.sentTexts(YOUSEF)).toEqual(answers);
		await host.api('patch', `/conversations/${conversation}/assignee`, { assigneeId: null });
		await write('One more thing', 4);
		expect(await host.sentTexts(YOUSEF)).toEqual([...answers, 'You wrote: One more thing']);
	});
});
