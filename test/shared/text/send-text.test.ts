import type { INodeParameters } from 'n8n-workflow';

import { type PlatformUnderTest, platforms } from '../../support/platforms';
import { runNode } from '../../support/harness';
import nock from '../../support/network';

/** One send as the platform saw it. */
interface Sent {
	text: string;
	key?: string;
}

afterEach(() => {
	nock.cleanAll();
});

describe.each(platforms)('$name: Send Text', (platform) => {
	const row = platform.rows.rows.find(
		({ operation, error }) => operation === 'message.sendText' && error === undefined,
	)!;
	const field = platform.operations
		.find(([id]) => id === 'message.sendText')![1]
		.fields.find(({ name }) => name === 'text')!;

	beforeAll(async () => {
		await platform.contract.init();
	});

	/** Takes sends, the one at `failing` with a 500 after it was accepted. */
	function takeSends(failing = -1): Sent[] {
		const sent: Sent[] = [];
		nock(new URL(platform.baseUrl).origin)
			.persist()
			.post(/.*/)
			.reply(function (_uri, body) {
				const text = (body as Record<string, string>)[field.as ?? 'text'];
				sent.push({ text, key: this.req.headers['idempotency-key'] as string | undefined });
				if (sent.length - 1 === failing) return [500, { error: 'broken' }];
				const id = platform.contractId('message.sendText');
				const { status, mock } = platform.contract.mockResponseForOperation(id);
				return [status, mock];
			});
		return sent;
	}

	const send = async (text: string, options: INodeParameters, contextData?: object) =>
		await runNode({
			type: platform.action,
			credentials: [platform.credentialData()],
			parameters: {
				resource: 'message',
				operation: 'sendText',
				...row.parameters,
				text,
				options: { ...(row.parameters.options as object), ...options },
			},
			contextData: contextData as never,
			resumeToken: 'the-first-execution',
		});

	test('turns Markdown into WhatsApp’s format only when it is asked to', async () => {
		const sent = takeSends();
		await send('**bold** [us](https://a.example)', {});
		await send('**bold** [us](https://a.example)', { convertMarkdown: true });
		expect(sent.map(({ text }) => text)).toEqual([
			'**bold** [us](https://a.example)',
			'*bold* us (https://a.example)',
		]);
	});

	test('sends a long text in parts, in order, and gives the id of each', async () => {
		const sent = takeSends();
		const paragraph = (letter: string) => `${letter.repeat(9)} `.repeat(300).trim();
		const text = ['a', 'b', 'c'].map(paragraph).join('\n\n');
		const { outputs, error } = await send(text, { splitLongText: true });
		expect(error).toBeUndefined();
		expect(sent.map((one) => one.text)).toEqual(['a', 'b', 'c'].map(paragraph));
		const { parts, messageId } = outputs[0][0].json as {
			parts: Array<{ text: string; messageId: string | null }>;
			messageId?: string;
		};
		expect(parts.map((part) => part.text)).toEqual(sent.map((one) => one.text));
		expect(parts.at(-1)?.messageId ?? undefined).toBe(messageId);
		const keys = sent.flatMap(({ key }) => key ?? []);
		expect(new Set(keys).size).toBe(keys.length);
	});

	test('does not send the first parts again when a later one may have been delivered', async () => {
		const sent = takeSends(1);
		const text = `${'a'.repeat(4000)} ${'b'.repeat(4000)} ${'c'.repeat(4000)}`;
		const first = await send(text, { splitLongText: true });
		// A platform that sends once under each key is asked again.
		const asked = sent.map((one) => one.text[0]).join('');
		if (platform.id === 'cloove') expect(asked).toBe('abbc');
		else {
			expect(asked).toBe('ab');
			expect(first.error?.message).toContain('did not confirm');
			await send(text, { splitLongText: true }, first.contextData);
			expect(sent).toHaveLength(2);
		}
	});

	test.each([
		['without the option', 'x'.repeat(4097), {}, '4097 characters'],
		['nothing but Markdown', '---', { convertMarkdown: true }, '"Text"'],
		['nothing but blanks', ' \n ', { splitLongText: true }, '"Text"'],
	])('refuses a text before the network: %s', async (_case, text, options, reason) => {
		const sent = takeSends();
		const { error } = await send(text, options);
		expect(`${error?.message}`).toContain(reason);
		expect(sent).toEqual([]);
	});
});

test('A key of the user’s own stands for one part', async () => {
	const cloove = platforms.find(({ id }) => id === 'cloove') as PlatformUnderTest;
	await cloove.contract.init();
	const keys: unknown[] = [];
	nock(new URL(cloove.baseUrl).origin)
		.persist()
		.post(/.*/)
		.reply(function () {
			keys.push(this.req.headers['idempotency-key']);
			const id = cloove.contractId('message.sendText');
			const { status, mock } = cloove.contract.mockResponseForOperation(id);
			return [status, mock];
		});
	const row = cloove.rows.rows.find(({ operation }) => operation === 'message.sendText')!;
	await runNode({
		type: cloove.action,
		credentials: [cloove.credentialData()],
		parameters: {
			resource: 'message',
			operation: 'sendText',
			...row.parameters,
			text: 'word '.repeat(1500),
			options: { splitLongText: true, idempotencyKey: 'order-17' },
		},
	});
	expect(keys).toEqual(['order-17', 'order-17-2']);
});
