import { endpointsOf, lines } from '../support/contract';

/** Every endpoint of the vendor's page, in its order but for the test of the webhook. */
const PAGE = `
	POST /messages/text
	POST /messages/mark-read
	GET /conversations
	GET /conversations/{phoneNumber}/messages
	GET /templates
	POST /templates
	POST /templates/{id}/edit
	DELETE /templates/{name}
	GET /webhook
	PUT /webhook
	DELETE /webhook
	POST /webhook/test
`;

it('has every endpoint of the page and no other', () => {
	expect(endpointsOf('waba-portal').sort()).toEqual(lines(PAGE).sort());
});
