import type { IDataObject, INode } from 'n8n-workflow';

import { commonEvent, STATUS, type CommonEvent } from '../../../nodes/shared/trigger/event';
import { arrivalTriggers, arrive, platformOf, written } from '../../support/arrival';
import nock from '../../support/network';
import { problemsOf } from '../../support/whole-event';

const WORDS = { optOutWords: 'STOP, UNSUBSCRIBE', optInWords: 'START' };

afterEach(() => {
	nock.cleanAll();
});

describe.each(arrivalTriggers)('%s', (_id, platform) => {
	const eventOf = async (text: string, parts: Partial<CommonEvent> = {}) => {
		const { json } = await arrive(platform, written(platform, { text, ...parts }), WORDS);
		expect(problemsOf(json)).toEqual([]);
		return json;
	};

	test('a word of the lists is an event of its own, with everything else of the message', async () => {
		const message = written(platform, { text: 'Stop!' });
		const renamed = { event: 'contact.optedOut', chatInput: null };
		expect(await eventOf('Stop!')).toEqual({ ...message, ...renamed });
		expect(await eventOf('start')).toMatchObject({ event: 'contact.optedIn', text: 'start' });
	});

	test('any other message stays one', async () => {
		for (const text of ['Please stop', 'stop it', 'non-stop', 'restart', 'Hi']) {
			expect(await eventOf(text)).toEqual(written(platform, { text }));
		}
	});

	test('nothing changes without the options, nor in the raw payload', async () => {
		const stop = written(platform, { text: 'STOP' });
		expect((await arrive(platform, stop)).json).toEqual(stop);
		const raw = await arrive(platform, stop, WORDS, { simplify: false });
		expect(raw.json).toEqual({ vendor: 'payload' });
	});

	test('the options are offered, off at first, with a list to begin with', () => {
		for (const { description } of platform.triggers) {
			const { options = [], default: none } = description.properties.find(
				({ name }) => name === 'options',
			)!;
			expect(none).toEqual({});
			expect(options).toEqual(
				expect.arrayContaining([
					expect.objectContaining({ name: 'optOutWords', default: 'STOP, UNSUBSCRIBE' }),
					expect.objectContaining({ name: 'optInWords', default: 'START, SUBSCRIBE' }),
				]),
			);
		}
	});
});

describe('A word', () => {
	const platform = platformOf('waba-portal');
	const isOptOut = async (optOutWords: unknown, text: string, parts: Partial<CommonEvent> = {}) => {
		const options = { optOutWords } as IDataObject;
		const { json } = await arrive(platform, written(platform, { text, ...parts }), options);
		return json.event === 'contact.optedOut';
	};

	test.each([
		['STOP', ' stop '],
		['STOP', 'S.T.O.P.'],
		['STOP', '*Stop*'],
		['STOP', 'STOP 🙏'],
		['STOP', '¡Stop!'],
		['STOP', 'ｓｔｏｐ'],
		['STOP', 'st\u200bop\u2060'],
		['stop', 'STOP\n'],
		['opt out', 'Opt-Out'],
		['إيقاف', 'إيقاف!'],
		['रोकें', 'रोकें।'],
		['停止', '停止。'],
		['СТОП', 'стоп'],
		['τέλος', 'ΤΈΛΟΣ'],
		['İPTAL', 'iptal'],
		['iptal', 'İPTAL'],
		['groß', 'GROSS'],
		['🛑', ' 🛑 '],
		['0', '0.'],
		['STOP; END\nQUIT', 'end'],
	])('%j is meant by %j', async (word, text) => {
		expect(await isOptOut(word, text)).toBe(true);
	});

	test.each([
		['STOP', 'Stop sending the blue ones'],
		['STOP', 'stopp'],
		['STOP', '!'],
		['STOP', '🙏'],
		['🛑', '🙏'],
		['🛑', 'stop 🛑'],
		['!', '?'],
		[', ,', 'stop'],
		['', ''],
	])('%j is not meant by %j', async (word, text) => {
		expect(await isOptOut(word, text)).toBe(false);
	});

	test('of a list that an expression gives counts as well, and what is no list harms nothing', async () => {
		expect(await isOptOut(['STOP', 'END'], 'end')).toBe(true);
		for (const odd of [null, 7, {}, [null, {}], true]) {
			expect(await isOptOut(odd, 'end')).toBe(false);
		}
	});

	test('counts as a tapped button, and not as a caption, a place, an emoji or an answer in a form', async () => {
		expect(await isOptOut('Stop', 'Stop', { type: 'BUTTON' })).toBe(true);
		expect(await isOptOut('Stop', 'Stop', { type: 'interactive' })).toBe(true);
		expect(await isOptOut('Stop', 'Stop', { type: null })).toBe(true);
		expect(await isOptOut('Stop', 'Stop', { type: 'quick_reply' })).toBe(true);
		expect(await isOptOut('Stop', 'Stop', { type: 'image' })).toBe(false);
		const media = { id: '1', url: null, mimeType: null, filename: null };
		const location = { latitude: 1, longitude: 2, name: 'Stop', address: null };
		expect(await isOptOut('Stop', 'Stop', { type: 'image', media })).toBe(false);
		expect(await isOptOut('Stop', 'Stop', { type: 'location', location })).toBe(false);
		expect(await isOptOut('Stop', 'Stop', { type: 'interactive', form: {} })).toBe(false);
		expect(await isOptOut('🛑', '🛑', { type: 'reaction' })).toBe(false);
	});

	test('in a status or in another event means nothing', async () => {
		const status = commonEvent('wabaPortal', {}, { event: STATUS, text: 'STOP', status: 'read' });
		expect((await arrive(platform, status, WORDS)).json.event).toBe(STATUS);
	});

	test('that stands in both lists is an opt-out', async () => {
		const options = { optOutWords: 'STOP', optInWords: 'STOP' };
		const { json } = await arrive(platform, written(platform, { text: 'stop' }), options);
		expect(json.event).toBe('contact.optedOut');
	});
});

