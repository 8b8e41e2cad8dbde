import type { Locator, Page } from 'playwright-core';

import { type SandboxClient, waitFor } from '../../../sandbox/client';
import { openReceiver, type Receiver } from '../../../test/sandbox/support/receiver';
import { requestExamples } from '../../../test/sandbox/support/contract';
import { NARROW, Phone, WIDE } from '../../support/phone';

const JOHN = '919876543210';
const GAURAV = '918899332211';

let phone: Phone;
let receiver: Receiver;
let pabbly: SandboxClient;
let wbiz: SandboxClient;

beforeAll(async () => {
	phone = await Phone.start();
	receiver = await openReceiver();
	pabbly = phone.client('pabbly-chatflow');
	wbiz = phone.client('wbiz');
}, 400_000);
beforeEach(async () => {
	receiver.received.length = 0;
	await pabbly.reset();
	await pabbly.settings({ autoStatuses: false });
	await phone.write(pabbly, { from: JOHN, name: 'John Maverick' });
	await phone.write(wbiz, { from: GAURAV, name: 'Gaurav' });
});
afterEach(() => expect(phone.errors).toEqual([]));
afterAll(async () => {
	await phone.close();
	await receiver.close();
});

const pabblyExamples = requestExamples('pabbly-chatflow', 'message.send');
const openPabbly = async (options = {}) =>
	await phone.open('pabbly-chatflow', JOHN, { viewport: WIDE, ...options });
const openWbiz = async (options = {}) =>
	await phone.open('wbiz', GAURAV, { viewport: WIDE, ...options });

/** Sends an example of Pabbly's page, and finds it on the phone. */
async function sendPabbly(name: string): Promise<Locator> {
	await pabbly.callApi('post', '/messages', pabblyExamples[name]);
	return await phone.newest(pabbly);
}

async function sendWbiz(path: string, body: object): Promise<Locator> {
	await wbiz.callApi('post', `/v1/${path}`, { to: `+${GAURAV}`, ...body });
	return await phone.newest(wbiz);
}

const inDialog = (page: Page, name: string) =>
	page.getByRole('dialog').getByRole('button', { name });

