import { eventually } from '../support/bench';
import {
	CUSTOMER,
	examplesOf,
	expectRefusal,
	objectId,
	openBench,
	type PabblyBench,
	type PabblyState,
	time,
	wamid,
} from './bench';

let bench: PabblyBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	await bench.settings({ autoStatuses: false, broadcastPerSecond: 1000 });
});
afterAll(() => bench.close());

const examples = Object.fromEntries(examplesOf('/broadcasts', 'post'));
const create = (body: object) => bench.api.post('/broadcasts', body);
const MADE = { status: 'success', message: 'Broadcast created successfully' };
const DATES = { createdAt: time, updatedAt: time, __v: 0 };
const JOHN = '917697810001';
const OPTED_IN = [JOHN, '77456030003', '917989100004'];
const OPTED_OUT = '77456030002';

const broadcasts = async () => (await bench.state()).broadcasts;
const finished = async () =>
	await eventually(broadcasts, (all) => all.every(({ state }) => state === 'completed'));
const recipients = async () => (await bench.sent()).map(({ to }) => to);

describe('a broadcast to lists', () => {
	it('of text is answered as its sample is, and waits for its time', async () => {
		const { data } = await create(examples.regularText);
		const { name, contactList, scheduleAt, message } = examples.regularText;
		expect(data).toEqual({
			...MADE,
			data: {
				name,
				messageType: 'regular',
				broadcastType: 'broadcast',
				regularMessage: { type: 'text', message },
				status: 'scheduled',
				contactList,
				scheduleAt,
				_id: objectId,
				...DATES,
			},
		});
		expect(await broadcasts()).toEqual([
			expect.objectContaining({ state: 'scheduled', counters: { total: 0, sent: 0, failed: 0 } }),
		]);
	});

	it('of a template is answered as its sample is, and goes to everyone in the list', async () => {
		const { data } = await create(examples.template);
		expect(data).toEqual({
			...MADE,
			data: {
				name: 'summer_promo',
				messageType: 'template',
				broadcastType: 'broadcast',
				templateName: 'summer_time',
				bodyParams: ['Summer', '25%'],
				headerParams: ['Hi John'],
				status: 'live',
				contactList: ['sups'],
				_id: objectId,
				...DATES,
				startedAt: time,
			},
		});
		const [{ counters }] = await finished();
		expect(counters).toEqual({ total: 3, sent: 3, failed: 0 });
		expect(await recipients()).toEqual(OPTED_IN);
		const [{ content }] = await bench.sent();
		expect(content.template.text).toBe('Hi John!\nSummer is here: 25% off everything.');
		const { data: page } = await bench.api.get(`/contacts?mobile=${JOHN}`);
		expect(page.data.contacts[0].broadcastIds).toEqual([data.data._id]);
	});

	it.each(['templateWithButtons', 'templateWithMedia'])('%s is taken', async (name) => {
		const { status, data } = await create(examples[name]);
		expect([status, data.data.templateName]).toEqual([200, examples[name].templateName]);
	});

	it('starts by the sandbox’s clock', async () => {
		const scheduleAt = new Date(Date.now() + 3_600_000).toISOString();
		await create({ ...examples.template, status: 'scheduled', scheduleAt });
		await bench.client.advanceClock(3500);
		expect(await broadcasts()).toEqual([expect.objectContaining({ state: 'scheduled' })]);
		expect(await recipients()).toEqual([]);
		await bench.client.advanceClock(101);
		await finished();
		expect(await recipients()).toEqual(OPTED_IN);
	});

	it('takes its time over many', async () => {
		await bench.settings({ importedContacts: 20, broadcastPerSecond: 0 });
		await create(examples.template);
		const [started] = await eventually(broadcasts, ([one]) => one.state === 'live');
		expect(started.counters).toEqual({ total: 23, sent: 0, failed: 0 });
		await bench.settings({ broadcastPerSecond: 1000 });
		const [{ counters }] = await finished();
		expect(counters).toEqual({ total: 23, sent: 23, failed: 0 });
	});

	it('of a regular message fails for those whose window is closed', async () => {
		await bench.customerWrites({ from: JOHN });
		await create({ ...examples.regularDocument, contactList: ['testing'] });
		const [{ counters }] = await finished();
		expect(counters).toEqual({ total: 2, sent: 1, failed: 1 });
		const statuses = (await bench.sent()).map(({ to, status, errors }) => [to, status, errors]);
		expect(statuses).toEqual([
			[JOHN, 'accepted', undefined],
			['917989100004', 'failed', [expect.objectContaining({ code: 131047 })]],
		]);
		const [{ type, content }] = await bench.sent();
		expect([type, content.document]).toEqual([
			'document',
			{ link: 'https://example.com/prices.pdf', caption: 'Our new prices', filename: 'prices.pdf' },
		]);
	});

	it('can mean those in no list, and nobody twice', async () => {
		const contactList = ['sups', 'partners', 'testing', 'unassigned'];
		await create({ ...examples.template, contactList });
		await finished();
		const everyone = [JOHN, OPTED_OUT, '77456030003', '917989100004'];
		expect(await recipients()).toEqual(everyone);
	});

	it.each<[string, object, RegExp, number?]>([
		['no lists', { contactList: [] }, /contactList/],
		['an unknown list', { contactList: ['sups', 'nobody'] }, /Contact list not found: nobody/],
		['no time', { status: 'scheduled' }, /scheduleAt is required if status is scheduled/],
		[
			'a time that has passed',
			{ status: 'scheduled', scheduleAt: '2020-01-01T00:00:00Z' },
			/in the past/,
		],
		['a time that is none', { status: 'scheduled', scheduleAt: 'tomorrow' }, /scheduleAt/],
		['a time for instant', { scheduleAt: '2099-01-01T00:00:00Z' }, /for the status scheduled only/],
		['another status', { status: 'live' }, /status must be one of/],
		['no template', { templateName: undefined }, /templateName is required/],
		['an unknown template', { templateName: 'nothing' }, /not found/, 404],
		['values that do not fit', { bodyParams: ['Summer'] }, /bodyParams expects 2, but 1/],
		['two codes', { templateName: 'festive_offer', copyCode: 'A', copyCodeParam: 'B' }, /differ/],
		['another kind', { broadcastType: 'sms' }, /broadcastType/],
		[
			'fields of a regular message',
			{ regularMessageType: 'text' },
			/regularMessageType is not known/,
		],
	])('is refused with %s', async (_what, changes, message, status = 400) => {
		expectRefusal(await create({ ...examples.template, ...changes }), status, message);
		expect(await broadcasts()).toEqual([]);
	});

	it.each<[string, object, RegExp]>([
		['a text without a message', { regularMessageType: 'text' }, /message is required/],
		['a file without link', { regularMessageType: 'image' }, /link is required/],
		[
			'a caption on audio',
			{ regularMessageType: 'audio', link: 'https://e.com/a', caption: 'x' },
			/audio takes no caption/,
		],
	])('is refused with %s', async (_what, changes, message) => {
		const plan = { ...examples.regularText, status: 'instant', message: undefined };
		const answer = await create({ ...plan, scheduleAt: undefined, ...changes });
		expectRefusal(answer, 400, message);
	});
});

