import type { INodeParameters } from 'n8n-workflow';

import { errorOf, outputOf } from '../../n8n/executions';
import { itemsFrom, type NodeSettings, workflow } from '../../support/workflow';
import { onEach, type TestedPlatform, usePlatforms } from './platforms';

const ASHA = '919876543210';
const LONGEST = 4096;
const REPEATED: NodeSettings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

const paragraph = (number: number) =>
	`Paragraph ${number} says **something** that matters, and [more](https://example.com/${number}). `.repeat(
		6,
	);
const code = Array.from(
	{ length: 130 },
	(_, index) => `const line${index} = "**not bold**"; // 🙂`,
);

/** What a model writes: more than 9,000 characters, with a code block that is longer than one message. */
const ANSWER = [
	'# Your order',
	...Array.from({ length: 5 }, (_, index) => paragraph(index + 1)),
	['```js', ...code, '```'].join('\n'),
	...Array.from({ length: 6 }, (_, index) => paragraph(index + 6)),
	'| Item | Price |\n| --- | --- |\n| Dress | 40 |',
].join('\n\n');

/** All but blanks and the marks of code blocks, where a cut closes one and opens it again. */
const letters = (text: string) => text.replace(/```|\s/g, '');

describe('Send Text with Convert Markdown and Split Long Text', () => {
	const platforms = usePlatforms();

	async function sendAnswer(
		{ host, action, recipient, addressOf }: TestedPlatform,
		options: INodeParameters,
		settings?: NodeSettings,
	) {
		await host.openWindows(ASHA);
		const send = action(
			'Send',
			{
				resource: 'message',
				operation: 'sendText',
				...recipient('={{ $json.to }}'),
				text: '={{ $json.text }}',
				options,
			},
			settings,
		);
		const items = itemsFrom([{ to: await addressOf(ASHA), text: ANSWER }]);
		return await host.run(workflow('Send', [...items, send]));
	}

	const BOTH = { convertMarkdown: true, splitLongText: true };
	const texts = async ({ host }: TestedPlatform) => (await host.sentTexts(ASHA)) as string[];

	test('what a model writes arrives whole and in order, each part with its code block closed', async () => {
		expect(ANSWER.length).toBeGreaterThan(9000);
		expect(code.join('\n').length).toBeGreaterThan(LONGEST);
		await onEach(platforms, async (platform) => {
			const execution = await sendAnswer(platform, BOTH);
			expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
			const parts = await texts(platform);
			expect(parts.length).toBeGreaterThan(2);
			expect(parts.filter((part) => part.length > LONGEST)).toEqual([]);
			expect(parts.filter((part) => (part.split('```').length - 1) % 2 === 1)).toEqual([]);
			const whole = parts.join('\n');
			expect(whole).toMatch(/^\*Your order\*/);
			expect(whole).toContain('Paragraph 1 says *something* that matters, and more');
			// Not one character of the code is lost, repeated or taken for Markdown.
			expect(letters(whole)).toContain(letters(code.join('\n')));
			const order = [...whole.matchAll(/Paragraph (\d+)/g)].map(([, number]) => Number(number));
			expect(order).toEqual([...order].sort((a, b) => a - b));
			expect(order).toHaveLength(11 * 6);
			const [{ json }] = outputOf(execution, 'Send');
			expect(json.parts).toEqual(
				parts.map((text) => ({ text, messageId: expect.any(String) as string })),
			);
		});
	});

	test('without Split Long Text nothing of a text that is too long is sent', async () => {
		await onEach(platforms, async (platform) => {
			const execution = await sendAnswer(platform, { convertMarkdown: true });
			expect(errorOf(execution)).toMatch(/"Text" has \d+ characters/);
			expect(await texts(platform)).toEqual([]);
		});
	});

	test('with part 2 answered 500 after it was accepted, no try and no retry sends a part twice', async () => {
		await onEach(platforms, async (platform) => {
			const { host, logIn } = platform;
			await logIn();
			await host.sandbox.fault({
				kind: 'statusAfter',
				status: 500,
				sends: true,
				skip: 1,
				times: 1,
			});
			const execution = await sendAnswer(platform, BOTH, REPEATED);
			const sent = await texts(platform);
			expect(new Set(sent).size).toBe(sent.length);
			if (execution.status === 'error') {
				// The part may have arrived: only a person can tell. What stands behind it stays unsent.
				expect(errorOf(execution)).toContain('did not confirm');
				expect(sent).toHaveLength(2);
				await host.n8n.executions.retry(execution.id);
				expect(await texts(platform)).toEqual(sent);
			} else {
				// With a key of its own the same part may be asked for again, and is answered with the first.
				expect(platform.name).toBe('Cloove');
				expect(sent.length).toBeGreaterThan(2);
			}
		});
	});

	test('with part 2 refused, another try goes on with part 2', async () => {
		await onEach(platforms, async (platform) => {
			const { host, logIn } = platform;
			await logIn();
			const body = { message: 'Refused by the test', error: 'refused' };
			const refusal = { kind: 'status', status: 400, body } as const;
			await host.sandbox.fault({ ...refusal, sends: true, skip: 1, times: 1 });
			const execution = await sendAnswer(platform, BOTH, REPEATED);
			expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
			const sent = await texts(platform);
			expect(new Set(sent).size).toBe(sent.length);
			expect(letters(sent.join(''))).toContain(letters(code.join('\n')));
			const order = sent.join('\n').match(/Paragraph \d+/g);
			expect(order).toHaveLength(11 * 6);
		});
	});
});