/** A request, and the answer to it. */
type Exchange = [method: string, path: string, body: unknown, answer: object, status?: number];

describe('Update Contact', () => {
	const options = { ...WORDS, updateContact: true };

	async function choose(
		id: string,
		exchanges: Exchange[],
		{
			text = 'STOP',
			settings,
			...parts
		}: Partial<CommonEvent> & { settings?: Partial<INode> } = {},
	) {
		const platform = platformOf(id);
		const base = new URL(platform.baseUrl);
		for (const [method, path, body, answer, status = 200] of exchanges) {
			nock(base.origin)
				.intercept(`${base.pathname}${path}`, method, (body ?? undefined) as nock.DataMatcherMap)
				.reply(status, answer);
		}
		const event = written(platform, { text, ...parts } as Partial<CommonEvent>);
		const result = await arrive(platform, event, options, { settings });
		expect(nock.pendingMocks()).toEqual([]);
		return result;
	}

	const found = {
		data: {
			contacts: [
				{ _id: 'c2', mobile: '9198765432101' },
				{ _id: 'c1', mobile: '919876543210' },
			],
		},
	};
	const org = platformOf('badala').credentialData().data.orgId as string;
	type Flow = [id: string, what: string, exchanges: Exchange[], parts?: Partial<CommonEvent>];
	// Each row has all four: Jest would take a missing one for its callback.
	const flows = (
		[
			[
				'pabbly-chatflow',
				'finds the contact by the whole number, and changes its opt-in only',
				[
					['GET', '/contacts?mobile=919876543210', undefined, found],
					['PUT', '/contacts/c1', { optin: false }, { status: 'success', data: {} }],
				],
			],
			[
				'pabbly-chatflow',
				'makes a contact where there is none',
				[
					['GET', '/contacts?mobile=919876543210', undefined, { data: { contacts: [] } }],
					[
						'POST',
						'/contacts',
						[{ mobile: '919876543210', optin: false }],
						{ status: 'success', data: { createdContacts: [{}], failedCount: 0 } },
					],
				],
			],
			[
				'wbiz',
				'is done where the contact comes back as wanted',
				[
					[
						'POST',
						'/v1/contacts',
						{ phone: '+919876543210', optedIn: false },
						{ id: 'c1', optedIn: false },
					],
				],
			],
			[
				'wbiz',
				'changes a contact that creating left as it was',
				[
					[
						'POST',
						'/v1/contacts',
						{ phone: '+919876543210', optedIn: false },
						{ data: { id: 'c1', optedIn: true } },
					],
					['PATCH', '/v1/contacts/c1', { optedIn: false }, { id: 'c1' }],
				],
			],
			[
				'badala',
				'changes the contact that the event names',
				[['PATCH', `/orgs/${org}/contacts/ct-1`, { marketingConsent: false }, { id: 'ct-1' }]],
				{ contactId: 'ct-1' },
			],
			[
				'badala',
				'finds the contact by its phone where the event names none',
				[
					[
						'POST',
						`/orgs/${org}/contacts`,
						{ phone: '+919876543210', marketingConsent: false },
						{ id: 'ct-1' },
					],
				],
			],
		] as Flow[]
	).map(([id, what, exchanges, parts = {}]) => [id, what, exchanges, parts] as const);

	test.each(flows)('on %s %s', async (id, _what, exchanges, parts) => {
		const { json } = await choose(id, exchanges, parts);
		expect(json).toMatchObject({ event: 'contact.optedOut', contactUpdated: true });
	});

	const first = flows.filter(([id], index) => flows.findIndex(([other]) => other === id) === index);

	test.each(first)(
		'on %s notes an opt-in the other way round',
		async (id, _what, exchanges, parts) => {
			const inverted = JSON.parse(JSON.stringify(exchanges).replaceAll('false', 'true'));
			const { json } = await choose(id, inverted, { ...parts, text: 'start' });
			expect(json).toMatchObject({ event: 'contact.optedIn', contactUpdated: true });
		},
	);

	const refused = (exchanges: Exchange[], status: number): Exchange[] => {
		const [method, path, body] = exchanges[0];
		return [[method, path, body, { message: 'No', error: 'No' }, status]];
	};

	test.each(first)(
		'on %s fails the execution when an opt-out is refused',
		async (id, _what, exchanges, parts) => {
			const { status, error, items } = await choose(id, refused(exchanges, 403), parts);
			expect(items).toEqual([]);
			expect(status).toBe('error');
			expect(error?.message).toContain('No');
		},
	);

	test.each(first)(
		'on %s passes an opt-out on, with the reason, where the node continues on errors',
		async (id, _what, exchanges, parts) => {
			const settings: Partial<INode> = { onError: 'continueRegularOutput' };
			const { json } = await choose(id, refused(exchanges, 403), { ...parts, settings } as never);
			expect(json).toMatchObject({
				event: 'contact.optedOut',
				contactUpdated: false,
				contactError: expect.stringContaining('No'),
			});
		},
	);

	test.each(first)(
		'on %s never fails for an opt-in: a later Retry could undo an opt-out',
		async (id, _what, exchanges, parts) => {
			const inverted = JSON.parse(JSON.stringify(exchanges).replaceAll('false', 'true'));
			const { json, logs } = await choose(id, refused(inverted, 403), { ...parts, text: 'START' });
			expect(json).toMatchObject({ event: 'contact.optedIn', contactUpdated: false });
			expect(logs.join()).toContain('could not be noted');
		},
	);

	test('a contact that is gone does not keep the event', async () => {
		const exchanges: Exchange[] = [
			['PATCH', `/orgs/${org}/contacts/ct-1`, undefined, { message: 'Contact not found' }, 404],
		];
		const { json } = await choose('badala', exchanges, { contactId: 'ct-1' });
		expect(json).toMatchObject({ contactUpdated: false, contactError: 'Contact not found' });
	});

	test.each(['pabbly-chatflow', 'wbiz', 'badala'])(
		'%s is not asked for a customer without a number',
		async (id) => {
			const { json } = await choose(id, [], { phone: null, userId: 'US.1' });
			expect(json).toMatchObject({
				event: 'contact.optedOut',
				contactUpdated: false,
				contactError: expect.stringContaining('phone number'),
			});
		},
	);

	test.each(['pabbly-chatflow', 'wbiz', 'badala'])(
		'%s is not asked for other messages',
		async (id) => {
			expect((await choose(id, [], { text: 'Hi' })).json).not.toHaveProperty('contactUpdated');
		},
	);
});
