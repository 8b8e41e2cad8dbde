import nock from '../../../support/network';
import { host, received, status, texts, trigger, wbiz } from './open-polling';

describe('Join Messages', () => {
	const from = (number: number, customer: string, data = {}) => {
		const event = received(number);
		return { ...event, data: { ...event.data, from: customer, ...data } };
	};
	const [asha, rahul] = ['+919876543210', '+919123456789'];
	const tap = {
		type: 'interactive',
		text: null,
		interactive: { button_reply: { id: 'y', title: 'Y' } },
	};

	test('makes one item of what a customer wrote one after the other', async () => {
		const events = ['message.received', 'message.status'];
		const polling = trigger({ events, options: { joinMessages: true } });
		await polling.poll();
		wbiz.feed.push(from(1, asha), from(2, rahul), from(3, asha), status(4), from(5, asha));
		const items = (await polling.poll())!;
		expect(items.map(({ json }) => json.text)).toEqual(['2', null, '1\n3\n5']);
		expect(items[2].json).toMatchObject({
			chatInput: '1\n3\n5',
			messageId: 'wamid.5',
			messages: [{ messageId: 'wamid.1' }, { messageId: 'wamid.3' }, { messageId: 'wamid.5' }],
		});
		expect(items[1].json).not.toHaveProperty('messages');
		wbiz.feed.push(from(6, asha));
		expect(texts(await polling.poll())).toEqual(['6']);
	});

	test('keeps apart what stands before and behind a tap', async () => {
		const polling = trigger({ options: { joinMessages: true } });
		await polling.poll();
		wbiz.feed.push(from(1, asha), from(2, asha, tap), from(3, asha), from(4, asha));
		expect(texts(await polling.poll())).toEqual(['1', 'Y', '3\n4']);
	});

	test('is off at first, and without Simplify', async () => {
		for (const parameters of [{}, { simplify: false, options: { joinMessages: true } }]) {
			const polling = trigger(parameters);
			await polling.poll();
			wbiz.feed.push(from(wbiz.feed.length + 1, asha), from(wbiz.feed.length + 2, asha));
			expect(await polling.poll()).toHaveLength(2);
		}
	});
});

describe('A customer who writes one of the Opt-Out Words', () => {
	const options = { optOutWords: 'STOP', optInWords: 'START', updateContact: true };
	const writes = (number: number, body: string) => {
		const message = received(number);
		return { ...message, data: { ...message.data, text: { body } } };
	};
	const contacts = (status: number, asked: unknown[]) =>
		nock(host)
			.persist()
			.post('/api/v1/contacts')
			.reply((_uri, body) => {
				asked.push(body);
				const { optedIn } = body as { optedIn: boolean };
				return [status, status < 300 ? { id: 'c1', optedIn } : { error: { message: 'No' } }];
			});

	async function poll(bodies: string[]) {
		const polling = trigger({ options });
		await polling.poll();
		wbiz.feed.push(...bodies.map((body, index) => writes(index, body)));
		return (await polling.poll())?.map(({ json }) => json);
	}

	test('comes as an event of its own, and is noted in the order of the choices', async () => {
		const asked: unknown[] = [];
		contacts(200, asked);
		const phone = '+919876543210';
		expect(await poll(['stop', 'Hi', 'START!', 'Stop.'])).toMatchObject([
			{ event: 'contact.optedOut', text: 'stop', chatInput: null, contactUpdated: true },
			{ event: 'message.received', text: 'Hi', chatInput: 'Hi' },
			{ event: 'contact.optedIn', text: 'START!', contactUpdated: true },
			{ event: 'contact.optedOut', text: 'Stop.', contactUpdated: true },
		]);
		expect(asked).toEqual([
			{ phone, optedIn: false },
			{ phone, optedIn: true },
			{ phone, optedIn: false },
		]);
	});

	test('comes whatever becomes of the contact: the next poll would not give it again', async () => {
		contacts(403, []);
		expect(await poll(['STOP', 'Hi'])).toMatchObject([
			{
				event: 'contact.optedOut',
				contactUpdated: false,
				contactError: expect.stringContaining('No'),
			},
			{ event: 'message.received', text: 'Hi' },
		]);
	});

	test('is not noted by a fetch in the editor, which is a test', async () => {
		const asked: unknown[] = [];
		contacts(200, asked);
		wbiz.feed = [writes(1, 'STOP')];
		const items = await trigger({ options }).fetchManually();
		expect(items?.map(({ json }) => json.event)).toEqual(['contact.optedOut']);
		expect(asked).toEqual([]);
	});
});
