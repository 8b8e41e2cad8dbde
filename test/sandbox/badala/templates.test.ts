import {
	type BadalaBench,
	CUSTOMER,
	expectInvalid,
	expectRefusal,
	id,
	openBench,
	openConversation,
	ORG,
	TEMPLATES,
	TO,
	wamid,
} from './bench';

let bench: BadalaBench;
/** Of the customer, who has written. */
let conversation: string;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	conversation = await openConversation(bench);
	await bench.settings({ autoStatuses: false });
});
afterAll(() => bench.close());

const reminder = {
	to: TO,
	templateName: 'appointment_reminder',
	templateLanguage: 'en',
	variables: ['Yousef', 'May 9'],
};
const send = (changes: object = {}) => bench.api.post(TEMPLATES, { ...reminder, ...changes });

it('may be sent at any time, also to a stranger, who becomes a contact', async () => {
	await bench.client.advanceClock(90_000);
	const { status, data } = await send({ to: '+96550001111' });
	expect([status, data]).toEqual([
		201,
		expect.objectContaining({
			id: id('msg'),
			wamid,
			conversationId: id('cv'),
			type: 'TEMPLATE',
			body: 'Hello Yousef, we look forward to seeing you on May 9.',
		}),
	]);
	const { contacts, conversations } = await bench.state();
	expect(contacts).toContainEqual(expect.objectContaining({ phone: '+96550001111' }));
	expect(conversations[0]).toMatchObject({ id: data.conversationId, windowOpen: false });
	const path = `${ORG}/conversations/${data.conversationId}/messages`;
	const freely = await bench.api.post(path, { type: 'TEXT', body: 'Hello' });
	expect([freely.status, freely.data.message]).toEqual([
		502,
		expect.stringContaining('#131047') as string,
	]);
});

it('goes into the conversation that is there', async () => {
	const { data } = await send();
	expect(data.conversationId).toBe(conversation);
	expect((await bench.state()).contactCount).toBe(1);
});

it('may be without variables', async () => {
	const welcome = { to: TO, templateName: 'welcome', templateLanguage: 'en' };
	for (const variables of [undefined, []]) {
		expect((await bench.api.post(TEMPLATES, { ...welcome, variables })).status).toBe(201);
	}
});

const refused: Array<[string, object, string]> = [
	[
		'an unknown one',
		{ templateName: 'nobody' },
		'Meta: (#132001) Template name does not exist in the translation: template name (nobody) does not exist in en',
	],
	[
		'another language',
		{ templateLanguage: 'ar' },
		'Meta: (#132001) Template name does not exist in the translation: template name (appointment_reminder) does not exist in ar',
	],
	[
		'one that is not approved',
		{ templateName: 'promo', templateLanguage: 'en_US', variables: ['20%'] },
		'Meta: (#132001) Template name does not exist in the translation: template name (promo) is not approved in en_US',
	],
	[
		'too few variables',
		{ variables: ['Yousef'] },
		'Meta: (#132000) Number of parameters does not match the expected number of params: body: number of localizable_params (1) does not match the expected number of params (2)',
	],
	[
		'too many variables',
		{ variables: ['Yousef', 'May 9', 'x'] },
		'Meta: (#132000) Number of parameters does not match the expected number of params: body: number of localizable_params (3) does not match the expected number of params (2)',
	],
];
it.each(refused)('%s is a failure at Meta, 502', async (_, changes, message) => {
	expectRefusal(await send(changes), 502, message);
	expect(await bench.sent()).toEqual([]);
});

it('refuses a channel that does not exist', async () => {
	const path = TEMPLATES.replace('ch_sandbox', 'ch_other');
	expectRefusal(await bench.api.post(path, reminder), 404, 'Channel not found');
});

it.each([CUSTOMER, '0096567666156', '+0123456789', '+12', 'Yousef'])(
	'refuses the number %s, which is not E.164 with a plus',
	async (to) => {
		const message = 'The phone number must be in E.164 form with a plus, such as +96567666156';
		expectRefusal(await send({ to }), 400, message);
	},
);

it('refuses variables that are not texts, and fields that it does not know', async () => {
	expectInvalid(await send({ variables: ['Yousef', 9] }), 'variables[1]', 'must be string');
	expectInvalid(await send({ language: 'en' }), 'language', 'is not known');
});
