import { createHmac, type BinaryLike } from 'node:crypto';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { encrypt } from '../../../nodes/shared/trigger/secrets';
import { InProcessTrigger, type RawDelivery } from '../../support/harness';
import { platforms, type PlatformUnderTest } from '../../support/platforms';
import { oddJson, Random } from '../../support/random';
import { problemsOf } from '../../support/whole-event';

const FORGED = 10_000;
const GENUINE = 2_000;
/** The same deliveries in each run; another seed tries others. */
const SEED = Number(process.env.FUZZ_SEED ?? 20261121);

const SECRET = 'a-secret-that-only-we-and-the-platform-know';

/** Nested so deep that recursion overflows the stack. */
const DEEP = [5_000, 7_500, 10_000].flatMap((depth) => [
	'['.repeat(depth),
	`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
]);

interface Scheme {
	/** Where the trigger has its secret from. */
	credential?: IDataObject;
	staticData?: (apiKey: string) => IDataObject;
	/** The headers that prove a delivery. */
	sign(body: string, secret: string, at: number): Record<string, string>;
	/** A body that the vendor could send. */
	payload(random: Random): unknown;
}

const hmac = (key: string, ...parts: BinaryLike[]) =>
	parts.reduce<ReturnType<typeof createHmac>>(
		(hash, part) => hash.update(part),
		createHmac('sha256', key),
	);
const hex = (key: string, text: string) => hmac(key, text).digest('hex');
const seconds = (at: number) => String(Math.floor(at / 1000));

/** A message in Meta's form, with something odd in the place of some parts. */
function metaMessage(random: Random): IDataObject {
	const type = random.one(['text', 'image', 'button', 'interactive', 'order', 'location', 'x']);
	const parts: IDataObject = {
		from: '919876543210',
		from_user_id: 'US.1349120865530274',
		messageId: `wamid.${random.integer(1e9)}`,
		id: `wamid.${random.integer(1e9)}`,
		timestamp: '1767225600',
		type,
		text: { body: 'Hi' },
		image: { id: '1', mime_type: 'image/png', caption: 'Look' },
		button: { payload: 'yes', text: 'Yes' },
		interactive: {
			nfm_reply: { body: 'Sent', response_json: '{"flow_token":"t","name":"Ada","tags":["a",1]}' },
		},
		order: { catalog_id: 'c', product_items: [{ product_retailer_id: 'p', quantity: '2' }] },
		location: { latitude: 52.5, longitude: '13.4', name: 'Here' },
		contact: { name: 'Ada', wa_id: '919876543210', username: 'ada' },
		context: { id: 'wamid.Q' },
		direction: random.one(['inbound', 'outbound']),
		status: random.one(['failed', 'read', 'SENT']),
		errors: [{ code: 131047, title: 'x' }, oddJson(random) as IDataObject],
		recipient_id: '919876543210',
		to: '919876543210',
		body: 'Hi',
		kind: 'text',
		messageType: 'text',
		sentBy: 'contact',
		customerPhone: '+919876543210',
		customerName: 'Ada',
		conversationId: 'c1',
		conversation: { id: 'c1' },
		mediaUrl: 'https://files.test/a.png',
		buttonId: 'yes',
		failureReason: 'x',
		entityType: 'message',
		entityId: 'e1',
		metadata: { display_phone_number: '+1 555 000 3333' },
	};
	return random.spoil(parts) as IDataObject;
}

const envelope = (random: Random, values: IDataObject): IDataObject =>
	random.spoil({
		...values,
		data: random.chance(0.9) ? metaMessage(random) : (oddJson(random) as IDataObject),
	});

const schemes: Record<string, Scheme> = {
	badala: {
		credential: { webhookSecrets: SECRET },
		sign: (body, secret, at) => ({
			'x-badala-timestamp': seconds(at),
			'x-badala-signature': `sha256=${hex(secret, `${seconds(at)}.${body}`)}`,
		}),
		payload: (random) =>
			envelope(random, {
				event: random.one([
					'message.received',
					'message.sent',
					'contact.created',
					'message.status',
				]),
				deliveryId: `dlv_${random.integer(1e9)}`,
				orgId: 'org_1',
				timestamp: new Date().toISOString(),
			}),
	},
	cloove: {
		credential: { webhookSecrets: SECRET },
		sign: (body, secret, at) => ({
			'cloove-signature': `t=${seconds(at)},v1=${hex(secret, `${seconds(at)}.${body}`)}`,
		}),
		payload: (random) =>
			envelope(random, {
				id: `evt_${random.integer(1e9)}`,
				type: random.one([
					'messaging.message.received',
					'messaging.message.delivery_updated',
					'messaging.conversation.assigned',
					'order.created',
				]),
				created: new Date().toISOString(),
			}),
	},
	'pabbly-chatflow': {
		credential: { webhookSecret: SECRET },
		sign: (_body, secret) => ({ 'x-webhook-secret': secret }),
		payload: (random) =>
			random.one<() => unknown>([
				() => ({
					messages: [metaMessage(random), metaMessage(random)],
					contacts: [oddJson(random)],
				}),
				() =>
					random.spoil({
						wamid: 'w1',
						message: metaMessage(random),
						type: 'text',
						sentBy: 'contact',
					}),
				() =>
					random.spoil({ messageWaId: 'w1', status: random.one(['failed', 'read']), errors: [] }),
				() => ({
					entry: [{ changes: [{ value: random.spoil({ statuses: [metaMessage(random)] }) }] }],
				}),
				() => [metaMessage(random), envelope(random, { event: 'contact.created' })],
			])(),
	},
	'waba-portal': {
		staticData: (apiKey) => ({ secret: encrypt(SECRET, apiKey) }),
		sign: (body, secret) => ({ 'x-webhook-signature': hex(secret, body) }),
		payload: (random) => ({
			...envelope(random, {
				event: random.one(['message', 'status', 'test', 'template']),
				projectId: 'p1',
			}),
			// Without it the delivery would be refused for its age, and its events would not be seen.
			timestamp: new Date().toISOString(),
		}),
	},
	wbiz: {
		staticData: (apiKey) => ({ secret: encrypt(SECRET, apiKey), subscriptionId: 'wh_1' }),
		sign: (body, secret, at) => ({
			'x-wbiz-signature': `t=${seconds(at)},v1=${hex(secret, `${seconds(at)}.${body}`)}`,
		}),
		payload: (random) =>
			envelope(random, {
				id: `evt_${random.integer(1e9)}`,
				event: random.one(['message.received', 'message.status', 'template.status']),
			}),
	},
};

const withWebhooks = platforms.filter(({ triggers }) =>
	triggers.some(({ description }) => description.webhooks?.length),
);

test('every platform with webhooks is tried', () => {
	expect(Object.keys(schemes).sort()).toEqual(withWebhooks.map(({ id }) => id).sort());
});

describe.each(withWebhooks)('$name', (platform) => {
	const scheme = schemes[platform.id];

	test(`${FORGED} deliveries that nobody has signed: each is refused, and nothing throws`, async () => {
		const random = new Random(SEED);
		const trigger = open(platform, scheme);
		const outcomes = new Map<string, number>();
		for (let count = 0; count < FORGED; count += 1) {
			const { status, items, error } = await trigger.receive(forged(random, scheme));
			const outcome = error === undefined && items === undefined ? String(status) : 'let in';
			outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
		}
		expect(Object.fromEntries(outcomes)).toEqual({ 401: FORGED });
	}, 60_000);

	test(`${GENUINE} genuine and odd deliveries: nothing throws, and every event is whole`, async () => {
		const random = new Random(SEED + 1);
		const trigger = open(platform, scheme);
		const problems: string[] = [];
		let events = 0;
		for (let count = 0; count < GENUINE; count += 1) {
			const body = JSON.stringify(random.chance(0.9) ? scheme.payload(random) : oddJson(random));
			const headers = scheme.sign(body, SECRET, Date.now());
			const { status, items = [], error, response } = await trigger.receive({ body, headers });
			response.status(200).json({});
			if (error !== undefined || status === 500) problems.push(`${status} ${error} ${body}`);
			events += items.length;
			problems.push(...items.flatMap(({ json }) => problemsOf(json)));
		}
		expect(problems.slice(0, 5)).toEqual([]);
		expect(events).toBeGreaterThan(GENUINE / 4);
	}, 60_000);

	test('settings of any kind, as expressions may give them, fail no genuine delivery', async () => {
		const { description } = platform.triggers.find((one) => one.description.webhooks?.length)!;
		const options = description.properties.find(({ name }) => name === 'options')!.options!;
		const random = new Random(SEED + 2);
		for (const odd of [null, 7, -1, '', 'x', true, {}, [], [null], { toString: 1 }]) {
			const all = Object.fromEntries(options.map(({ name }) => [name, odd]));
			for (const settings of [{ events: odd }, { options: all }, { options: odd }]) {
				const trigger = open(platform, scheme, settings as INodeParameters);
				const body = JSON.stringify(scheme.payload(random));
				const headers = scheme.sign(body, SECRET, Date.now());
				const { status, error, response } = await trigger.receive({ body, headers });
				response.status(200).json({});
				const problems = status === 500 || error !== undefined ? trigger.logs : [];
				expect([settings, problems]).toEqual([settings, []]);
			}
		}
	});
});

function open(
	{ triggers, credentialData, id }: PlatformUnderTest,
	scheme: Scheme,
	parameters: INodeParameters = {},
) {
	const type = triggers.find(({ description }) => description.webhooks?.length)!;
	const { type: credentialType, data } = credentialData();
	const eventOptions = type.description.properties.find(({ name }) => name === 'events')!.options!;
	return new InProcessTrigger({
		type,
		baseUrl: `https://hostile-${id}.test`,
		parameters: {
			events: eventOptions.map((option) => (option as { value: string }).value),
			...parameters,
		},
		credentials: [
			{ type: credentialType, data: { ...data, ...(scheme.credential as typeof data) } },
		],
		staticData: {
			[`node:${type.description.displayName}`]: scheme.staticData?.(String(data.apiKey)) ?? {},
		},
	});
}

