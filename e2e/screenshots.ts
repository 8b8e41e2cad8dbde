import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { chromium, type Browser, type Page } from 'playwright-core';

import { playConversation } from './demo/conversation';
import { RunningDemo } from './demo/running';
import { Progress } from './progress';

const USAGE =
	'node build/e2e/screenshots.js <folder>   (CHROMIUM_PATH: the browser, if not Chromium)';

const VIEWPORT = { width: 1500, height: 950 };
/** The editor draws and animates for a while after its parts are there. */
const SETTLE_MS = 1500;
/** The customer of the demo's conversation. */
const CONTACT = '919876543210';

/** Takes pictures of the demo, to look at what a user sees. */
class Photographer {
	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
		private readonly folder: string,
	) {}

	static async open(folder: string): Promise<Photographer> {
		mkdirSync(folder, { recursive: true });
		const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
		const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
		const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
		return new Photographer(browser, page, folder);
	}

	async take(name: string): Promise<void> {
		await this.page.waitForTimeout(SETTLE_MS);
		await this.page.screenshot({ path: join(this.folder, `${name}.png`) });
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}

async function openEditor(photographer: Photographer, demo: RunningDemo): Promise<void> {
	const { email, password } = demo.owner;
	const data = { emailOrLdapLoginId: email, password };
	const answer = await photographer.page
		.context()
		.request.post(`${demo.n8n?.url}/rest/login`, { data });
	if (!answer.ok()) throw new Error(`Login to the editor failed with ${answer.status()}.`);
}

async function openNode(page: Page, name: string): Promise<void> {
	await page
		.locator('[data-test-id^="canvas-"][data-test-id$="node"]', { hasText: name })
		.first()
		.dblclick();
	await page.waitForSelector('[data-test-id="node-parameters"]');
}

async function closeNode(page: Page): Promise<void> {
	await page.keyboard.press('Escape');
	await page.waitForSelector('[data-test-id="node-parameters"]', { state: 'detached' });
}

async function photographEditor(photographer: Photographer, url: string): Promise<void> {
	const { page } = photographer;
	await page.goto(url);
	await page.waitForSelector('[data-test-id="canvas-node"]');
	await photographer.take('workflow');
	for (const [name, file] of [
		['Customer Writes', 'trigger'],
		['Mark as Read', 'mark-as-read'],
		['Send Answer', 'send-text'],
	]) {
		await openNode(page, name);
		await photographer.take(file);
		await closeNode(page);
	}
}

async function main(): Promise<void> {
	const folder = process.argv[2];
	if (!folder) throw new Error(USAGE);
	const progress = new Progress();
	const demo = new RunningDemo(progress);
	const photographer = await Photographer.open(resolve(folder));
	try {
		const { control, client, workflowId } = await demo.start();
		await playConversation(control, client, workflowId);
		await openEditor(photographer, demo);
		await photographEditor(photographer, `${demo.n8n?.url}/workflow/${workflowId}`);
		await photographer.page.goto(`${demo.sandbox?.url}/?contact=${CONTACT}`);
		await photographer.take('phone');
		progress.report(`The pictures are in ${resolve(folder)}`);
	} finally {
		await photographer.close();
		await demo.stop();
	}
}

main().then(
	() => process.exit(0),
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
