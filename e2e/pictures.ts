import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from 'playwright-core';

import { waitFor } from '../sandbox/client';
import { RunningDemo } from './demo/running';
import { example } from './example';
import { Film } from './pictures/film';
import { Photographer } from './screenshots/photographer';
import { Progress } from './progress';
import { projectRoot } from './project-root';

/** A customer of the sandbox's account at WBIZ. */
const CUSTOMER = { from: '918899332211', name: 'Asha' };
const EXAMPLE = 'wbiz-answer-with-buttons.json';
const PHONE = { width: 400, height: 640 };
const EDITOR = { width: 1000, height: 640 };
const FOLDER = join(projectRoot(), 'docs', 'pictures');

/** Takes the pictures of the README from a real n8n and the phone of the sandbox: `npm run pictures`. */
async function main(): Promise<void> {
	const progress = new Progress();
	const demo = new RunningDemo(progress);
	mkdirSync(FOLDER, { recursive: true });
	const photographer = await Photographer.open(FOLDER);
	try {
		const { control, client } = await demo.start();
		const wbiz = control.on('wbiz');
		await wbiz.inbound({ ...CUSTOMER, text: 'Good morning', deliver: false });
		const credential = (await client.credentials.list()).find(({ type }) => type === 'wbizApi')!;
		const workflow = await client.workflows.create(withoutNotes(example(EXAMPLE, credential)));
		await photographer.logIn(String(demo.n8n?.url), demo.owner);
		const phone = await photographer.open(
			`${demo.sandbox?.url}/?platform=wbiz&contact=${CUSTOMER.from}`,
			PHONE,
		);
		const editor = await photographer.open(`${demo.n8n?.url}/workflow/${workflow.id}`, EDITOR);
		await play(new Film(phone, editor), phone, editor);
		await client.workflows.remove(workflow.id);
		progress.report(`The pictures are in ${FOLDER}`);
	} finally {
		await photographer.close();
		await demo.stop();
	}
}

async function play(film: Film, phone: Page, editor: Page): Promise<void> {
	await editor.waitForSelector('[data-test-id="canvas-node"]');
	await film.record(2);
	await listen(editor);
	await phone
		.getByLabel('Message', { exact: true })
		.pressSequentially('Hello, do you deliver to Pune?');
	await film.record(1);
	await phone.keyboard.press('Enter');
	const button = phone.getByRole('button', { name: 'Sales' });
	await film.until(async () => await button.isVisible());
	await film.record(4);
	await listen(editor);
	await button.click();
	await film.until(async () => await phone.getByText('Thank you. You chose').isVisible());
	await film.record(6);
	film.save(join(FOLDER, 'conversation'));
}

/** Begins a test of the workflow, and waits until its address is registered. */
async function listen(editor: Page): Promise<void> {
	await editor.locator('[data-test-id^="execute-workflow-button"]').last().click();
	await waitFor('the trigger to listen', async () =>
		(await editor.getByText('Waiting for trigger event').count()) > 0 ? true : undefined,
	);
}

function withoutNotes({ nodes, ...rest }: ReturnType<typeof example>): ReturnType<typeof example> {
	return { ...rest, nodes: nodes.filter(({ type }) => !type.endsWith('stickyNote')) };
}

main().then(
	() => process.exit(0),
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
