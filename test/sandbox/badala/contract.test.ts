import OpenAPIBackend from 'openapi-backend';

import { Contract } from '../../../sandbox/http/contract';
import { EVENTS } from '../../../sandbox/platforms/badala/settings';
import { components, contractFile, paths } from './bench';

const METHODS = ['get', 'post', 'patch'];
const documented = Object.entries(paths).flatMap(([path, methods]) =>
	Object.entries(methods)
		.filter(([method]) => METHODS.includes(method))
		.map(([method, operation]) => ({ path, method, operation })),
);

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

async function openContract(): Promise<OpenAPIBackend> {
	const ajvOpts = { discriminator: true, validateFormats: false };
	const api = new OpenAPIBackend({ definition: contractFile, strict: true, ajvOpts });
	await api.init();
	return api;
}

it('has every endpoint of the pages and no other', () => {
	const wanted = PAGE.trim().split(/\s*\n\s*/);
	const given = documented.map(
		({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
	);
	expect(given.sort()).toEqual(wanted.sort());
});

it('has an answer to show for every operation, in the shape it promises', async () => {
	const api = await openContract();
	const operations = api.getOperations();
	expect(operations).toHaveLength(12);
	for (const operation of operations) {
		const { status, mock } = api.mockResponseForOperation(operation.operationId as string);
		const { errors } = api.validateResponse(mock as object, operation, status);
		expect([operation.operationId, errors ?? []]).toEqual([operation.operationId, []]);
		expect([200, 201]).toContain(status);
	}
});

it('shows an id in the answers to sends', async () => {
	const api = await openContract();
	for (const operation of ['message.send', 'message.sendTemplate']) {
		const { mock } = api.mockResponseForOperation(operation);
		expect(mock).toMatchObject({
			id: expect.stringMatching(/^msg_/) as string,
			wamid: expect.stringMatching(/^wamid\./) as string,
		});
	}
});

it('takes every request example', async () => {
	const contract = await Contract.load(contractFile);
	const taken = Object.fromEntries(
		contract.operationIds.map((id) => [id, () => ({ status: 200, body: id })]),
	);
	let count = 0;
	for (const { path, method, operation } of documented) {
		const { example, examples = {} } = operation.requestBody?.content['application/json'] ?? {};
		const bodies = [example, ...Object.values(examples).map(({ value }) => value)];
		for (const body of bodies.filter((one) => one !== undefined)) {
			const url = path.replaceAll(/\{\w+\}/g, 'x');
			const request = { method, path: url, query: {}, headers: {}, body };
			expect((await contract.answer(request, taken)).body).toBe(operation.operationId);
			count++;
		}
	}
	expect(count).toBe(1 + 3 + 1 + 2 + 3);
});

it('says which operations share an endpoint, and which belong to none', () => {
	const shared = documented
		.map(({ operation }) => operation)
		.filter((operation) => operation['x-operations'])
		.map((operation) => [operation.operationId, operation['x-operations']]);
	expect(Object.fromEntries(shared)).toEqual({
		'auth.login': [],
		'message.send': ['message.sendText', 'message.sendMedia'],
	});
});

it('names the nine events that the sandbox sends', () => {
	expect(EVENTS).toHaveLength(9);
	expect(components.schemas.WebhookEvent.enum).toEqual(EVENTS);
});
