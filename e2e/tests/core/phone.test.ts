import { waitFor } from '../../../sandbox/client';
import { GAURAV, inDialog, usePhone } from '../../support/phone-conversations';

const on = usePhone();

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
		await on.openPabbly();
		const drawn = await on.sendPabbly(name);
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
			{ timeout: 20_000, describe: () => lines },
		);
		expect(text).not.toMatch(/\[\w+\]|\{\{/);
	});

	it('a template of WBIZ, with header, footer and the address of its button', async () => {
		await on.openWbiz();
		const drawn = await on.sendWbiz('messages/template', {
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
		await on.openWbiz();
		const drawn = await on.sendWbiz('messages/location', {
			latitude: 23.0225,
			longitude: 72.5714,
			name: 'Our store',
		});
		expect(await drawn.getByRole('link').getAttribute('href')).toContain('mlat=23.0225');
		expect(await drawn.innerText()).toContain('Our store');
	});

	it("WhatsApp's marks, links and line breaks, and nothing of HTML", async () => {
		await on.openWbiz();
		const body =
			'*Bold* and _italic ~gone~_, snake_case_name\n`code` https://example.com/a?b=1.\n<img src=x onerror=alert(1)>';
		const drawn = await on.sendWbiz('messages/text', { body });
		const html = await drawn.locator('.text').innerHTML();
		expect(html).toBe(
			'<b>Bold</b> and <i>italic <s>gone</s></i>, snake_case_name\n<code>code</code> ' +
				'<a href="https://example.com/a?b=1" target="_blank" rel="noreferrer">https://example.com/a?b=1</a>.\n' +
				'&lt;img src=x onerror=alert(1)&gt;',
		);
	});

	it('a line for each day', async () => {
		await on.wbiz.advanceClock(24 * 3600);
		await on.phone.write(on.wbiz, { from: GAURAV, text: 'Again' });
		const page = await on.openWbiz();
		await page.locator('.day').nth(1).waitFor();
		expect(await page.locator('.day').allInnerTexts()).toEqual(['Yesterday', 'Today']);
	});
});