/** Something that comes from anybody: without a proof, or with one that is not good for these bytes at this time. */
function forged(random: Random, scheme: Scheme): RawDelivery {
	const body = bodyOf(random, scheme);
	const proof = (text: string, secret: string, at = Date.now()) => scheme.sign(text, secret, at);
	const isSigned = scheme.sign('a', SECRET, 0) !== undefined && !scheme.credential?.webhookSecret;
	const headers = random.one<() => Record<string, string | string[] | undefined>>([
		() => ({}),
		() => proof(body, `${SECRET}x`),
		() => proof(body, ''),
		() => (isSigned ? proof(`${body} `, SECRET) : proof(body, SECRET.slice(1))),
		() => mapped(proof(body, SECRET), (value) => value.slice(0, -1)),
		() => mapped(proof(body, SECRET), (value) => `${value}0`),
		() =>
			mapped(proof(body, SECRET), (value) =>
				value.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
			),
		() => mapped(proof(body, SECRET), () => random.text(random.integer(100))),
		() => ({ ...proof(body, `${SECRET}x`), ...manyHeaders(random) }),
		() => manyHeaders(random),
		() => oddHeaders(random),
	])();
	const query = random.chance(0.2)
		? { secret: random.one(['', SECRET.slice(1), '__n8n_BLANK_VALUE_']) }
		: {};
	return { body, headers, query };
}

