import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import axios from 'axios';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { errorOf, outputOf } from '../../n8n/executions';
import { itemsFrom, node, type NodeSettings, workflow } from '../../support/workflow';
import { pabbly, pabblyTrigger, SHARED_SECRET, usePabbly } from './host';

const host = usePabbly();

function action(parameters: object, settings: NodeSettings = {}): INode {
	return pabbly(host.credential, 'Call', parameters as INodeParameters, settings);
}

describe('the credential’s test', () => {
	async function testWith(change: object): Promise<{ status: string; message: string }> {
		const { baseUrl, apiKey } = host.platform;
		const data = { baseUrl, apiKey, webhookSecret: '', ...change };
		return await host.n8n.credentials.test(host.credential, 'pabblyChatflowApi', data);
	}

	test('passes with the right key, and with a slash behind the address', async () => {
		expect(await testWith({})).toMatchObject({ status: 'OK' });
		expect(await testWith({ baseUrl: `${host.platform.baseUrl}/` })).toMatchObject({
			status: 'OK',
		});
	});

	test('fails with a wrong key, without saying it', async () => {
		const apiKey = 'wrong-key-of-the-credential-test';
		host.rememberSecret(apiKey);
		const result = await testWith({ apiKey });
		expect(result.status).toBe('Error');
		expect(result.message).not.toContain(apiKey);
	});

	test.each([
		['a page that is not an API', () => host.sandbox.url],
		['another path of the right server', () => `${host.platform.baseUrl}/v1`],
		['a web app that answers every path with its page', () => `${host.running.n8nUrl}/app`],
		['a server that does not exist', () => 'http://127.0.0.1:9/api/v1'],
	])('fails with the address of %s', async (_, baseUrl) => {
		expect(await testWith({ baseUrl: baseUrl() })).toMatchObject({ status: 'Error' });
	});
});

