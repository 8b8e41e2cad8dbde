import type { IDataObject } from 'n8n-workflow';

import { commonEvent, STATUS, type Media } from '../../../nodes/shared/trigger/event';
import { arrive, platformOf, written } from '../../support/arrival';
import nock from '../../support/network';

const options = { downloadFiles: true };
const badala = platformOf('badala');
const pabbly = platformOf('pabbly-chatflow');
const FILES = 'https://files.test';
const BYTES = Buffer.from([0xff, 0xd8, 0xff, 0, 1, 2, 3]);

afterEach(() => {
	nock.cleanAll();
});

const mediaOf = (parts: Partial<Media>): Media => ({
	id: null,
	url: null,
	mimeType: 'image/jpeg',
	filename: null,
	...parts,
});
const image = (platform: typeof badala, parts: Partial<Media>, more: IDataObject = {}) =>
	written(platform, { type: 'image', media: mediaOf(parts), ...more });

const serve = (path: string, body: Buffer | string = BYTES, headers = {}, status = 200) =>
	nock(FILES, { badheaders: ['authorization'] })
		.get(path)
		.reply(status, body, headers);
const addressOf = (id: string, answer: object, status = 200) => {
	const base = new URL(pabbly.baseUrl);
	return nock(base.origin).get(`${base.pathname}/media?id=${id}`).reply(status, answer);
};
const bytesOf = (file: { data: string }) => Buffer.from(file.data, 'base64');

/** The platform, an event with a file, and what makes the file available at the path. */
const cases = [
	['badala', mediaOf({ url: `${FILES}/a.jpg` }), () => undefined],
	[
		'pabbly-chatflow',
		mediaOf({ id: '1279244293838655' }),
		() =>
			addressOf('1279244293838655', {
				data: { mediaUrl: `${FILES}/a.jpg`, mimeType: 'image/jpeg' },
			}),
	],
	// The form of Pabbly's own app has a link, and may have no ID.
	['pabbly-chatflow', mediaOf({ url: `${FILES}/a.jpg` }), () => undefined],
] as Array<[string, Media, () => unknown]>;

describe.each(cases)('%s %j', (id, media, prepare) => {
	const platform = platformOf(id);
	const event = written(platform, { type: 'image', media, text: 'Look' });

	test('the file comes with the message, byte for byte, and without the key', async () => {
		prepare();
		serve('/a.jpg', BYTES, { 'content-type': 'application/octet-stream' });
		const { items, status } = await arrive(platform, event, options);
		expect(status).toBe('success');
		expect(items).toHaveLength(1);
		expect(items[0].json).toEqual(event);
		const { data } = items[0].binary!;
		expect(data).toMatchObject({ mimeType: 'image/jpeg', fileName: 'a.jpg' });
		expect(bytesOf(data)).toEqual(BYTES);
		expect(nock.pendingMocks()).toEqual([]);
	});

	test('with the raw payload, too', async () => {
		prepare();
		serve('/a.jpg');
		const { items } = await arrive(platform, event, options, { simplify: false });
		expect(items[0].json).toEqual({ vendor: 'payload' });
		expect(bytesOf(items[0].binary!.data)).toEqual(BYTES);
	});

	test.each<[string, () => unknown, string]>([
		['gone', () => serve('/a.jpg', 'no', {}, 404), 'HTTP 404'],
		['elsewhere', () => serve('/a.jpg', '', { location: 'https://x.test/' }, 302), 'HTTP 302'],
		['too large', () => serve('/a.jpg', Buffer.alloc(1024 * 1024 + 1)), 'more than 1 MB'],
		[
			'too large, and says so',
			() => serve('/a.jpg', 'short', { 'content-length': String(30 * 1024 * 1024) }),
			'more than 1 MB',
		],
	])('a file that is %s does not hold up the message', async (_what, refuse, reason) => {
		prepare();
		refuse();
		const small = { ...options, largestFile: 1 };
		const { items, status, logs } = await arrive(platform, event, small);
		expect(status).toBe('success');
		expect(items[0].json).toEqual({ ...event, fileError: expect.stringContaining(reason) });
		expect(items[0].binary).toBeUndefined();
		expect(logs.join()).toContain('could not be had');
	});

	test('nothing is asked without the option, nor for a message without a file', async () => {
		expect((await arrive(platform, event)).json).toEqual(event);
		const text = written(platform, { text: 'Hi' });
		expect((await arrive(platform, text, options)).json).toEqual(text);
		const status = commonEvent('x', {}, { event: STATUS });
		expect((await arrive(platform, status, options)).json).toEqual(status);
	});
});

