import { SCOPES } from '../../../sandbox/platforms/cloove/settings';
import { contractOf } from '../../support/contract';
import { lines, writtenOperations } from '../support/contract';

/** The table of endpoints on the vendor's page, with the scope of each, in its order. */
const PAGE = `
	GET /v1/messaging/conversations messaging:conversations:read
	GET /v1/messaging/conversations/{id} messaging:messages:read
	POST /v1/messaging/conversations/{id}/messages messaging:messages:send
	POST /v1/messaging/messages/template messaging:messages:send
`;

const documented = writtenOperations('cloove');

it('has every endpoint of the page with its scope, and no other', () => {
	const ours = documented.map((one) => `${one.method} ${one.path} ${one['x-scope']}`);
	expect(ours).toEqual(lines(PAGE));
});

it('names only scopes that a key has from the start, and all of them', () => {
	const scopes = documented.map((operation) => operation['x-scope']);
	expect([...new Set(scopes)].sort()).toEqual([...SCOPES].sort());
});

it.each(['message.sendText', 'message.sendTemplate'])(
	'%s shows 201 and the id of the message',
	async (id) => {
		const { status, mock } = (await contractOf('cloove').init()).mockResponseForOperation(id);
		expect([status, mock]).toMatchObject([201, { data: { id: expect.any(String) } }]);
	},
);

it('has schemas for the webhooks that take the example', async () => {
	const { definition } = await contractOf('cloove').init();
	const { Event, MessageData } = definition.components?.schemas as Record<
		string,
		{ example?: { data: object }; properties: object; required: string[] }
	>;
	expect(Object.keys(Event.example ?? {}).sort()).toEqual([...Event.required].sort());
	expect(Object.keys(Event.example?.data ?? {}).sort()).toEqual([...MessageData.required].sort());
});
