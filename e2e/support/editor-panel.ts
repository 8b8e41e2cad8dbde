import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

import { ensureChromium } from '../chromium';
import type { Owner } from '../n8n/session';

const VIEWPORT = { width: 1500, height: 1150 };

/** n8n's editor in a headless browser, with the panel of one node open. */
export class EditorPanel {
	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
	) {}

	/** Opens the panel of a node of a saved workflow. */
	static async open(
		n8nUrl: string,
		{ email, password }: Owner,
		workflowId: string,
		node: string,
	): Promise<EditorPanel> {
		const executablePath = await ensureChromium();
		const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
		const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
		const panel = new EditorPanel(browser, page);
		const data = { emailOrLdapLoginId: email, password };
		const login = await page.context().request.post(`${n8nUrl}/rest/login`, { data });
		if (!login.ok()) throw new Error(`Login to the editor failed with ${login.status()}.`);
		await page.goto(`${n8nUrl}/workflow/${workflowId}`);
		await page.locator(`[data-test-id="canvas-node"][data-node-name="${node}"]`).dblclick();
		await page.waitForSelector('[data-test-id="node-parameters"]');
		return panel;
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	/** Chooses a row of a resource locator's list. */
	async choose(text: string): Promise<void> {
		await this.page.locator('[data-test-id="rlc-input"]').first().click();
		await this.page.locator('[data-test-id="rlc-item"]').filter({ hasText: text }).first().click();
	}

	/** Changes how a resource locator is filled in, e.g. `By Name`. */
	async chooseMode(name: string): Promise<void> {
		await this.page.locator('[data-test-id="rlc-mode-selector"]').first().click();
		await this.page.getByRole('option', { name }).click();
	}

	/** The field of a parameter, or of a resource mapper's field by its id. */
	field(name: string): Locator {
		return this.page.locator(`[data-test-id="parameter-input-${name}"]`);
	}

	input(name: string): Locator {
		return this.field(name).locator('input').first();
	}

	/** Types an expression: n8n shows its own editor for it after the "=". */
	async expression(name: string, text: string): Promise<void> {
		await this.input(name).press('=');
		await this.field(name).locator('.cm-content').waitFor();
		await this.page.keyboard.insertText(text);
	}

	/** Starts the node; what n8n says about it appears as a toast. */
	async execute(): Promise<void> {
		await this.page.locator('[data-test-id="node-execute-button"]').click();
	}

	/** The text of the messages in the corner. */
	get toasts(): Locator {
		return this.page.locator('.el-notification');
	}
}