test.each(['https://127.0.0.1/a', 'https://169.254.169.254/latest', 'http://files.test/a', 'x'])(
	'The address %s is not asked, and the message goes on',
	async (url) => {
		const { json, items } = await arrive(badala, image(badala, { url }), options);
		expect(json.fileError).toMatch(/private network|https:|no URL/);
		expect(items[0].binary).toBeUndefined();
	},
);

test('An address that the platform gives is held to the same rule', async () => {
	addressOf('12', { data: { mediaUrl: 'https://10.0.0.1/a' } });
	const { json } = await arrive(pabbly, image(pabbly, { id: '12' }), options);
	expect(json.fileError).toContain('private network');
});

test.each<[number, object, string]>([
	[404, { success: false, error: 'Media not found' }, 'Media not found'],
	[401, { success: false, error: 'No such key' }, 'No such key'],
	[200, { status: 'success', data: {} }, 'holds no address'],
])('Pabbly Chatflow: an answer %s %j is the reason in the event', async (status, body, reason) => {
	addressOf('12', body, status);
	const { json } = await arrive(pabbly, image(pabbly, { id: '12' }), options);
	expect(json.fileError).toContain(reason);
});

test.each(['badala', 'pabbly-chatflow'])('%s: an event that names no file says so', async (id) => {
	const platform = platformOf(id);
	const { json } = await arrive(platform, image(platform, {}), options);
	expect(json.fileError).toBe('neither the event nor the platform says where the file is');
});

test('The files of messages that were waited for together come all, each under a name of its own', async () => {
	for (const name of ['a', 'b']) serve(`/${name}.jpg`, Buffer.from(name));
	serve('/c.jpg', '', {}, 404);
	const messages = ['a', 'b', 'c'].map((name) => ({
		media: mediaOf({ url: `${FILES}/${name}.jpg` }),
	}));
	const last = image(
		badala,
		{ url: `${FILES}/c.jpg` },
		{ messages: [{ media: null }, ...messages] },
	);
	const { items } = await arrive(badala, last, options);
	const { binary, json } = items[0];
	expect(Object.keys(binary!)).toEqual(['data', 'data_2']);
	expect(bytesOf(binary!.data_2).toString()).toBe('b');
	expect(json.fileError).toContain('HTTP 404');
});

test.each([
	['../../etc/passwd', '.._.._etc_passwd'],
	['C:\\x\\a.pdf', 'C:_x_a.pdf'],
	['a\nb\u202egpj.exe', 'a_b_gpj.exe'],
	['..', 'file'],
	['Rechnung März.pdf', 'Rechnung März.pdf'],
])('A customer’s file name %j becomes %j: it names no folder', async (filename, expected) => {
	serve('/a');
	const event = image(badala, { url: `${FILES}/a`, filename });
	const { items } = await arrive(badala, event, options);
	expect(items[0].binary!.data.fileName).toBe(expected);
	expect(items[0].binary!.data.directory ?? '').toBe('');
});

test('The type is told without its parameters', async () => {
	serve('/a.ogg');
	const event = image(badala, { url: `${FILES}/a.ogg`, mimeType: 'audio/ogg; codecs=opus' });
	const { items } = await arrive(badala, event, options);
	expect(items[0].binary!.data).toMatchObject({ mimeType: 'audio/ogg', fileExtension: 'ogg' });
});

test.each([0, -1, 101, 'x', null])(
	'A limit of %j MB is an error that names the field',
	async (largestFile) => {
		const event = image(badala, { url: `${FILES}/a.jpg` });
		const { error, status } = await arrive(badala, event, { ...options, largestFile });
		expect(status).toBe('error');
		expect(error?.message).toContain('"Largest File (MB)"');
	},
);