describe('contacts', () => {
	const PAGE = 25;

	test('10,000 are read with Return All, page by page, and no page twice', async () => {
		await host.sandbox.settings({ importedContacts: 10_000 });
		const { contactCount } = await host.state();
		expect(contactCount).toBeGreaterThanOrEqual(10_000);
		const read = action({ resource: 'contact', operation: 'getMany', returnAll: true });
		const execution = await host.runNode([{}], read, 120_000);
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		const output = outputOf(execution, 'Call');
		expect(output).toHaveLength(contactCount);
		expect(new Set(output.map(({ json }) => json._id)).size).toBe(contactCount);
		const requests = await host.sandbox.requests('/contacts');
		const pages = requests.map(({ query }) => Number(query.page));
		expect(pages).toEqual(
			Array.from({ length: Math.ceil(contactCount / PAGE) }, (_, index) => index + 1),
		);
		expect(requests.every(({ query }) => query.limit === String(PAGE))).toBe(true);
	});

	test('with a limit no more pages are read than needed', async () => {
		await host.sandbox.settings({ importedContacts: 200 });
		const read = action({ resource: 'contact', operation: 'getMany', limit: 60 });
		const execution = await host.runNode([{}], read);
		expect(outputOf(execution, 'Call')).toHaveLength(60);
		expect(await host.sandbox.requests('/contacts')).toHaveLength(3);
	});

	test('all filters go along on every page', async () => {
		const attribute = [
			{ name: 'city', value: 'bhopal' },
			{ name: 'email', value: 'user@example.com' },
		];
		const filters = { attributes: { attribute }, tags: ['indian'], optin: true, source: 'api' };
		const read = action({
			resource: 'contact',
			operation: 'getMany',
			returnAll: true,
			filters,
		});
		const execution = await host.runNode([{}], read);
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		expect(outputOf(execution, 'Call').map(({ json }) => json.mobile)).toEqual(['917989100004']);
	});

	test('one that the platform did not take is a failed item, although the answer says success', async () => {
		const create = action(
			{
				resource: 'contact',
				operation: 'create',
				contactPhone: '={{ $json.phone }}',
				contactName: '={{ $json.name }}',
				onDuplicate: 'error',
				additionalFields: { tags: ['={{ $json.tag }}'] },
			},
			{ onError: 'continueErrorOutput' },
		);
		const items = [
			{ phone: '+91 98765 43210', name: 'Asha', tag: 'engineer' },
			{ phone: '919123456789', name: 'Rahul', tag: 'no such tag' },
			{ phone: '917697810001', name: 'John again', tag: 'engineer' },
		];
		const execution = await host.runNode(items, create);
		// All three in one call: the vendor's page shows a list.
		const calls = await host.sandbox.requests('/contacts');
		expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
		const saved = outputOf(execution, 'Call');
		expect(saved.map(({ pairedItem }) => pairedItem)).toEqual([
			expect.objectContaining({ item: 0 }),
		]);
		const failed = outputOf(execution, 'Call', 1);
		expect(failed.map(({ json }) => json.message)).toEqual([
			expect.stringContaining('no such tag'),
			expect.stringContaining('already exists'),
		]);
		const { contacts } = await host.state();
		expect(contacts.map(({ mobile, name }) => [mobile, name])).toContainEqual([
			'919876543210',
			'Asha',
		]);
		expect(contacts.some(({ mobile }) => mobile === '919123456789')).toBe(false);
	});

	test('tags and attributes are added and taken away, and the rest stays', async () => {
		const { contacts } = await host.state();
		const { _id } = contacts.find(({ mobile }) => mobile === '917697810001')!;
		const attribute = [
			{ name: 'city', value: '' },
			{ name: 'company', value: 'Rao & Sons' },
		];
		const update = action({
			resource: 'contact',
			operation: 'update',
			contactId: { __rl: true, mode: 'id', value: _id },
			updateFields: {
				attributes: { attribute },
				tagsToAdd: ['architect'],
				tagsToRemove: ['sup'],
			},
		});
		const execution = await host.runNode([{}], update);
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		const changed = (await host.state()).contacts.find((contact) => contact._id === _id)!;
		expect(changed).toMatchObject({ name: 'John Maverick', tags: ['architect'] });
		expect(changed.attributes.map(({ name, value }) => [name, value])).toEqual([
			['taxes', '30'],
			['price', '70'],
			['company', 'Rao & Sons'],
		]);
	});
});

