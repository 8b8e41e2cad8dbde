import { createHash, randomBytes } from 'node:crypto';

import { openBench, TO, type WbizBench } from './bench';

let bench: WbizBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(300_000)]);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function upload(bytes: Buffer, type: string, name = 'a.png', field = 'file') {
	const form = new FormData();
	form.append(field, new Blob([bytes], { type }), name);
	return await bench.api.post('/v1/media', form);
}

it('takes a file, says what came, and gives its metadata until it is deleted', async () => {
	const { status, data } = await upload(PNG, 'image/png', 'Menü "1".png');
	expect(status).toBe(201);
	expect(data).toEqual({
		mediaId: expect.stringMatching(/^media_/) as string,
		mimeType: 'image/png',
		size: PNG.length,
		sha256: sha256(PNG),
		filename: 'Menü "1".png',
	});
	expect((await bench.state()).media).toEqual([data]);
	const path = `/v1/media/${data.mediaId}`;
	expect((await bench.api.get(path)).data).toEqual(data);
	expect((await bench.api.delete(path)).data).toEqual({ success: true });
	expect((await bench.api.get(path)).status).toBe(404);
	expect((await bench.state()).media).toEqual([]);
});

it('keeps every byte, whatever they are', async () => {
	const bytes = Buffer.from([...Array(256).keys(), 13, 10, 45, 45, 0, 10]);
	const { data } = await upload(bytes, 'application/octet-stream', 'all.bin');
	expect(data).toMatchObject({ size: bytes.length, sha256: sha256(bytes) });
});

it('takes documents of more than 5 MB', async () => {
	const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(9_000_000)]);
	const { status, data } = await upload(pdf, 'application/pdf', 'big.pdf');
	expect([status, data.sha256]).toEqual([201, sha256(pdf)]);
});

it('sends an uploaded file, as what it is', async () => {
	await bench.customerWrites();
	const { data } = await upload(PNG, 'image/png');
	const { mediaId } = data as { mediaId: string };
	const send = (type: string) =>
		bench.api.post('/v1/messages/media', { to: TO, type, mediaId, caption: 'Look' });
	expect((await send('image')).status).toBe(200);
	expect((await bench.state()).messages[1].content).toEqual({
		image: { id: mediaId, mime_type: 'image/png', sha256: sha256(PNG), caption: 'Look' },
	});
	expect((await send('document')).status).toBe(200);
	const refused = await send('video');
	expect([refused.status, refused.data.error.message]).toEqual([
		400,
		`Media ${mediaId} is image/png, which cannot be sent as video`,
	]);
});

it.each([
	['an empty file', Buffer.alloc(0), 'image/png', 'file', 'The file is empty'],
	[
		'a PNG that is none',
		Buffer.from('GIF89a'),
		'image/png',
		'file',
		'The file is not what it says it is (image/png)',
	],
	[
		'a JPEG that is a PNG',
		PNG,
		'image/jpeg',
		'file',
		'The file is not what it says it is (image/jpeg)',
	],
	[
		'a PDF that was decoded as text on the way',
		Buffer.from('JVBERi0xLjcK'),
		'application/pdf',
		'file',
		'The file is not what it says it is (application/pdf)',
	],
	[
		'a file in another field',
		PNG,
		'image/png',
		'media',
		'A file is required: multipart/form-data with the field file',
	],
])('refuses %s', async (_what, bytes, type, field, message) => {
	const { status, data } = await upload(bytes, type, 'a', field);
	expect([status, data]).toEqual([400, { error: { code: 'invalid_request', message } }]);
	expect((await bench.state()).media).toEqual([]);
});

it.each([
	['JSON', 'application/json', '{"file":"a"}'],
	['a form that is broken', 'multipart/form-data; boundary=x', 'no boundary at all'],
	['a form without a boundary', 'multipart/form-data', '--x--'],
	['nothing', 'multipart/form-data; boundary=x', ''],
])('refuses %s', async (_what, type, body) => {
	const { status } = await bench.api.post('/v1/media', body, { headers: { 'Content-Type': type } });
	expect(status).toBe(400);
});

it('logs what came, not the bytes', async () => {
	await upload(PNG, 'image/png');
	const [entry] = await bench.client.requests();
	expect(entry).toMatchObject({
		path: '/v1/media',
		body: { file: 'a.png' },
		files: { file: { size: PNG.length, sha256: sha256(PNG) } },
		status: 201,
	});
	expect(JSON.stringify(entry).length).toBeLessThan(1000);
});
