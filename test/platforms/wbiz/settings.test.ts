import { WbizApi } from '../../../credentials/WbizApi.credentials';
import { Wbiz } from '../../../nodes/Wbiz/Wbiz.node';
import { runNode } from '../../support/harness';
import nock from '../../support/network';

const host = 'https://wbiz.test';
const setup = {
	type: new Wbiz(),
	credentials: [{ type: new WbizApi(), data: { baseUrl: `${host}/api`, apiKey: 'wa_key_0123' } }],
};

afterEach(() => {
	nock.cleanAll();
});

test('The parameter for the next page can be named, as the platform does not document it', async () => {
	const api = nock(`${host}/api`);
	api
		.get('/v1/contacts')
		.query({ limit: '50' })
		.reply(200, { data: [{ n: 1 }], nextCursor: 'c' });
	api
		.get('/v1/contacts')
		.query({ limit: '50', after: 'c' })
		.reply(200, { data: [{ n: 2 }] });
	const { outputs } = await runNode({
		...setup,
		parameters: {
			resource: 'contact',
			operation: 'getMany',
			returnAll: true,
			options: { cursorParameter: 'after' },
		},
	});
	expect(outputs[0].map(({ json }) => json)).toEqual([{ n: 1 }, { n: 2 }]);
});

test('The key and the mode of a scheduled campaign can be named', async () => {
	const sent: unknown[] = [];
	nock(`${host}/api`)
		.post('/v1/campaigns', (body) => sent.push(body) > 0)
		.reply(201, { id: 'cmp_1' });
	const { error } = await runNode({
		...setup,
		parameters: {
			resource: 'campaign',
			operation: 'create',
			campaignName: 'Diwali offer',
			templateName: { __rl: true, mode: 'list', value: 'diwali_offer|en_US' },
			specifyVariables: 'list',
			audienceTags: ['vip'],
			schedule: 'at',
			scheduledAt: '2199-01-01T00:00:00Z',
			options: { scheduleKey: 'sendAt', scheduleMode: 'later' },
		},
	});
	expect(error?.message).toBeUndefined();
	expect(sent).toEqual([
		expect.objectContaining({ schedule: { mode: 'later', sendAt: '2199-01-01T00:00:00.000Z' } }),
	]);
});

test('The key for media in the header of a template can be named', async () => {
	const sent: unknown[] = [];
	const components = [{ type: 'HEADER', format: 'IMAGE' }];
	nock(`${host}/api`)
		.get('/v1/templates')
		.query(true)
		.reply(200, { data: [{ name: 'new_catalogue', language: 'en_US', components }] })
		.post('/v1/messages/template', (body) => sent.push(body) > 0)
		.reply(200, { messageId: 'wamid.1' });
	const { error } = await runNode({
		...setup,
		parameters: {
			resource: 'message',
			operation: 'sendTemplate',
			to: '+918899332211',
			templateName: { __rl: true, mode: 'list', value: 'new_catalogue|en_US' },
			templateVariables: { mappingMode: 'defineBelow', value: { 'Header Image': 'media_1' } },
			options: { headerKey: 'headerMedia' },
		},
	});
	expect(error?.message).toBeUndefined();
	const headerMedia = { type: 'image', mediaId: 'media_1' };
	expect(sent).toEqual([expect.objectContaining({ headerMedia })]);
});