describe('files that customers sent', () => {
	interface MediaAnswer {
		data: { mediaUrl: string; mimeType: string };
	}

	/** What is in a binary field, as a workflow would work on it. */
	function hashed(): INode {
		const parameters = {
			action: 'hash',
			binaryData: true,
			binaryPropertyName: 'file',
			type: 'SHA256',
			dataPropertyName: 'sha256',
		};
		return { ...node('Hash', 'n8n-nodes-base.crypto', parameters), typeVersion: 1 };
	}

	test.each([
		['1279244293838655', 'image/jpeg'],
		['1279244293838656', 'image/png'],
		['1279244293838657', 'application/pdf'],
	])(
		'%s is downloaded byte for byte, without showing the key to the store',
		async (mediaId, mimeType) => {
			const answer = (await host.sandbox.callApi('get', `/media?id=${mediaId}`)) as MediaAnswer;
			const stored = await axios.get<ArrayBuffer>(answer.data.mediaUrl, {
				responseType: 'arraybuffer',
				proxy: false,
			});
			const bytes = Buffer.from(stored.data);
			const download = action({
				resource: 'media',
				operation: 'download',
				mediaId,
				binaryPropertyName: 'file',
			});
			const definition = workflow('Media', [...itemsFrom([{}]), download, hashed()]);
			const execution = await host.run(definition);
			// The store refuses whoever shows it a key.
			expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
			const [{ json, binary }] = outputOf(execution, 'Call');
			expect(json).toMatchObject({ mediaId, mimeType, fileSize: bytes.length });
			expect(binary?.file).toMatchObject({ mimeType });
			expect(outputOf(execution, 'Hash')[0].json.sha256).toBe(
				createHash('sha256').update(bytes).digest('hex'),
			);
		},
	);

	test.each(['app', 'meta'])(
		'are downloaded with the ID that the trigger gives, in the form "%s"',
		async (shape) => {
			const download = action({
				resource: 'media',
				operation: 'download',
				mediaId: '={{ $json.media.id }}',
				binaryPropertyName: 'file',
			});
			const definition = workflow('Media', [pabblyTrigger(host.credential), download, hashed()]);
			const { id } = await host.publishRegistered(definition, shape);
			const image = { caption: 'Is it this one?', mime_type: 'image/png' };
			const message = { type: 'image', image };
			await host.sandbox.inboundDelivered({ from: '919876543210', message });
			const [execution] = await host.n8n.executions.waitForCount(id, 1);
			expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
			const [{ json }] = outputOf(execution, 'Trigger');
			expect(json).toMatchObject({ type: 'image', text: 'Is it this one?' });
			const { id: mediaId } = json.media as { id: string };
			const { data } = (await host.sandbox.callApi('get', `/media?id=${mediaId}`)) as MediaAnswer;
			const options = { responseType: 'arraybuffer' as const, proxy: false as const };
			const stored = await axios.get<ArrayBuffer>(data.mediaUrl, options);
			expect(outputOf(execution, 'Hash')[0].json).toMatchObject({
				mediaId,
				mimeType: 'image/png',
				sha256: createHash('sha256').update(Buffer.from(stored.data)).digest('hex'),
			});
		},
	);

	test('the store refuses a request with the key', async () => {
		const path = '/media?id=1279244293838655';
		const { data } = (await host.sandbox.callApi('get', path)) as MediaAnswer;
		const headers = { authorization: `Bearer ${host.platform.apiKey}` };
		const options = { headers, proxy: false as const, validateStatus: () => true };
		expect((await axios.get(data.mediaUrl, options)).status).toBe(400);
	});

	test('an unknown one fails, and so does one that is no address', async () => {
		const download = (mediaId: string) =>
			action({ resource: 'media', operation: 'download', mediaId, binaryPropertyName: 'data' });
		expect(errorOf(await host.runNode([{}], download('999')))).toContain('Media not found');
		const body = { status: 'success', data: { mediaUrl: 'ftp://files.example.com/a' } };
		await host.sandbox.fault({ path: '/media', kind: 'status', status: 200, body });
		expect(errorOf(await host.runNode([{}], download('1279244293838655')))).toContain('https://');
	});
});

describe('the secrets of the Pabbly Chatflow credential', () => {
	const WRONG_KEY = 'wrong-pabbly-key-that-nobody-may-see';

	test('are in no execution and not in the log, whatever goes wrong', async () => {
		host.rememberSecret(WRONG_KEY);
		const { baseUrl } = host.platform;
		const wrong = { apiKey: WRONG_KEY };
		const credentials = [
			await host.createCredential({ baseUrl, ...wrong }),
			await host.createCredential({ baseUrl: 'http://127.0.0.1:9/api/v1', ...wrong }),
		];
		const items: IDataObject[] = [{ to: '919876543210' }];
		for (const credential of credentials) {
			for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
				for (const parameters of [
					{ resource: 'message', operation: 'sendText', to: '={{ $json.to }}', text: 'Hello' },
					{ resource: 'contact', operation: 'getMany', returnAll: true },
					{ resource: 'media', operation: 'download', mediaId: '1', binaryPropertyName: 'data' },
				]) {
					const failing = pabbly(credential, 'Call', parameters, { onError });
					const execution = await host.runNode(items, failing);
					expect(execution.status).toBe(onError === 'stopWorkflow' ? 'error' : 'success');
					expect(execution.rawData).not.toContain(WRONG_KEY);
					expect(execution.rawData).not.toContain(SHARED_SECRET);
				}
			}
		}
		const log = readFileSync(host.running.logFile, 'utf8');
		for (const secret of [WRONG_KEY, SHARED_SECRET, host.platform.apiKey]) {
			expect(log).not.toContain(secret);
		}
	});
});
