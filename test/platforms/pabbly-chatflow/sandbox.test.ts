import type { INodeParameters } from 'n8n-workflow';

import '../../support/network';
import { SandboxedPabbly } from './sandboxed';

const to = '919876543210';
let pabbly: SandboxedPabbly;

beforeAll(async () => {
	pabbly = await SandboxedPabbly.start();
	await pabbly.control.inbound({ from: to, text: 'Hi', deliver: false });
});

afterAll(async () => {
	await pabbly.close();
});

const picked = (value: string) => ({ __rl: true, mode: 'list', value });

/** A value that fits a field of the mapping. */
function valueFor(id: string): string {
	if (id.endsWith('Expiry')) return '2100-01-01T00:00:00';
	return /Header (Image|Video|Document)$/.test(id)
		? 'https://example.com/a.jpg'
		: `value for ${id}`;
}

test.each([
	'summer_time',
	'order_update',
	'link_docs',
	'verification_code',
	'festive_offer',
	'new_arrivals',
	'flash_sale',
	'interactive_marketing',
	'market_bros',
])('%s is picked, filled in by its own fields, and taken by the platform', async (name) => {
	const templateName = picked(await pabbly.pick('searchTemplates', name));
	const form = { resource: 'message', operation: 'sendTemplate', templateName };
	const { fields } = await pabbly.fieldsFor(form);
	const value = Object.fromEntries(fields.map(({ id }) => [id, valueFor(id)]));
	const { error, outputs } = await pabbly.run('message.sendTemplate', {
		to,
		templateName,
		templateVariables: { mappingMode: 'defineBelow', value } as INodeParameters,
	});
	expect(error && `${error.message} ${error.description}`).toBeUndefined();
	expect(outputs[0][0].json.messageId).toMatch(/^wamid\./);
});

test('The other language of a name is not sent by mistake', async () => {
	const choice = await pabbly.pick('searchTemplates', 'order_update (hi');
	const { error } = await pabbly.run('message.sendTemplate', {
		to,
		templateName: picked(choice),
		specifyVariables: 'list',
		bodyValues: { variable: [{ text: 'Asha' }] },
	});
	expect(error?.message).toContain('stands for the template in "en", not in "hi"');
});

test('A catalog and its products are picked for a product list', async () => {
	const catalogId = picked(await pabbly.pick('searchCatalogs', 'fashion'));
	const sendProduct = { resource: 'message', operation: 'sendProduct', catalogId };
	const productRetailerId = picked(await pabbly.pick('searchProducts', 'blue', sendProduct));
	const { error, outputs } = await pabbly.run('message.sendProductList', {
		to,
		catalogId,
		headerText: 'Our shirts',
		text: 'Choose what you like',
		sections: { section: [{ title: 'All', products: { product: [{ productRetailerId }] } }] },
	});
	expect(error && `${error.message} ${error.description}`).toBeUndefined();
	expect(outputs[0][0].json.messageId).toMatch(/^wamid\./);
});

test('A contact that cannot be created fails, in spite of the good status', async () => {
	const { error } = await pabbly.run('contact.create', {
		contactPhone: '919811111111',
		additionalFields: { tags: ['no such tag'] },
	});
	expect(error?.message).toMatch(/^Pabbly Chatflow refused the request: .*no such tag/);
});

test('Contacts are filtered by attributes, which go in brackets', async () => {
	await pabbly.run('contact.create', {
		contactPhone: '919811111112',
		contactName: 'Asha',
		additionalFields: { attributes: { attribute: [{ name: 'city', value: 'Jaipur' }] } },
	});
	const { error, outputs } = await pabbly.run('contact.getMany', {
		returnAll: true,
		filters: { attributes: { attribute: [{ name: 'city', value: 'Jaipur' }] } },
	});
	expect(error).toBeUndefined();
	expect(outputs[0].map(({ json }) => json.name)).toEqual(['Asha']);
});

test('A media file comes in a binary field, from an address without the key', async () => {
	await pabbly.control.inbound({ from: to, type: 'image', deliver: false });
	const { content } = (await pabbly.lastSent()) as { content: { image: { id: string } } };
	const { error, outputs } = await pabbly.run('media.download', { mediaId: content.image.id });
	expect(error && `${error.message} ${error.description}`).toBeUndefined();
	const [{ json, binary }] = outputs[0];
	expect(binary?.data).toMatchObject({ mimeType: json.mimeType });
	expect(Buffer.from(binary?.data.data ?? '', 'base64')).toHaveLength(Number(json.fileSize));
});
