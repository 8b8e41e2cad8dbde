import type { AxiosResponse } from 'axios';

import type { State } from '../support/bench';
import { CUSTOMER, openBench, TO, type WbizBench } from './bench';

// The requests are the samples of the vendor's page; the bench holds every answer against the contract.
let bench: WbizBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	await bench.settings({ autoStatuses: false });
});
afterAll(async () => {
	await bench.close();
});

const wamid = expect.stringMatching(/^wamid\.[A-Za-z0-9+/]+=*$/) as string;

/** The newest message in the state, and that it is the one the answer names. */
async function sent({ status, data }: AxiosResponse): Promise<State['messages'][0]> {
	expect([status, data]).toEqual([200, { messageId: wamid, status: 'accepted' }]);
	const message = (await bench.state()).messages.at(-1) as State['messages'][0];
	expect(message).toMatchObject({
		waMessageId: data.messageId,
		direction: 'outbound',
		to: CUSTOMER,
	});
	return message;
}

async function create(path: string, body: unknown): Promise<{ id: string }> {
	const { status, data } = await bench.api.post(path, body);
	expect(status).toBe(201);
	return data as { id: string };
}

describe('messages', () => {
	const samples: Array<[string, string, Record<string, unknown>, Record<string, unknown>]> = [
		[
			'text',
			'/v1/messages/text',
			{ to: TO, body: 'Hi! Your order #1043 has shipped.' },
			{ text: { body: 'Hi! Your order #1043 has shipped.' } },
		],
		[
			'template',
			'/v1/messages/template',
			{
				to: TO,
				template: 'order_confirmation',
				language: 'en_US',
				variables: ['Gaurav', '#1043'],
			},
			{
				template: {
					name: 'order_confirmation',
					language: 'en_US',
					variables: ['Gaurav', '#1043'],
					text: 'Hi Gaurav, your order #1043 is confirmed!',
				},
			},
		],
		[
			'media',
			'/v1/messages/media',
			{
				to: TO,
				type: 'image',
				link: 'https://example.com/catalogue.jpg',
				caption: "This week's catalogue",
			},
			{
				image: {
					link: 'https://example.com/catalogue.jpg',
					caption: "This week's catalogue",
				},
			},
		],
		[
			'interactive',
			'/v1/messages/interactive',
			{
				to: TO,
				kind: 'buttons',
				body: 'Reply to confirm your order.',
				buttons: [
					{ id: 'yes', title: 'Confirm' },
					{ id: 'no', title: 'Cancel' },
				],
			},
			{
				interactive: {
					kind: 'buttons',
					body: 'Reply to confirm your order.',
					buttons: [
						{ id: 'yes', title: 'Confirm' },
						{ id: 'no', title: 'Cancel' },
					],
				},
			},
		],
		[
			'location',
			'/v1/messages/location',
			{
				to: TO,
				latitude: 23.0225,
				longitude: 72.5714,
				name: 'Our store',
				address: 'Ahmedabad, India',
			},
			{
				location: {
					latitude: 23.0225,
					longitude: 72.5714,
					name: 'Our store',
					address: 'Ahmedabad, India',
				},
			},
		],
	];

	it.each(samples)('sends the documented %s', async (_title, path, body, content) => {
		await bench.customerWrites();
		expect((await sent(await bench.api.post(path, body))).content).toEqual(content);
	});

	it('sends a list of the assumed form', async () => {
		await bench.customerWrites();
		const list = {
			kind: 'list',
			body: 'When may we come?',
			buttonText: 'Choose a time',
			header: 'Delivery',
			footer: 'We call before',
			sections: [
				{ title: 'Tomorrow', rows: [{ id: 'am', title: 'Morning', description: '9-12' }] },
			],
		};
		const answer = await bench.api.post('/v1/messages/interactive', { to: TO, ...list });
		expect((await sent(answer)).content).toEqual({ interactive: list });
	});

	it('fills the variables of header, body and buttons in this order', async () => {
		const answer = await bench.api.post('/v1/messages/template', {
			to: TO,
			template: 'order_tracking',
			language: 'en_US',
			variables: ['#1043', 'Gaurav', 'tomorrow', '1043'],
		});
		const { content } = await sent(answer);
		expect(content.template.text).toBe('Order #1043\nHi Gaurav, it arrives tomorrow.');
	});

	it('sends a template at any time, and makes a contact of the recipient', async () => {
		const answer = await bench.api.post('/v1/messages/template', {
			to: TO,
			template: 'diwali_offer',
			language: 'en_US',
		});
		await sent(answer);
		expect((await bench.state()).contacts).toMatchObject([{ phone: TO, optedIn: false }]);
	});
});

describe('presets and flows', () => {
	const sample = {
		kind: 'buttons',
		body: 'How can we help?',
		buttons: [
			{ id: 'sales', title: 'Sales' },
			{ id: 'support', title: 'Support' },
		],
	};

	it('saves, changes, sends and removes the documented preset', async () => {
		const { id } = await create('/v1/interactive', sample);
		const body = 'Pick an option to continue.';
		expect((await bench.api.patch(`/v1/interactive/${id}`, { body })).status).toBe(200);
		const got = await bench.api.get(`/v1/interactive/${id}`);
		expect(got.data).toEqual({ id, ...sample, body });
		expect((await bench.api.get('/v1/interactive')).data.data).toEqual([got.data]);
		await bench.customerWrites();
		const { content } = await sent(await bench.api.post(`/v1/interactive/${id}/send`, { to: TO }));
		expect(content).toEqual({ interactive: { ...sample, body, presetId: id } });
		expect((await bench.api.delete(`/v1/interactive/${id}`)).data).toEqual({ success: true });
		expect((await bench.api.get(`/v1/interactive/${id}`)).status).toBe(404);
	});

	it('lists published flows, and sends one as documented', async () => {
		const { data } = await bench.api.get('/v1/flows');
		const flows = data.data as Array<{ id: string; status: string }>;
		expect(flows.map(({ status }) => status)).toEqual(['published', 'published']);
		const [flow] = flows;
		expect((await bench.api.get(`/v1/flows/${flow.id}`)).data).toEqual(flow);
		await bench.customerWrites();
		const answer = await bench.api.post(`/v1/flows/${flow.id}/send`, {
			to: TO,
			bodyText: 'Book your appointment in a few taps.',
			ctaText: 'Book now',
		});
		expect((await sent(answer)).content.interactive).toEqual({
			kind: 'flow',
			body: 'Book your appointment in a few taps.',
			ctaText: 'Book now',
			flowId: flow.id,
		});
	});
});