function bodyOf(random: Random, scheme: Scheme): string {
	if (random.chance(0.5)) return JSON.stringify(scheme.payload(random));
	if (random.chance(0.5)) return JSON.stringify(oddJson(random));
	if (random.chance(0.9)) return random.text(random.integer(200));
	return random.one(DEEP);
}

function mapped(
	headers: Record<string, string>,
	change: (value: string) => string,
): Record<string, string> {
	// The time stays: the signature alone is bad.
	const entries = Object.entries(headers).map(([name, value]) => [
		name,
		/timestamp$/.test(name) ? value : change(value),
	]);
	return Object.fromEntries(entries) as Record<string, string>;
}

function manyHeaders(random: Random): Record<string, string> {
	const value = () =>
		random.one([
			hex('guess', 'x'),
			`sha256=${hex('guess', 'y')}`,
			`t=${seconds(Date.now())},v1=${hex('guess', 'z')}`,
			`v1,${hmac('guess', 'z').digest('base64')}`,
			random.text(20),
		]);
	const names = Array.from({ length: random.integer(30) }, (_, index) => index);
	return Object.fromEntries([
		...names.map((name) => [`x-${name}-signature`, value()]),
		...names.map((name) => [`x-${name}-timestamp`, seconds(Date.now())]),
		...['cloove-signature', 'x-badala-signature', 'x-webhook-signature'].map((name) => [
			name,
			value(),
		]),
	]) as Record<string, string>;
}

function oddHeaders(random: Random): Record<string, string | string[] | undefined> {
	const names = [
		'cloove-signature',
		'x-badala-signature',
		'x-webhook-signature',
		'x-webhook-secret',
	];
	const odd = () =>
		random.one<string | string[] | undefined>([
			'',
			',',
			't=,v1=',
			't=1,t=2,v1=,v1=',
			'sha256=',
			['a', 'b'],
			undefined,
			'=',
			`t=${'9'.repeat(400)},v1=${'a'.repeat(64)}`,
			random.text(50),
		]);
	return Object.fromEntries([
		...names.map((name) => [name, odd()]),
		['x-badala-timestamp', odd()],
		['__proto__', odd()],
	]) as Record<string, string>;
}
