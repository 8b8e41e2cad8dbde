import type { Page } from 'playwright-core';

import { waitFor } from '../../../sandbox/client';
import { openReceiver, type Receiver } from '../../../test/sandbox/support/receiver';
import { NARROW } from '../../support/phone';
import { GAURAV, usePhone } from '../../support/phone-conversations';

const on = usePhone();

let receiver: Receiver;

beforeAll(async () => {
	receiver = await openReceiver();
});
afterAll(async () => await receiver.close());

describe('webhooks', () => {
	it('go to the address that a person enters, and the test of a forger goes there without the secret', async () => {
		const page = await on.openPabbly();
		await page.getByText('No webhook yet').waitFor();
		await page.getByLabel('Webhook address').fill(`${receiver.url}?secret=abc`);
		await page.getByRole('button', { name: 'Save' }).click();
		await waitFor(
			'the address',
			async () => (await on.pabbly.settings()).webhookUrl === `${receiver.url}?secret=abc`,
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
		const page = await on.openWbiz();
		expect(await page.getByLabel('Webhook address').count()).toBe(0);
		await page.getByText('Security tests').click();
		expect(await page.locator('.explained li').count()).toBe(6);
		await page.getByRole('button', { name: 'Without a signature' }).click();
		await page.getByRole('alert').getByText('No webhook is enabled').waitFor();
	});
});

describe('examples that were offered', () => {
	afterEach(() => on.phone.sandbox.offer([]));

	it('are played, on the phone of the customer who is in them', async () => {
		const play = async () => {
			await on.phone.write(on.wbiz, {
				from: '919123456789',
				name: 'Rahul',
				text: 'Hello from Rahul',
			});
			return { contact: '919123456789' };
		};
		on.phone.sandbox.offer([{ id: 'send', platformId: 'wbiz', name: 'WBIZ: send a file', play }]);
		const page = await on.openWbiz();
		await page.getByRole('button', { name: 'Play this example: WBIZ: send a file' }).click();
		await page.locator('.message.customer').getByText('Hello from Rahul').waitFor();
		await page.waitForURL(/contact=919123456789/);
	});

	it('say why they cannot be played, and only those of the platform are there', async () => {
		const play = async () => await Promise.reject(new Error('The slot is taken'));
		on.phone.sandbox.offer([
			{ id: 'a', platformId: 'wbiz', name: 'One', play },
			{ id: 'b', platformId: 'cloove', name: 'Other', play },
		]);
		const page = await on.openWbiz();
		expect(await page.getByRole('button', { name: 'Play this example' }).count()).toBe(1);
		await page.getByRole('button', { name: 'Play this example' }).click();
		await page.getByRole('alert').getByText('The slot is taken').waitFor();
		await expect(on.wbiz.callApi('get', '/v1/me')).resolves.toBeDefined();
	});
});

describe('API calls', () => {
	const text = { to: `+${GAURAV}`, body: 'Hello' };
	const send = async () => await on.wbiz.callApi('post', '/v1/messages/text', text);
	const fails = async (page: Page, name: string) => {
		await page.getByRole('button', { name: 'API' }).click();
		if (!(await page.getByRole('button', { name }).isVisible()))
			await page.getByText('Let something go wrong').click();
		await page.getByRole('button', { name }).click();
		await page.getByText(`Waiting: ${name}`).waitFor();
	};

	it('are listed with their status, and with what was sent', async () => {
		const page = await on.openWbiz();
		await send();
		await page.getByRole('button', { name: 'API' }).click();
		const row = page.locator('.log details').first();
		await row.getByText('POST /v1/messages/text').click();
		expect(await row.innerText()).toContain('"body": "Hello"');
		await row.getByText('200', { exact: true }).waitFor();
	});

	it('meet a rate limit once', async () => {
		const page = await on.openWbiz();
		await fails(page, 'Rate limit');
		await expect(send()).rejects.toMatchObject({ response: { status: 429 } });
		await page.locator('.log').getByText('429').waitFor();
		await expect(send()).resolves.toBeDefined();
	});

	it('find WhatsApp down until it works again', async () => {
		const page = await on.openWbiz();
		await fails(page, 'WhatsApp is down');
		for (let count = 0; count < 2; count++) {
			await expect(send()).rejects.toMatchObject({ response: { status: 503 } });
		}
		await expect(on.wbiz.callApi('get', '/v1/me')).resolves.toBeDefined();
		await page.getByRole('button', { name: 'Everything works again' }).click();
		await page.getByText('Waiting:').waitFor({ state: 'detached' });
		await expect(send()).resolves.toBeDefined();
	});

	it('are taken for a number that is not on WhatsApp, and the message fails', async () => {
		const page = await on.openWbiz();
		await fails(page, 'Number is not on WhatsApp');
		await send();
		await (
			await on.phone.newest(on.wbiz)
		)
			.getByText('not delivered: Message undeliverable')
			.waitFor();
	});
});

describe('wherever it is opened', () => {
	it('fits 390 pixels, one view at a time', async () => {
		const page = await on.openWbiz({ viewport: NARROW });
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
			const page = await on.openWbiz({ colorScheme });
			for (const [ground, ink] of (await page.evaluate(colors)) as string[][]) {
				expect(brightness(ground) > brightness(ink)).toBe(colorScheme === 'light');
			}
		}
	});

	it('works with the keys alone', async () => {
		const page = await on.openPabbly();
		const drawn = await on.sendPabbly('list');
		await drawn.getByRole('button', { name: 'Choose a time' }).focus();
		await page.keyboard.press('Enter');
		await page.getByRole('dialog').waitFor();
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({ state: 'detached' });
		await page.keyboard.press('Enter');
		await page.getByRole('dialog').waitFor();
		await page.getByRole('radio').first().focus();
		await page.keyboard.press('ArrowDown');
		const { content } = await on.phone.sentBy(
			on.pabbly,
			async () => await page.keyboard.press('Enter'),
		);
		expect(content.interactive).toMatchObject({ list_reply: { title: 'Afternoon' } });
	});

	it('says when the sandbox is gone, and finds it again', async () => {
		const page = await on.openWbiz();
		await page.route('**/sandbox/**', async (route) => await route.abort());
		await page.getByRole('alert').getByText('The sandbox does not answer').waitFor();
		await page.unroute('**/sandbox/**');
		await page.getByRole('alert').waitFor({ state: 'hidden' });
	});
});
