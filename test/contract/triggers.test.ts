import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { type Delivery, type DeliveryResult, openTrigger } from '../support/harness';
import nock from '../support/network';
import type { SignedDelivery } from '../support/row';
import { type PlatformUnderTest, platforms } from '../support/platforms';

const withWebhooks = platforms.filter(({ triggers }) =>
	triggers.some(({ description }) => description.webhooks?.length),
);

beforeAll(() => {
	// Only the clock: the deliveries are literals and belong to a moment in the past.
	jest.useFakeTimers({
		doNotFake: [
			'hrtime',
			'nextTick',
			'performance',
			'queueMicrotask',
			'setImmediate',
			'clearImmediate',
			'setInterval',
			'clearInterval',
			'setTimeout',
			'clearTimeout',
		],
	});
});

afterAll(() => {
	jest.useRealTimers();
});

afterEach(() => {
	nock.cleanAll();
});

describe.each(withWebhooks)('$name: the trigger', (platform) => {
	const delivery = platform.rows.delivery as SignedDelivery;

	test('has a genuine delivery to be tried with', () => {
		expect(delivery).toBeDefined();
	});

	test('takes it', async () => {
		const result = await deliver(platform, delivery, genuine(delivery));
		expect(result.status).toBe(200);
		expect(result.workflowData?.[0]).toHaveLength(1);
	});

	const forgeries: Array<[string, (delivery: SignedDelivery) => Delivery]> = [
		['without a signature', (genuineOne) => signedWith(genuineOne, undefined)],
		['with an empty signature', (genuineOne) => signedWith(genuineOne, '')],
		[
			'with a signature cut short',
			(genuineOne) => signedWith(genuineOne, genuineOne.signature.value.slice(0, -1)),
		],
		[
			'with a signature too long',
			(genuineOne) => signedWith(genuineOne, `${genuineOne.signature.value}0`),
		],
		[
			'with one character of the signature changed',
			(genuineOne) => signedWith(genuineOne, changeEnd(genuineOne.signature.value)),
		],
	];
	if (!delivery?.sharedSecret) {
		forgeries.push([
			'with one byte of the body changed',
			(genuineOne) => ({ ...genuine(genuineOne), body: changeDigit(genuineOne.body) }),
		]);
	}

	test.each(forgeries)('refuses it %s: 401, and no execution', async (_kind, forge) => {
		const result = await deliver(platform, delivery, forge(delivery));
		expect(result.status).toBe(401);
		expect(result.workflowData).toBeUndefined();
	});

	const { tolerance } = delivery ?? {};
	if (tolerance !== undefined) {
		test.each([
			['old', tolerance + 2],
			['early', -tolerance - 2],
		])('refuses it when it is too %s', async (_kind, seconds) => {
			const at = new Date(Date.parse(delivery.at) + seconds * 1000).toISOString();
			const result = await deliver(platform, { ...delivery, at }, genuine(delivery));
			expect(result.status).toBe(401);
			expect(result.workflowData).toBeUndefined();
		});
	}

	test('refuses everything while it has no secret, and says why in the log', async () => {
		const unregistered = { ...delivery, staticData: {}, lookups: [] };
		const field = delivery.secretField ?? delivery.sharedSecret;
		const noSecret = field === undefined ? {} : { [field]: '' };
		const result = await deliver(platform, unregistered, genuine(delivery), noSecret);
		expect(result.status).toBe(401);
		expect(result.workflowData).toBeUndefined();
		expect(result.logs.join('\n')).toMatch(/secret/i);
	});
});

let deliveries = 0;

async function deliver(
	platform: PlatformUnderTest,
	{ staticData, parameters, at, lookups = [] }: SignedDelivery,
	sent: Delivery,
	credential: ICredentialDataDecryptedObject = {},
): Promise<DeliveryResult> {
	const type = platform.triggers.find(({ description }) => description.webhooks?.length)!;
	jest.setSystemTime(new Date(at));
	for (const { request, answer } of lookups) {
		nock(platform.baseUrl)
			.persist()
			.intercept(request.path, request.method)
			.query(request.query ?? {})
			.reply(answer.status ?? 200, answer.body as nock.Body);
	}
	deliveries += 1;
	const { type: credentialType, data } = platform.credentialData();
	return await openTrigger({
		type,
		parameters,
		// What a trigger remembers in memory (duplicates, a secret it read) it keeps by its address.
		baseUrl: `https://n8n-${deliveries}.test`,
		credentials: [{ type: credentialType, data: { ...data, ...credential } }],
		staticData: { [`node:${type.description.displayName}`]: staticData },
	}).deliver(sent);
}

function genuine(delivery: SignedDelivery): Delivery {
	return signedWith(delivery, delivery.signature.value);
}

function signedWith(
	{ body, headers, signature }: SignedDelivery,
	value: string | undefined,
): Delivery {
	const signed = value === undefined ? {} : { [signature.header]: value };
	return { body, headers: { ...headers, ...signed } };
}

function changeEnd(text: string): string {
	return text.slice(0, -1) + (text.endsWith('0') ? '1' : '0');
}

/** Still the same JSON in form, with one digit changed. */
function changeDigit(body: string): string {
	return body.replace(/\d(?=\D*$)/, (digit) => (digit === '9' ? '8' : '9'));
}