describe('an API campaign', () => {
	const [[, send]] = examplesOf('/broadcasts/send', 'post') as Array<
		[string, { destination: string }]
	>;

	it('is answered as its sample is', async () => {
		const { data } = await create(examples.apiCampaign);
		expect(data).toEqual({
			...MADE,
			data: {
				name: 'summer_campaign',
				broadcastType: 'api',
				templateName: 'summer_time',
				bodyParams: ['Summer', '25%'],
				headerParams: ['Hi John'],
				status: 'live',
				_id: objectId,
				...DATES,
			},
		});
		expect(await recipients()).toEqual([]);
		expectRefusal(await create(examples.apiCampaign), 400, /name exists/);
	});

	it('is sent to one number, whose contact is made, as its sample is', async () => {
		await create(examples.apiCampaign);
		const { status, data } = await bench.api.post('/broadcasts/send', send);
		expect([status, data]).toEqual([
			200,
			{
				success: 'true',
				data: {
					messaging_product: 'whatsapp',
					contacts: [{ input: CUSTOMER, wa_id: CUSTOMER }],
					messages: [{ id: wamid, message_status: 'accepted' }],
					code: 200,
				},
			},
		]);
		const state: PabblyState = await bench.state();
		expect(state.contacts.find(({ mobile }) => mobile === CUSTOMER)).toMatchObject({
			name: 'John Maverick',
			source: 'api',
		});
		expect((await bench.sent())[0].content.template).toMatchObject({
			text: 'Hi John!\nSummer is here: 25% off everything.',
			defaultContactFieldValues: { Country: 'India' },
		});
	});

	it.each<[string, object, number, RegExp]>([
		['an unknown campaign', { campaignName: 'nothing' }, 404, /API campaign nothing not found/],
		['another template', { templateName: 'demo_text' }, 400, /has another template/],
		['values that do not fit', { headerParams: [] }, 400, /headerParams expects 1/],
		['another source', { source: 'web' }, 400, /source must be one of/],
		['a number as a number', { destination: Number(CUSTOMER) }, 400, /destination/],
		['no user name', { userName: undefined }, 400, /userName is required/],
	])('is not sent with %s', async (_what, changes, status, message) => {
		await create(examples.apiCampaign);
		const answer = await bench.api.post('/broadcasts/send', { ...send, ...changes });
		expectRefusal(answer, status, message);
		expect(await recipients()).toEqual([]);
	});
});
