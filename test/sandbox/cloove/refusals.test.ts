import {
	type ClooveBench,
	conversationId,
	expectRefusal,
	openBench,
	sendTemplate,
	sendText,
} from './bench';

let bench: ClooveBench;
let id: string;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	await bench.settings({ autoStatuses: false });
	await bench.customerWrites();
	id = await conversationId(bench);
});
afterEach(async () => {
	// Whatever was refused, nothing was sent.
	expect(await bench.sent()).toEqual([]);
});
afterAll(() => bench.close());

const detail = (field: string, message: string | RegExp) => ({
	field,
	message: expect.stringMatching(message) as string,
});

describe('a text', () => {
	it.each([
		['an empty text', '', /fewer than 1 char/],
		['4097 characters', 'a'.repeat(4097), /more than 4096 char/],
		['a number', 1, /must be string/],
	])('is refused: %s', async (_what, text, message) => {
		const answer = await sendText(bench, id, text);
		expectRefusal(answer, 422, 'validation_failed', /^text /);
		expect(answer.data.details).toEqual([detail('text', message)]);
	});

	it('is refused without one', async () => {
		const answer = await bench.api.post(`/v1/messaging/conversations/${id}/messages`, {});
		expectRefusal(answer, 422, 'validation_failed', 'text is required');
		expect(answer.data.details).toEqual([detail('text', /^is required$/)]);
	});

	it('is refused with a field that the page does not have', async () => {
		const url = `/v1/messaging/conversations/${id}/messages`;
		const answer = await bench.api.post(url, { text: 'Hello', previewUrl: true });
		expectRefusal(answer, 422, 'validation_failed', 'previewUrl is not known');
		expect(answer.data.details).toEqual([detail('previewUrl', /^is not known$/)]);
	});

	it.each([
		['that is not JSON', 'text=Hello'],
		['that is not there', undefined],
	])('is refused with a body %s', async (_what, body) => {
		const headers = { 'Content-Type': 'application/json' };
		const url = `/v1/messaging/conversations/${id}/messages`;
		const answer = await bench.api.post(url, body, { headers });
		expectRefusal(answer, 400, 'validation_failed', /body/);
		expect(answer.data).not.toHaveProperty('details');
	});

	it('is refused in a conversation that is not there', async () => {
		const answer = await sendText(bench, '00000000-0000-4000-8000-000000000000');
		expectRefusal(answer, 404, 'not_found', 'Conversation not found');
		const got = await bench.api.get('/v1/messaging/conversations/x');
		expectRefusal(got, 404, 'not_found', 'Conversation not found');
	});

	it('is refused 24 hours after the customer wrote, and not before', async () => {
		await bench.client.advanceClock(24 * 3600 + 1);
		const answer = await sendText(bench, id);
		expectRefusal(answer, 422, 'outside_service_window', /24-hour.*template/);
		expect(answer.data).not.toHaveProperty('details');
	});
});

describe('a template', () => {
	it.each([
		[{ business_whatsapp_number_id: undefined }, 'business_whatsapp_number_id', /is required/],
		[{ business_whatsapp_number_id: '' }, 'business_whatsapp_number_id', /fewer than 1 char/],
		[{ phone: undefined }, 'phone', /is required/],
		[{ phone: '2348012345678' }, 'phone', /E\.164/],
		[{ phone: '+0348012345678' }, 'phone', /E\.164/],
		[{ phone: 2348012345678 }, 'phone', /must be string/],
		[{ template_key: undefined }, 'template_key', /is required/],
		[{ template_key: '' }, 'template_key', /fewer than 1 char/],
		[{ templateKey: 'order_shipped' }, 'templateKey', /is not known/],
		[{ variables: ['1234', 'Friday'] }, 'variables', /must be object/],
		[{ variables: { order_id: '', eta: 'Friday' } }, 'variables.order_id', /./],
		[{ variables: { order_id: null, eta: 'Friday' } }, 'variables.order_id', /./],
		[{ variables: undefined }, 'variables.order_id', /is required/],
	])('is refused with %j', async (changes, field, message) => {
		const answer = await sendTemplate(bench, changes);
		expectRefusal(answer, 422, 'validation_failed', new RegExp(`^${field} `));
		expect(answer.data.details[0]).toEqual(detail(field, message));
	});

	it('is refused with every variable named that is missing or not known', async () => {
		const answer = await sendTemplate(bench, { variables: { order_id: '1', name: 'Ada' } });
		expect(answer.data).toEqual({
			error: 'validation_failed',
			message: 'variables.eta is required; variables.name is not known',
			details: [
				{ field: 'variables.eta', message: 'is required' },
				{ field: 'variables.name', message: 'is not known' },
			],
		});
	});

	it('is refused from a number that is not the business’s', async () => {
		const other = '00000000-0000-4000-8000-000000000000';
		const answer = await sendTemplate(bench, { business_whatsapp_number_id: other });
		expectRefusal(answer, 404, 'not_found', 'WhatsApp number not found');
	});

	it('is refused when there is none of that key', async () => {
		const answer = await sendTemplate(bench, { template_key: 'nothing' });
		expectRefusal(answer, 404, 'not_found', 'Template nothing not found');
	});

	it('is refused until it is approved', async () => {
		const changes = { template_key: 'summer_sale', variables: { name: 'Ada' } };
		const answer = await sendTemplate(bench, changes);
		expectRefusal(answer, 422, 'template_not_approved', 'summer_sale is not approved');
	});
});

describe('a list', () => {
	it.each([
		['mode=robot', 'mode', /must be one of \["ai","human"\]/],
		['assigned=somebody', 'assigned', /must be one of \["me","unassigned"\]/],
		['page=0', 'page', />= 1/],
		['limit=many', 'limit', /must be integer/],
	])('is refused with %s', async (query, field, message) => {
		const answer = await bench.api.get(`/v1/messaging/conversations?${query}`);
		expectRefusal(answer, 422, 'validation_failed', new RegExp(`^${field} `));
		expect(answer.data.details).toEqual([detail(field, message)]);
	});
});

it('a fault answers with its own status, in the vendor’s form', async () => {
	for (const [status, error] of [
		[400, 'validation_failed'],
		[409, 'request_in_progress'],
		[503, 'internal_error'],
	] as const) {
		await bench.client.fault({ kind: 'status', status });
		expectRefusal(await sendText(bench, id), status, error, 'Internal server error');
	}
});

it('a fault can answer with a page', async () => {
	const body = '<html>Bad gateway</html>';
	const headers = { 'Content-Type': 'text/html' };
	await bench.client.fault({ kind: 'status', status: 502, body, headers });
	const url = `${bench.sandbox.url}/cloove/v1/messaging/conversations`;
	const answer = await fetch(url);
	expect([answer.status, await answer.text()]).toEqual([502, body]);
});
