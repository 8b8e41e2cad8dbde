import type { Prepare } from '../support/prepared';
import { CUSTOMER, type PabblyState } from './bench';

/** Who the page's own bodies are sent to. */
const ON_PAGE = '1123456789';

export const prepare: Prepare = async (client, api) => {
	for (const from of [CUSTOMER, ON_PAGE]) await client.inbound({ from });
	await api.post('/broadcasts', {
		name: 'summer_campaign',
		broadcastType: 'api',
		templateName: 'summer_time',
	});
	const { contacts } = (await client.state()) as unknown as PabblyState;
	return {
		parameters: {
			'contact.get id': String(contacts[0]._id),
			'contact.update id': String(contacts[0]._id),
			identifier: 'demo_text',
			'media.getUrl id': '1279244293838655',
			catalogId: '847458390840001',
		},
		refused: {
			// The page's body has two values for a template that has one variable on the page.
			'message.send pageTextTemplate': 404,
			// The page's body names a catalog of an account of its own.
			'message.send pageProductList': 404,
			// Made before, to be sent.
			'broadcast.create apiCampaign': 400,
		},
	};
};
