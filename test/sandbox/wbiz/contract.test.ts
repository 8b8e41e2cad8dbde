import { SCOPES } from '../../../sandbox/platforms/wbiz/settings';
import { endpointsOf, lines, sharedOperations, writtenOperations } from '../support/contract';

/** Every endpoint of the vendor's page, in its order; "Resume and cancel work the same way". */
const PAGE = `
	GET /v1/me
	GET /v1/account
	POST /v1/messages/text
	POST /v1/messages/template
	POST /v1/messages/media
	POST /v1/messages/interactive
	POST /v1/messages/location
	GET /v1/templates
	POST /v1/templates
	GET /v1/templates/{id}
	PATCH /v1/templates/{id}
	DELETE /v1/templates/{id}
	GET /v1/contacts
	POST /v1/contacts
	GET /v1/contacts/{id}
	PATCH /v1/contacts/{id}
	POST /v1/contacts/bulk
	GET /v1/conversations
	GET /v1/conversations/{id}/messages
	GET /v1/webhooks
	POST /v1/webhooks
	GET /v1/webhooks/{id}
	PATCH /v1/webhooks/{id}
	DELETE /v1/webhooks/{id}
	POST /v1/webhooks/{id}/test
	GET /v1/events
	GET /v1/tags
	POST /v1/tags
	DELETE /v1/tags/{name}
	GET /v1/custom-fields
	POST /v1/custom-fields
	DELETE /v1/custom-fields/{key}
	GET /v1/quick-replies
	POST /v1/quick-replies
	PATCH /v1/quick-replies/{id}
	DELETE /v1/quick-replies/{id}
	GET /v1/interactive
	POST /v1/interactive
	GET /v1/interactive/{id}
	PATCH /v1/interactive/{id}
	DELETE /v1/interactive/{id}
	POST /v1/interactive/{id}/send
	GET /v1/flows
	GET /v1/flows/{id}
	POST /v1/flows/{id}/send
	GET /v1/campaigns
	POST /v1/campaigns
	GET /v1/campaigns/{id}
	POST /v1/campaigns/{id}/pause
	POST /v1/campaigns/{id}/resume
	POST /v1/campaigns/{id}/cancel
	POST /v1/campaigns/audience-preview
	POST /v1/media
	GET /v1/media/{id}
	DELETE /v1/media/{id}
`;

it('has every endpoint of the page and no other', () => {
	expect(endpointsOf('wbiz')).toEqual(lines(PAGE));
});

it('names only scopes that a key can have, and all of them', () => {
	const documented = writtenOperations('wbiz');
	const scopes = documented.flatMap((operation) => operation['x-scope'] ?? []);
	expect([...new Set(scopes)].sort()).toEqual([...SCOPES].sort());
	const free = documented.filter((operation) => operation['x-scope'] === undefined);
	expect(free.map(({ path }) => path)).toEqual(['/v1/me', '/v1/account']);
});

it('says which operations share an endpoint', () => {
	expect(sharedOperations('wbiz')).toEqual({
		'account.whoAmI': ['account.whoAmI', 'account.checkSetup'],
		'message.sendText': ['message.sendText', 'message.sendAndWait'],
		'message.sendInteractive': ['message.sendButtons', 'message.sendList'],
		'template.getMany': ['template.getMany', 'template.preview'],
	});
});
