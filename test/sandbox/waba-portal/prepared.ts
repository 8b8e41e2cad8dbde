import type { Prepare } from '../support/prepared';
import { CUSTOMER } from './bench';

export const prepare: Prepare = async (client, _api, webhookUrl) => {
	const { messageId } = await client.inbound({ from: CUSTOMER });
	// So that there is something to test.
	await client.callApi('put', '/webhook', {
		webhookUrl,
		webhookEnabled: true,
	});
	return {
		parameters: {
			phoneNumber: CUSTOMER,
			'template.update id': '234567890',
			name: 'welcome_message',
		},
		texts: { 'wamid.HBgMOTE5MDMwMzgzNDM4FQIAEhgg...': messageId },
	};
};
