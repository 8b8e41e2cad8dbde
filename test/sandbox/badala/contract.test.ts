import { EVENTS } from '../../../sandbox/platforms/badala/settings';
import { contractOf } from '../../support/contract';
import { endpointsOf, lines, sharedOperations } from '../support/contract';
import { components } from './bench';

/** Every endpoint of the vendor's pages, with their names of the holes. */
const PAGE = `
	POST /auth/login
	POST /orgs/:orgId/conversations/:conversationId/messages
	POST /orgs/:orgId/channels/:channelId/templates/send
	GET /orgs/:orgId/contacts
	GET /orgs/:orgId/contacts/:contactId
	POST /orgs/:orgId/contacts
	PATCH /orgs/:orgId/contacts/:contactId
	POST /orgs/:orgId/contacts/import
	GET /orgs/:orgId/conversations
	GET /orgs/:orgId/conversations/:id/messages
	PATCH /orgs/:orgId/conversations/:id/status
	PATCH /orgs/:orgId/conversations/:id/assignee
`;

it('has every endpoint of the pages and no other', () => {
	const ours = endpointsOf('badala').map((line) => line.replaceAll(/\{(\w+)\}/g, ':$1'));
	expect(ours.sort()).toEqual(lines(PAGE).sort());
});

it.each(['message.send', 'message.sendTemplate'])('%s shows the ids of the message', async (id) => {
	const { mock } = (await contractOf('badala').init()).mockResponseForOperation(id);
	expect(mock).toMatchObject({
		id: expect.stringMatching(/^msg_/) as string,
		wamid: expect.stringMatching(/^wamid\./) as string,
	});
});

it('says which operations share an endpoint, and which belong to none', () => {
	expect(sharedOperations('badala')).toEqual({
		'auth.login': [],
		'contact.getMany': ['contact.getMany', 'account.checkSetup'],
		'message.send': ['message.sendText', 'message.sendAndWait', 'message.sendMedia'],
	});
});

it('names the nine events that the sandbox sends', () => {
	expect(EVENTS).toHaveLength(9);
	expect(components.schemas.WebhookEvent.enum).toEqual(EVENTS);
});
