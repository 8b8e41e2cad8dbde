import { searchList } from '../../support/harness';
import '../../support/network';
import { SandboxedWbiz } from './sandboxed';

let wbiz: SandboxedWbiz;

beforeAll(async () => {
	wbiz = await SandboxedWbiz.start();
});

beforeEach(async () => {
	await wbiz.reset();
});

afterAll(async () => {
	await wbiz.close();
});

const search = async (method: string, filter?: string, token?: string) =>
	await searchList(wbiz.setup, method, filter, token);

/** Every entry that scrolling to the end shows. */
async function all(method: string, filter?: string) {
	const found: Array<{ name: string; value: unknown }> = [];
	let token: string | undefined;
	do {
		const page = await search(method, filter, token);
		found.push(...page.results.map(({ name, value }) => ({ name, value })));
		token = page.paginationToken as string | undefined;
	} while (token);
	return found;
}

test('Approved templates are found by name, and chosen with their language', async () => {
	expect(await all('searchTemplates', 'ORDER_conf')).toEqual([
		{ name: 'order_confirmation (en_US, UTILITY)', value: 'order_confirmation|en_US' },
	]);
	expect(await all('searchTemplates', 'spring')).toEqual([]);
});

test('Templates of every status are found for an update, by their ID', async () => {
	expect(await all('searchTemplatesById', 'spring')).toEqual([
		{ name: 'spring_sale (en_US, MARKETING, rejected)', value: 'tpl_1004' },
	]);
});

test('Contacts are found page by page, without one twice, by name or number', async () => {
	const contacts = Array.from({ length: 120 }, (_, index) => ({
		phone: `+919700000${String(index).padStart(3, '0')}`,
		name: `Contact ${index}`,
	}));
	await wbiz.api.post('/v1/contacts/bulk', { contacts });
	const values = (await all('searchContacts', 'Contact')).map(({ value }) => value);
	expect(values).toHaveLength(120);
	expect(new Set(values).size).toBe(120);
	const { data } = await wbiz.api.get('/v1/contacts', { params: { search: 'Contact 77' } });
	const found = [{ name: 'Contact 77 (+919700000077)', value: data.data[0].id }];
	expect(await all('searchContacts', 'contact 77')).toEqual(found);
	expect(await all('searchContacts', '919700000077')).toEqual(found);
});

test('Conversations are found by the contact’s name', async () => {
	await wbiz.control.inbound({ from: '919700000001', name: 'Asha', deliver: false });
	await wbiz.control.inbound({ from: '919700000002', name: 'Gaurav', deliver: false });
	const { data } = await wbiz.api.get('/v1/conversations');
	const asha = data.data.find((row: { contact: { name: string } }) => row.contact.name === 'Asha');
	expect(await all('searchConversations', 'asha')).toEqual([
		{ name: 'Asha (+919700000001, open)', value: asha.id },
	]);
});

test('Flows, campaigns, presets and tags are found by what they are called', async () => {
	const button = { id: 'a', title: 'A' };
	const preset = { kind: 'buttons', body: 'How can we help?', buttons: [button] };
	const { data: savedPreset } = await wbiz.api.post('/v1/interactive', preset);
	await wbiz.api.post('/v1/contacts', { phone: '+919700000001', tags: ['vip'], optedIn: true });
	const { data: campaign } = await wbiz.api.post('/v1/campaigns', {
		name: 'Diwali offer',
		template: { name: 'diwali_offer', language: 'en_US' },
		audience: { kind: 'tags', tags: ['vip'] },
		schedule: { mode: 'scheduled', at: '2199-01-01T00:00:00Z' },
	});
	expect(await all('searchFlows', 'book')).toEqual([
		{ name: 'Book an appointment (published)', value: 'flow_2001' },
	]);
	expect(await all('searchCampaigns', 'diwali')).toEqual([
		{ name: 'Diwali offer (scheduled)', value: campaign.id },
	]);
	expect(await all('searchPresets', 'help')).toEqual([
		{ name: 'How can we help? (buttons)', value: savedPreset.id },
	]);
	expect(await all('searchTags', 'VI')).toEqual([{ name: 'vip', value: 'vip' }]);
});

test('Quick replies, webhooks and custom fields are found by what they are called', async () => {
	const { data: reply } = await wbiz.api.post('/v1/quick-replies', {
		shortcut: '/hours',
		title: 'Store hours',
		body: 'We are open.',
	});
	const { data: webhook } = await wbiz.api.post('/v1/webhooks', {
		url: 'https://your-app.com/webhooks/wbiz',
		events: ['message.received'],
	});
	await wbiz.api.post('/v1/custom-fields', { key: 'city', label: 'City', type: 'text' });
	expect(await all('searchQuickReplies', 'store')).toEqual([
		{ name: '/hours (Store hours)', value: reply.id },
	]);
	expect(await all('searchWebhooks', 'your-app')).toEqual([
		{ name: 'https://your-app.com/webhooks/wbiz (message.received)', value: webhook.id },
	]);
	expect(await all('searchCustomFields', 'CITY')).toEqual([{ name: 'City (text)', value: 'city' }]);
});

test('A name far down a list that the platform cannot search is found', async () => {
	for (let index = 0; index < 130; index += 1) {
		await wbiz.api.post('/v1/tags', { name: `tag-${String(index).padStart(3, '0')}` });
	}
	const { results } = await search('searchTags', 'tag-129');
	expect(results).toEqual([{ name: 'tag-129', value: 'tag-129' }]);
});

test('A picker says which scope the key lacks', async () => {
	await wbiz.control.settings({ scopes: ['messages:send'] });
	await expect(search('searchContacts')).rejects.toThrow('contacts:read');
});
