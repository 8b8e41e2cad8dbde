import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { chromium, type Browser, type Page } from 'playwright-core';

import { ensureChromium } from '../chromium';
import type { Owner } from '../n8n/session';

const VIEWPORT = { width: 1500, height: 1050 };
/** The editor draws and animates for a while after its parts are there. */
const SETTLE_MS = 1500;
const PARAMETERS = '[data-test-id="node-parameters"]';

/** Takes pictures of what a user sees in a browser. */
export class Photographer {
	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
		private readonly folder: string,
	) {}

	static async open(folder: string): Promise<Photographer> {
		mkdirSync(folder, { recursive: true });
		const executablePath = await ensureChromium();
		const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
		const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
		return new Photographer(browser, page, folder);
	}

	async logIn(n8nUrl: string, { email, password }: Owner): Promise<void> {
		const data = { emailOrLdapLoginId: email, password };
		const answer = await this.page.context().request.post(`${n8nUrl}/rest/login`, { data });
		if (!answer.ok()) throw new Error(`Login to the editor failed with ${answer.status()}.`);
	}

	/** One more page of the same browser session. */
	async open(url: string, viewport: { width: number; height: number }): Promise<Page> {
		const page = await this.page.context().newPage();
		await page.setViewportSize(viewport);
		await page.goto(url);
		return page;
	}

	async take(name: string): Promise<void> {
		await this.page.waitForTimeout(SETTLE_MS);
		await this.page.screenshot({ path: join(this.folder, `${name}.png`) });
	}

	/** Opens a workflow in the editor and takes a picture of it and of the panels of these nodes. */
	async takeWorkflow(name: string, url: string, panels: Record<string, string>): Promise<void> {
		await this.page.goto(url);
		await this.page.waitForSelector('[data-test-id^="canvas-"][data-test-id$="node"]');
		await this.take(name);
		for (const [node, file] of Object.entries(panels)) {
			await this.openPanel(node);
			await this.take(file);
			await this.page.keyboard.press('Escape');
			await this.page.waitForSelector(PARAMETERS, { state: 'detached' });
		}
		// n8n changes nothing about a workflow that is open in an editor.
		await this.page.goto('about:blank');
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	private async openPanel(node: string): Promise<void> {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${node}"]`).dblclick();
		await this.page.waitForSelector(PARAMETERS);
	}
}
