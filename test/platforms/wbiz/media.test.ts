import { createHash, randomBytes } from 'node:crypto';
import type { INodeExecutionData } from 'n8n-workflow';

import '../../support/network';
import { SandboxedWbiz } from './sandboxed';

let wbiz: SandboxedWbiz;

beforeAll(async () => {
	wbiz = await SandboxedWbiz.start();
});

beforeEach(async () => {
	await wbiz.reset();
	await wbiz.control.inbound({ from: '919700000001', text: 'Hi', deliver: false });
});

afterAll(async () => {
	await wbiz.close();
});

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(300_000)]);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const item = (bytes: Buffer, mimeType: string, fileName: string): INodeExecutionData => ({
	json: {},
	binary: { data: { data: bytes.toString('base64'), mimeType, fileName } },
});

test('A file arrives byte for byte, with its name and type', async () => {
	const { outputs, error } = await wbiz.run('media', 'upload', {}, [
		item(PNG, 'image/png', 'Menü "1".png'),
	]);
	expect(error?.message).toBeUndefined();
	expect(outputs[0][0].json).toEqual({
		mediaId: expect.stringMatching(/^media_/),
		mimeType: 'image/png',
		size: PNG.length,
		sha256: sha256(PNG),
		filename: 'Menü "1".png',
	});
});

test('A file is uploaded and sent in one step, each item its own', async () => {
	const other = Buffer.concat([PNG, Buffer.from('other')]);
	const { status, error } = await wbiz.run(
		'message',
		'sendMedia',
		{ to: '919700000001', mediaType: 'image', mediaSource: 'binary', caption: 'Look' },
		[item(PNG, 'image/png', 'a.png'), item(other, 'image/png', 'b.png')],
	);
	expect(error?.message).toBeUndefined();
	expect(status).toBe('success');
	const sent = await wbiz.control.outbound();
	expect(sent.map(({ content }) => (content.image as { sha256: string }).sha256)).toEqual([
		sha256(PNG),
		sha256(other),
	]);
});

test('The message is not sent when the platform refuses the file', async () => {
	const { error } = await wbiz.run(
		'message',
		'sendMedia',
		{ to: '919700000001', mediaType: 'image', mediaSource: 'binary' },
		[item(Buffer.from('not a picture'), 'image/png', 'a.png')],
	);
	expect(error?.message).toContain('the file could not be uploaded');
	expect(await wbiz.requests('/v1/messages/media')).toEqual([]);
});
