import { formWith, type Prepare } from '../support/prepared';
import { type BadalaState, CUSTOMER, TO } from './bench';

export const prepare: Prepare = async (client) => {
	await client.inbound({ from: CUSTOMER });
	const { conversations, contacts } = (await client.state()) as unknown as BadalaState;
	return {
		headers: { 'x-org-id': 'org_sandbox' },
		parameters: {
			orgId: 'org_sandbox',
			channelId: 'ch_sandbox',
			id: conversations[0].id,
			conversationId: conversations[0].id,
			contactId: contacts[0].id,
		},
		forms: { 'contact.import': formWith('contacts.csv', 'text/csv', `phone,name\n${TO},Yousef\n`) },
	};
};
