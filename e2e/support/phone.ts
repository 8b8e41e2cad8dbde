import {
	type Browser,
	type BrowserContextOptions,
	chromium,
	type Locator,
	type Page,
} from 'playwright-core';

import { SandboxClient, waitFor } from '../../sandbox/client';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import type { InboundMessage, MessageView } from '../../sandbox/types';
import { ensureChromium } from '../chromium';

export const WIDE = { width: 1400, height: 1000 };
export const NARROW = { width: 390, height: 844 };

/** A sandbox, and its phone in a headless browser. */
export class Phone {
	page!: Page;

	/** What went wrong in the page since it was opened. */
	readonly errors: string[] = [];

	private constructor(
		readonly sandbox: Sandbox,
		private readonly browser: Browser,
	) {}

	static async start(): Promise<Phone> {
		const executablePath = await ensureChromium();
		const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
		return new Phone(await startSandbox(), browser);
	}

	client(platformId: string): SandboxClient {
		return new SandboxClient(this.sandbox.url, platformId);
	}

	/** Opens the page anew, for a customer of a platform. */
	async open(
		platformId: string,
		contact: string,
		options: BrowserContextOptions = { viewport: WIDE },
	): Promise<Page> {
		await this.page?.context().close();
		this.errors.length = 0;
		const context = await this.browser.newContext(options);
		// Pictures of a message may be anywhere; here nothing is reached but the sandbox.
		await context.route('**/*', async (route) => {
			const inside = route.request().url().startsWith(this.sandbox.url);
			await (inside ? route.continue() : route.abort());
		});
		this.page = await context.newPage();
		this.page.on('pageerror', (error) => this.errors.push(error.message));
		this.page.on('console', (message) => {
			if (/Content Security Policy|Uncaught/.test(message.text())) this.errors.push(message.text());
		});
		await this.page.goto(`${this.sandbox.url}/?platform=${platformId}&contact=${contact}`);
		await this.page.waitForSelector('#messages');
		return this.page;
	}

	/** The drawn message with this WhatsApp id. */
	message(id: string): Locator {
		return this.page.locator(`li[data-id="${id}"]`);
	}

	/** The newest message of the business, once it is drawn. */
	async newest(client: SandboxClient): Promise<Locator> {
		const { waMessageId } = (await client.outbound()).at(-1)!;
		const drawn = this.message(waMessageId);
		await drawn.waitFor();
		return drawn;
	}

	/** The message that the customer sends by this, as the platform gets it. */
	async sentBy(client: SandboxClient, act: () => Promise<void>): Promise<MessageView> {
		const inbound = async () =>
			(await client.state()).messages.filter(({ direction }) => direction === 'inbound');
		const before = (await inbound()).length;
		await act();
		return await waitFor('a message from the customer', async () => (await inbound())[before]);
	}

	async write(client: SandboxClient, message: InboundMessage): Promise<void> {
		await client.inbound({ deliver: false, ...message });
	}

	async close(): Promise<void> {
		await this.browser.close();
		await this.sandbox.close();
	}
}