describe('draws what the business sends', () => {
	it.each<[string, Array<string | RegExp>]>([
		['textTemplate', ['Hi John!', 'Summer is here: 25% off everything.']],
		['mediaTemplate', ['links.pdf', 'This is documentation about links. Thanks']],
		['authenticationTemplate', ['482913 is your verification code.', 'Copy code']],
		['buttonsTemplate', ['See the offer', 'Our shop', 'Copy offer code', 'Interested', 'Stop']],
		[
			'carouselTemplate',
			['Hi John, look what has arrived!', 'Blue shirt, now 2499', 'Red shirt, now 2999'],
		],
		[
			'limitedTimeOfferTemplate',
			['Expiring offer!', /Ends .*2100/, 'Hi John, 50% off until midnight.'],
		],
		['image', ['Photo', "This week's catalogue"]],
		['audio', ['Voice message']],
		['video', ['Video']],
		['document', ['Invoice 1043.pdf', 'Your invoice']],
		[
			'singleProduct',
			['Classic T-Shirt - Blue - Large', 'INR 2499', 'The shirt you asked for', 'View'],
		],
		['productList', ['Our shirts', 'Choose what you like', 'Free delivery', 'View items']],
		['catalog', ['Running Shoe 001', 'Have a look at our catalog', 'View catalog']],
		['list', ['Delivery', 'When may we come?', 'Any day but Sunday', 'Choose a time']],
		['ctaUrl', ['Invoice 1043.pdf', 'Your order is on its way', 'Track']],
		['address', ['Where shall we deliver?', 'Provide address']],
		['location', ['Where are you?', 'Send location']],
	])('%s of Pabbly', async (name, lines) => {
		await openPabbly();
		const drawn = await sendPabbly(name);
		const text = await waitFor(
			'the pictures to be found missing',
			async () => {
				const seen = await drawn.innerText();
				return (
					lines.every((line) =>
						typeof line === 'string' ? seen.includes(line) : line.test(seen),
					) && seen
				);
			},
			{ timeout: 5000, describe: () => lines },
		);
		expect(text).not.toMatch(/\[\w+\]|\{\{/);
	});

	it('a template of WBIZ, with header, footer and the address of its button', async () => {
		await openWbiz();
		const drawn = await sendWbiz('messages/template', {
			template: 'order_tracking',
			language: 'en_US',
			variables: ['#1043', 'Gaurav', 'tomorrow', '1043'],
		});
		expect((await drawn.innerText()).split('\n').slice(0, 3)).toEqual([
			'Order #1043',
			'Hi Gaurav, it arrives tomorrow.',
			'Thank you for shopping',
		]);
		const link = drawn.getByRole('link', { name: 'Track' });
		expect(await link.getAttribute('href')).toBe('https://example.com/orders/1043');
	});

	it('a location, with a link to a map', async () => {
		await openWbiz();
		const drawn = await sendWbiz('messages/location', {
			latitude: 23.0225,
			longitude: 72.5714,
			name: 'Our store',
		});
		expect(await drawn.getByRole('link').getAttribute('href')).toContain('mlat=23.0225');
		expect(await drawn.innerText()).toContain('Our store');
	});

	it("WhatsApp's marks, links and line breaks, and nothing of HTML", async () => {
		await openWbiz();
		const body =
			'*Bold* and _italic ~gone~_, snake_case_name\n`code` https://example.com/a?b=1.\n<img src=x onerror=alert(1)>';
		const drawn = await sendWbiz('messages/text', { body });
		const html = await drawn.locator('.text').innerHTML();
		expect(html).toBe(
			'<b>Bold</b> and <i>italic <s>gone</s></i>, snake_case_name\n<code>code</code> ' +
				'<a href="https://example.com/a?b=1" target="_blank" rel="noreferrer">https://example.com/a?b=1</a>.\n' +
				'&lt;img src=x onerror=alert(1)&gt;',
		);
	});

	it('a line for each day', async () => {
		await wbiz.advanceClock(24 * 3600);
		await phone.write(wbiz, { from: GAURAV, text: 'Again' });
		const page = await openWbiz();
		expect(await page.locator('.day').allInnerTexts()).toEqual(['Yesterday', 'Today']);
	});
});

describe('a tap answers', () => {
	it('a button', async () => {
		await openWbiz();
		const drawn = await sendWbiz('messages/interactive', {
			kind: 'buttons',
			body: 'Confirm your order?',
			buttons: [
				{ id: 'yes', title: 'Confirm' },
				{ id: 'no', title: 'Cancel' },
			],
		});
		const [{ waMessageId: id }] = await wbiz.outbound();
		const sent = await phone.sentBy(
			wbiz,
			async () => await drawn.getByRole('button', { name: 'Confirm' }).click(),
		);
		expect([sent.type, sent.content]).toEqual([
			'interactive',
			{
				interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Confirm' } },
				context: { id },
			},
		]);
		await phone
			.message(sent.waMessageId)
			.locator('blockquote')
			.getByText('Confirm your order?')
			.waitFor();
	});

	it('a row of a list, which is sent after it was chosen', async () => {
		const page = await openPabbly();
		const drawn = await sendPabbly('list');
		await drawn.getByRole('button', { name: 'Choose a time' }).click();
		await page.getByRole('dialog').getByText('Morning').click();
		const { content } = await phone.sentBy(
			pabbly,
			async () => await inDialog(page, 'Send').click(),
		);
		expect(content.interactive).toEqual({
			type: 'list_reply',
			list_reply: { id: 'am', title: 'Morning', description: '9 to 12' },
		});
		expect(await page.getByRole('dialog').count()).toBe(0);
	});

	it('a quick reply of a template, with its payload', async () => {
		await openPabbly();
		const drawn = await sendPabbly('buttonsTemplate');
		const { type, content } = await phone.sentBy(
			pabbly,
			async () => await drawn.getByRole('button', { name: 'Stop' }).click(),
		);
		expect([type, content.button]).toEqual(['button', { payload: 'stop', text: 'Stop' }]);
	});

	it('a code is copied, and nothing is sent', async () => {
		const page = await openPabbly();
		const drawn = await sendPabbly('buttonsTemplate');
		await drawn.getByRole('button', { name: 'Copy offer code' }).click();
		await page.getByText('Copied: FESTIVE25').waitFor();
		expect(
			(await pabbly.state()).messages.filter(({ direction }) => direction === 'inbound'),
		).toHaveLength(1);
	});

	it('products are ordered, as many as were added', async () => {
		const page = await openPabbly();
		const drawn = await sendPabbly('productList');
		await drawn.getByRole('button', { name: 'View items' }).click();
		await page.getByLabel('More of Classic T-Shirt - Blue').click();
		for (let count = 0; count < 2; count++)
			await page.getByLabel('More of Classic T-Shirt - Red').click();
		await page.getByText('Total: INR 8497').waitFor();
		const { type, content } = await phone.sentBy(
			pabbly,
			async () => await inDialog(page, 'Send order').click(),
		);
		expect([type, content.order]).toEqual([
			'order',
			{
				catalog_id: '123456789012001',
				product_items: [
					{ product_retailer_id: 'SKU-TSHIRT-001', quantity: 1, item_price: 2499, currency: 'INR' },
					{ product_retailer_id: 'SKU-TSHIRT-002', quantity: 2, item_price: 2999, currency: 'INR' },
				],
			},
		]);
	});

	it.each([
		['singleProduct', 'View', 'More of Classic T-Shirt', 'SKU-TSHIRT-001'],
		['catalog', 'View catalog', 'More of Running Shoe 003', 'SKU-SHOE-003'],
	])('%s leads to an order', async (name, button, more, id) => {
		const page = await openPabbly();
		const drawn = await sendPabbly(name);
		await drawn.getByRole('button', { name: button }).click();
		await page.getByLabel(more).click();
		const { content } = await phone.sentBy(
			pabbly,
			async () => await inDialog(page, 'Send order').click(),
		);
		expect(content.order).toMatchObject({
			product_items: [{ product_retailer_id: id, quantity: 1 }],
		});
	});

	it('an address is filled in', async () => {
		const page = await openPabbly();
		const drawn = await sendPabbly('address');
		await drawn.getByRole('button', { name: 'Provide address' }).click();
		await page.getByLabel('PIN code').fill('462001');
		await page.getByText('the form is assumed').waitFor();
		const { content } = await phone.sentBy(
			pabbly,
			async () => await inDialog(page, 'Send').click(),
		);
		const { nfm_reply: reply } = content.interactive as {
			nfm_reply: { name: string; response_json: string };
		};
		expect(reply.name).toBe('address_message');
		expect(JSON.parse(reply.response_json)).toEqual({
			values: { name: 'John Maverick', city: 'Bhopal', in_pin_code: '462001' },
		});
	});

	it('a location that was asked for', async () => {
		const page = await openPabbly();
		const drawn = await sendPabbly('location');
		await drawn.getByRole('button', { name: 'Send location' }).click();
		const { type, content } = await phone.sentBy(
			pabbly,
			async () => await inDialog(page, 'Send').click(),
		);
		expect([type, content.location]).toMatchObject([
			'location',
			{ latitude: 28.6315, longitude: 77.2167 },
		]);
	});

	it('a Flow', async () => {
		const page = await openWbiz();
		const drawn = await sendWbiz('flows/flow_2001/send', {
			bodyText: 'Book a time',
			ctaText: 'Book',
		});
		await drawn.getByRole('button', { name: 'Book' }).click();
		await page.getByLabel('Name', { exact: true }).fill('Gaurav');
		const { content } = await phone.sentBy(wbiz, async () => await inDialog(page, 'Send').click());
		const { nfm_reply: reply } = content.interactive as {
			nfm_reply: { name: string; response_json: string };
		};
		expect([reply.name, JSON.parse(reply.response_json)]).toMatchObject([
			'flow',
			{ name: 'Gaurav' },
		]);
	});
});

describe('the customer sends', () => {
	it.each([
		['Photo', 'image', { mime_type: 'image/jpeg' }],
		['Document', 'document', { filename: 'Invoice.pdf' }],
		['Location', 'location', { name: 'Connaught Place' }],
		['Order', 'order', { product_items: [{ product_retailer_id: 'SKU-SHOE-001', quantity: 1 }] }],
	])('%s', async (label, type, part) => {
		const page = await openPabbly();
		await page.getByLabel('Attach').click();
		await page.locator('.choices').getByRole('button', { name: label }).click();
		const submit = page.getByRole('dialog').locator('.primary');
		const sent = await phone.sentBy(pabbly, async () => await submit.click());
		expect([sent.type, sent.content[type]]).toMatchObject([type, part]);
		await phone.message(sent.waMessageId).waitFor();
	});

	it('an answer to one message', async () => {
		const page = await openWbiz();
		const drawn = await sendWbiz('messages/text', { body: 'Which size?' });
		const [{ waMessageId: id }] = await wbiz.outbound();
		await drawn.hover();
		await drawn.getByTitle('Reply to this message').click();
		await page.locator('.replying').getByText('Which size?').waitFor();
		await page.keyboard.type('Medium');
		const { content } = await phone.sentBy(wbiz, async () => await page.keyboard.press('Enter'));
		expect(content).toEqual({ text: { body: 'Medium' }, context: { id } });
		expect(await page.locator('.replying').count()).toBe(0);
	});

	it('as somebody else', async () => {
		const page = await openWbiz();
		await page.getByLabel('You are').selectOption('Somebody else…');
		await inDialog(page, 'Open chat').click();
		await page.getByLabel('Message', { exact: true }).fill('Hello');
		const sent = await phone.sentBy(wbiz, async () => await page.keyboard.press('Enter'));
		expect(sent.from).toBe('919123456789');
		expect((await wbiz.state()).conversations[0]).toMatchObject({ contactName: 'Jane Smith' });
		expect(page.url()).toContain('contact=919123456789');
	});
});

describe('webhooks', () => {
	it('go to the address that a person enters, and the test of a forger goes there without the secret', async () => {
		const page = await openPabbly();
		await page.getByText('No webhook yet').waitFor();
		await page.getByLabel('Webhook address').fill(`${receiver.url}?secret=abc`);
		await page.getByRole('button', { name: 'Save' }).click();
		await waitFor(
			'the address',
			async () => (await pabbly.settings()).webhookUrl === `${receiver.url}?secret=abc`,
		);
		await page.getByLabel('Message', { exact: true }).fill('Hello');
		await page.keyboard.press('Enter');
		const row = page.locator('.log details').first();
		await row.getByText('200 OK').waitFor();
		await row.getByText('assumed form').waitFor();
		await page.getByText('Security tests').click();
		expect(await page.locator('.explained li').count()).toBe(2);
		await page.getByRole('button', { name: 'Another sender' }).click();
		await waitFor('two webhooks', () => receiver.received.length === 2);
		expect(receiver.received.map(({ path }) => path)).toEqual(['/webhook?secret=abc', '/webhook']);
		await page.locator('.log').getByText('Another sender').waitFor();
	});

	it('are registered by the API on a platform that has one for it', async () => {
		const page = await openWbiz();
		expect(await page.getByLabel('Webhook address').count()).toBe(0);
		await page.getByText('Security tests').click();
		expect(await page.locator('.explained li').count()).toBe(6);
		await page.getByRole('button', { name: 'Without a signature' }).click();
		await page.getByRole('alert').getByText('No webhook is enabled').waitFor();
	});
});

describe('examples that were offered', () => {
	afterEach(() => phone.sandbox.offer([]));

	it('are played, on the phone of the customer who is in them', async () => {
		const play = async () => {
			await phone.write(wbiz, { from: '919123456789', name: 'Rahul', text: 'Hello from Rahul' });
			return { contact: '919123456789' };
		};
		phone.sandbox.offer([{ id: 'send', platformId: 'wbiz', name: 'WBIZ: send a file', play }]);
		const page = await openWbiz();
		await page.getByRole('button', { name: 'Play this example: WBIZ: send a file' }).click();
		await page.locator('.message.customer').getByText('Hello from Rahul').waitFor();
		expect(page.url()).toContain('contact=919123456789');
	});

	it('say why they cannot be played, and only those of the platform are there', async () => {
		const play = async () => await Promise.reject(new Error('The slot is taken'));
		phone.sandbox.offer([
			{ id: 'a', platformId: 'wbiz', name: 'One', play },
			{ id: 'b', platformId: 'cloove', name: 'Other', play },
		]);
		const page = await openWbiz();
		expect(await page.getByRole('button', { name: 'Play this example' }).count()).toBe(1);
		await page.getByRole('button', { name: 'Play this example' }).click();
		await page.getByRole('alert').getByText('The slot is taken').waitFor();
		await expect(wbiz.callApi('get', '/v1/me')).resolves.toBeDefined();
	});
});

describe('API calls', () => {
	const text = { to: `+${GAURAV}`, body: 'Hello' };
	const send = async () => await wbiz.callApi('post', '/v1/messages/text', text);
	const fails = async (page: Page, name: string) => {
		await page.getByRole('button', { name: 'API' }).click();
		if (!(await page.getByRole('button', { name }).isVisible()))
			await page.getByText('Let something go wrong').click();
		await page.getByRole('button', { name }).click();
		await page.getByText(`Waiting: ${name}`).waitFor();
	};

	it('are listed with their status, and with what was sent', async () => {
		const page = await openWbiz();
		await send();
		await page.getByRole('button', { name: 'API' }).click();
		const row = page.locator('.log details').first();
		await row.getByText('POST /v1/messages/text').click();
		expect(await row.innerText()).toContain('"body": "Hello"');
		await row.getByText('200', { exact: true }).waitFor();
	});

	it('meet a rate limit once', async () => {
		const page = await openWbiz();
		await fails(page, 'Rate limit');
		await expect(send()).rejects.toMatchObject({ response: { status: 429 } });
		await page.locator('.log').getByText('429').waitFor();
		await expect(send()).resolves.toBeDefined();
	});

	it('find WhatsApp down until it works again', async () => {
		const page = await openWbiz();
		await fails(page, 'WhatsApp is down');
		for (let count = 0; count < 2; count++) {
			await expect(send()).rejects.toMatchObject({ response: { status: 503 } });
		}
		await expect(wbiz.callApi('get', '/v1/me')).resolves.toBeDefined();
		await page.getByRole('button', { name: 'Everything works again' }).click();
		await page.getByText('Waiting:').waitFor({ state: 'detached' });
		await expect(send()).resolves.toBeDefined();
	});

	it('are taken for a number that is not on WhatsApp, and the message fails', async () => {
		const page = await openWbiz();
		await fails(page, 'Number is not on WhatsApp');
		await send();
		await (await phone.newest(wbiz)).getByText('not delivered: Message undeliverable').waitFor();
	});
});

describe('wherever it is opened', () => {
	it('fits 390 pixels, one view at a time', async () => {
		const page = await openWbiz({ viewport: NARROW });
		const widths = async () =>
			await page.evaluate('[document.documentElement.scrollWidth, innerWidth]');
		for (const [tab, shown] of [
			['Webhooks', '#side'],
			['API', '#side'],
			['Chat', '#chat'],
		]) {
			await page.getByRole('button', { name: tab, exact: true }).click();
			expect(
				await page
					.locator('main > section:visible')
					.evaluateAll((all) => all.map(({ id }) => `#${id}`)),
			).toEqual([shown]);
			expect(await widths()).toEqual([390, 390]);
		}
		await page.getByLabel('Message', { exact: true }).fill('Hi');
		await page.getByRole('button', { name: 'Send' }).click();
		await page.locator('.message.customer').getByText('Hi', { exact: true }).waitFor();
	});

	it('is dark where the machine is', async () => {
		const colors = `[document.body, document.querySelector('.bubble')].map((one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color])`;
		const brightness = (color: string) =>
			(color.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
		for (const colorScheme of ['light', 'dark'] as const) {
			const page = await openWbiz({ colorScheme });
			for (const [ground, ink] of (await page.evaluate(colors)) as string[][]) {
				expect(brightness(ground) > brightness(ink)).toBe(colorScheme === 'light');
			}
		}
	});

	it('works with the keys alone', async () => {
		const page = await openPabbly();
		const drawn = await sendPabbly('list');
		await drawn.getByRole('button', { name: 'Choose a time' }).focus();
		await page.keyboard.press('Enter');
		await page.getByRole('dialog').waitFor();
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({ state: 'detached' });
		await page.keyboard.press('Enter');
		await page.getByRole('dialog').waitFor();
		await page.getByRole('radio').first().focus();
		await page.keyboard.press('ArrowDown');
		const { content } = await phone.sentBy(pabbly, async () => await page.keyboard.press('Enter'));
		expect(content.interactive).toMatchObject({ list_reply: { title: 'Afternoon' } });
	});

	it('says when the sandbox is gone, and finds it again', async () => {
		const page = await openWbiz();
		await page.route('**/sandbox/**', async (route) => await route.abort());
		await page.getByRole('alert').getByText('The sandbox does not answer').waitFor();
		await page.unroute('**/sandbox/**');
		await page.getByRole('alert').waitFor({ state: 'hidden' });
	});
});