describe('a tap answers', () => {
	it('a button', async () => {
		await on.openWbiz();
		const drawn = await on.sendWbiz('messages/interactive', {
			kind: 'buttons',
			body: 'Confirm your order?',
			buttons: [
				{ id: 'yes', title: 'Confirm' },
				{ id: 'no', title: 'Cancel' },
			],
		});
		const [{ waMessageId: id }] = await on.wbiz.outbound();
		const sent = await on.phone.sentBy(
			on.wbiz,
			async () => await drawn.getByRole('button', { name: 'Confirm' }).click(),
		);
		expect([sent.type, sent.content]).toEqual([
			'interactive',
			{
				interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Confirm' } },
				context: { id },
			},
		]);
		await on.phone
			.message(sent.waMessageId)
			.locator('blockquote')
			.getByText('Confirm your order?')
			.waitFor();
	});

	it('a row of a list, which is sent after it was chosen', async () => {
		const page = await on.openPabbly();
		const drawn = await on.sendPabbly('list');
		await drawn.getByRole('button', { name: 'Choose a time' }).click();
		await page.getByRole('dialog').getByText('Morning').click();
		const { content } = await on.phone.sentBy(
			on.pabbly,
			async () => await inDialog(page, 'Send').click(),
		);
		expect(content.interactive).toEqual({
			type: 'list_reply',
			list_reply: { id: 'am', title: 'Morning', description: '9 to 12' },
		});
		await page.getByRole('dialog').waitFor({ state: 'detached' });
	});

	it('a quick reply of a template, with its payload', async () => {
		await on.openPabbly();
		const drawn = await on.sendPabbly('buttonsTemplate');
		const { type, content } = await on.phone.sentBy(
			on.pabbly,
			async () => await drawn.getByRole('button', { name: 'Stop' }).click(),
		);
		expect([type, content.button]).toEqual(['button', { payload: 'stop', text: 'Stop' }]);
	});

	it('a code is copied, and nothing is sent', async () => {
		const page = await on.openPabbly();
		const drawn = await on.sendPabbly('buttonsTemplate');
		await drawn.getByRole('button', { name: 'Copy offer code' }).click();
		await page.getByText('Copied: FESTIVE25').waitFor();
		expect(
			(await on.pabbly.state()).messages.filter(({ direction }) => direction === 'inbound'),
		).toHaveLength(1);
	});

	it('products are ordered, as many as were added', async () => {
		const page = await on.openPabbly();
		const drawn = await on.sendPabbly('productList');
		await drawn.getByRole('button', { name: 'View items' }).click();
		await page.getByLabel('More of Classic T-Shirt - Blue').click();
		for (let count = 0; count < 2; count++)
			await page.getByLabel('More of Classic T-Shirt - Red').click();
		await page.getByText('Total: INR 8497').waitFor();
		const { type, content } = await on.phone.sentBy(
			on.pabbly,
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
		const page = await on.openPabbly();
		const drawn = await on.sendPabbly(name);
		await drawn.getByRole('button', { name: button }).click();
		await page.getByLabel(more).click();
		const { content } = await on.phone.sentBy(
			on.pabbly,
			async () => await inDialog(page, 'Send order').click(),
		);
		expect(content.order).toMatchObject({
			product_items: [{ product_retailer_id: id, quantity: 1 }],
		});
	});

	it('an address is filled in', async () => {
		const page = await on.openPabbly();
		const drawn = await on.sendPabbly('address');
		await drawn.getByRole('button', { name: 'Provide address' }).click();
		await page.getByLabel('PIN code').fill('462001');
		await page.getByText('the form is assumed').waitFor();
		const { content } = await on.phone.sentBy(
			on.pabbly,
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
		const page = await on.openPabbly();
		const drawn = await on.sendPabbly('location');
		await drawn.getByRole('button', { name: 'Send location' }).click();
		const { type, content } = await on.phone.sentBy(
			on.pabbly,
			async () => await inDialog(page, 'Send').click(),
		);
		expect([type, content.location]).toMatchObject([
			'location',
			{ latitude: 28.6315, longitude: 77.2167 },
		]);
	});

	it('a Flow', async () => {
		const page = await on.openWbiz();
		const drawn = await on.sendWbiz('flows/flow_2001/send', {
			bodyText: 'Book a time',
			ctaText: 'Book',
		});
		await drawn.getByRole('button', { name: 'Book' }).click();
		await page.getByLabel('Name', { exact: true }).fill('Gaurav');
		const { content } = await on.phone.sentBy(
			on.wbiz,
			async () => await inDialog(page, 'Send').click(),
		);
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
		const page = await on.openPabbly();
		await page.getByLabel('Attach').click();
		await page.locator('.choices').getByRole('button', { name: label }).click();
		const submit = page.getByRole('dialog').locator('.primary');
		const sent = await on.phone.sentBy(on.pabbly, async () => await submit.click());
		expect([sent.type, sent.content[type]]).toMatchObject([type, part]);
		await on.phone.message(sent.waMessageId).waitFor();
	});

	it('an answer to one message', async () => {
		const page = await on.openWbiz();
		const drawn = await on.sendWbiz('messages/text', { body: 'Which size?' });
		const [{ waMessageId: id }] = await on.wbiz.outbound();
		await drawn.hover();
		await drawn.getByTitle('Reply to this message').click();
		await page.locator('.replying').getByText('Which size?').waitFor();
		await page.keyboard.type('Medium');
		const { content } = await on.phone.sentBy(
			on.wbiz,
			async () => await page.keyboard.press('Enter'),
		);
		expect(content).toEqual({ text: { body: 'Medium' }, context: { id } });
		await page.locator('.replying').waitFor({ state: 'detached' });
	});

	it('as somebody else, also before the sandbox has answered for them', async () => {
		const page = await on.openWbiz();
		let answer!: () => void;
		const answered = new Promise<void>((resolve) => (answer = resolve));
		await page.route('**/phone?contact=919123456789', async (route) => {
			await answered;
			await route.fallback();
		});
		await page.getByLabel('You are').selectOption('Somebody else…');
		await inDialog(page, 'Open chat').click();
		await page.getByText('Nothing yet.').waitFor();
		await page.getByLabel('Message', { exact: true }).fill('Hello');
		const sent = await on.phone.sentBy(on.wbiz, async () => await page.keyboard.press('Enter'));
		expect(sent.from).toBe('919123456789');
		const { conversations } = await on.wbiz.state();
		expect(conversations.map(({ contactName }) => contactName)).toContain('Jane Smith');
		answer();
		await on.phone.message(sent.waMessageId).waitFor();
		await page.waitForURL(/contact=919123456789/);
	});
});
