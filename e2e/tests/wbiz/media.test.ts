import { createHash, randomBytes } from 'node:crypto';

import type { INode } from 'n8n-workflow';

import { errorOf, outputOf, type Execution } from '../../n8n/executions';
import { FileServer, type ServedFile } from '../../support/file-server';
import { itemsFrom, node, type NodeSettings, workflow } from '../../support/workflow';
import { useWbiz, wbiz } from './host';

const ASHA = '919876543210';
const RAHUL = '919123456789';
const MEERA = '919555012345';
const MEGABYTE = 1024 * 1024;

const BEGINNINGS = {
	'image/png': Buffer.from('89504e470d0a1a0a', 'hex'),
	'application/pdf': Buffer.from('%PDF-1.7\n'),
	'video/mp4': Buffer.from('000000206674797069736f6d', 'hex'),
};

/** A file that begins like one of its type, and of which every other byte is random. */
function fileOf(mimeType: keyof typeof BEGINNINGS, size: number, fileName: string): ServedFile {
	const start = BEGINNINGS[mimeType];
	const data = Buffer.concat([start, randomBytes(size - start.length)]);
	return { data, mimeType, fileName };
}

function sha256({ data }: ServedFile): string {
	return createHash('sha256').update(data).digest('hex');
}

describe('files from n8n’s binary fields', () => {
	const host = useWbiz();
	let server: FileServer;

	beforeAll(async () => (server = await FileServer.start()));
	afterAll(async () => await server.stop());
	beforeEach(async () => await host.openWindows(ASHA, RAHUL, MEERA));

	function download(): INode {
		const options = { response: { response: { responseFormat: 'file' } } };
		const parameters = { url: '={{ $json.url }}', options };
		return { ...node('Download', 'n8n-nodes-base.httpRequest', parameters), typeVersion: 4.2 };
	}

	/** Downloads the files and sends them, one to each customer, in one step. */
	async function send(
		files: Array<ServedFile & { to: string; mediaType: string }>,
		settings: NodeSettings = {},
	): Promise<Execution> {
		const items = files.map(({ to, mediaType, ...file }) => ({
			to,
			mediaType,
			url: server.add(file),
		}));
		const send = wbiz(
			host.credential,
			'Send File',
			{
				resource: 'message',
				operation: 'sendMedia',
				to: "={{ $('Items').item.json.to }}",
				mediaType: "={{ $('Items').item.json.mediaType }}",
				mediaSource: 'binary',
				caption: "=For {{ $('Items').item.json.to }}",
			},
			settings,
		);
		return await host.run(workflow('Files', [...itemsFrom(items), download(), send]));
	}

	test('arrive byte for byte, each at its customer', async () => {
		const files = [
			{ to: ASHA, mediaType: 'image', ...fileOf('image/png', 5 * MEGABYTE, 'Größe 🙂.png') },
			{
				to: RAHUL,
				mediaType: 'document',
				...fileOf('application/pdf', 20 * MEGABYTE, 'invoice.pdf'),
			},
			{ to: MEERA, mediaType: 'video', ...fileOf('video/mp4', 13, 'tiny.mp4') },
		];
		const execution = await send(files);
		expect(execution.status).toBe('success');
		const { media } = await host.state();
		expect(media).toHaveLength(3);
		for (const file of files) {
			const [message, ...others] = await host.sandbox.outbound(file.to);
			expect(others).toEqual([]);
			const { id } = message.content[file.mediaType] as { id: string };
			const stored = media.find(({ mediaId }) => mediaId === id);
			expect(stored).toMatchObject({
				sha256: sha256(file),
				size: file.data.length,
				mimeType: file.mimeType,
				filename: file.fileName,
			});
			expect(message.content[file.mediaType]).toMatchObject({ caption: `For ${file.to}` });
		}
		const ids = outputOf(execution, 'Send File').map(({ json }) => json.messageId);
		const sent = await Promise.all(files.map(({ to }) => host.sandbox.outbound(to)));
		expect(ids).toEqual(sent.map(([{ waMessageId }]) => waMessageId));
	});

	test('that WhatsApp does not take are refused before they leave, by item', async () => {
		const execution = await send(
			[
				{ to: ASHA, mediaType: 'image', ...fileOf('image/png', 5 * MEGABYTE + 1, 'large.png') },
				{ to: RAHUL, mediaType: 'document', ...fileOf('application/pdf', 1000, 'small.pdf') },
				{ to: MEERA, mediaType: 'sticker', ...fileOf('image/png', MEGABYTE, 'sticker.png') },
			],
			{ onError: 'continueRegularOutput' },
		);
		const [large, small, sticker] = outputOf(execution, 'Send File').map(({ json }) => json);
		expect(large.error).toMatch(/item 0.*5\.1 MB.*at most 5 MB of image/);
		expect(small).toMatchObject({ messageId: expect.any(String) });
		expect(sticker.error).toMatch(/item 2.*at most 0\.5 MB of sticker/);
		expect((await host.state()).media).toHaveLength(1);
		expect(await host.sandbox.outbound()).toHaveLength(1);
	});

	test('are sent once with Retry On Fail, although the platform answered 500 to what it had accepted', async () => {
		const fault = { kind: 'statusAfter' as const, status: 500 };
		await host.sandbox.fault({ ...fault, path: '/v1/media' });
		await host.sandbox.fault({ ...fault, path: '/v1/messages/media', times: 9 });
		const file = { to: ASHA, mediaType: 'image', ...fileOf('image/png', 1000, 'a.png') };
		const execution = await send([file], { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 });
		expect(errorOf(execution)).toMatch(/did not confirm the request/);
		expect(await host.sandbox.outbound()).toHaveLength(1);
		expect(await host.sandbox.requests('/v1/messages/media')).toHaveLength(1);
	});

	test('upload by themselves gives an ID to send with', async () => {
		const file = fileOf('application/pdf', 100_000, 'terms.pdf');
		const upload = wbiz(host.credential, 'Upload', { resource: 'media', operation: 'upload' });
		const parameters = {
			resource: 'message',
			operation: 'sendMedia',
			to: ASHA,
			mediaType: 'document',
			mediaSource: 'id',
			mediaId: '={{ $json.mediaId }}',
		};
		const send = wbiz(host.credential, 'Send', parameters);
		const nodes = [...itemsFrom([{ url: server.add(file) }]), download(), upload, send];
		const execution = await host.run(workflow('Upload', nodes));
		expect(execution.status).toBe('success');
		const [{ mediaId, sha256: arrived }] = (await host.state()).media;
		expect(arrived).toBe(sha256(file));
		expect(outputOf(execution, 'Upload')[0].json.mediaId).toBe(mediaId);
		const [{ content }] = await host.sandbox.outbound(ASHA);
		expect(content.document).toMatchObject({ id: mediaId });
	});
});
