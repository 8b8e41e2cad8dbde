import { userIdIn } from '../../../nodes/shared/fields/phone-number';
import type { Row } from '../../support/row';
import { type PlatformUnderTest, platforms } from '../../support/platforms';
import { runNode } from '../../support/harness';
import nock from '../../support/network';

const userId = 'IN.13491208655302741918';

afterEach(() => {
	nock.cleanAll();
});

test.each([userId, 'US.ENT.11815799212886844830', ` ${userId}\n`])('%j is a user ID', (value) => {
	expect(userIdIn(value)).toBe(value.trim());
});

test.each([
	'919876543210',
	'+91 98765 43210',
	'91.9876.543210',
	'John',
	'in.134',
	'IN.',
	'IN 134',
	'',
])('%j is none', (value) => {
	expect(userIdIn(value)).toBeUndefined();
});

/** The first row of each operation that sends to a number. */
const sends = platforms.flatMap((platform) =>
	platform.operations
		.filter(([, { fields }]) =>
			fields.some(({ name, displayOptions }) => name === 'to' && !displayOptions),
		)
		.flatMap(([id]) => {
			const isSend = ({ operation, request, error }: Row) =>
				operation === id && !error && [request].flat().length === 1;
			const row = platform.rows.rows.find(isSend);
			return row ? [{ title: `${platform.name}, ${id}`, platform, row }] : [];
		}),
);

/** Runs the row with a user ID for a recipient, and gives the bodies that the platform got. */
async function sendTo({ platform, row }: { platform: PlatformUnderTest; row: Row }, more: object) {
	const bodies: unknown[] = [];
	nock(new URL(platform.baseUrl).origin)
		.persist()
		.post(/.*/)
		.reply((_uri, body) => {
			bodies.push(body);
			return [200, { success: true, messageId: 'wamid.A', id: 'wamid.A' }];
		});
	const [resource, operation] = row.operation.split('.');
	const { error } = await runNode({
		type: platform.action,
		credentials: [platform.credentialData()],
		parameters: {
			resource,
			operation,
			...row.parameters,
			to: userId,
			options: { ...(row.parameters.options as object), ...more },
		},
		items: row.items,
	});
	return { bodies, error };
}

test('the sends of every platform are tried', () => {
	expect(sends.length).toBeGreaterThan(20);
	const names = platforms.map(({ name }) => name);
	expect([...new Set(sends.map(({ platform }) => platform.name))]).toEqual(names);
});

test.each(sends)('A user ID is refused by name before the network: $title', async (send) => {
	const { bodies, error } = await sendTo(send, {});
	expect(bodies).toEqual([]);
	expect(error?.message).toContain(`"To" "${userId}" is a business-scoped user ID`);
});

test.each(sends)('With Allow User IDs it goes out as it is: $title', async (send) => {
	const { bodies } = await sendTo(send, { allowUserIds: true });
	expect(JSON.stringify(bodies)).toContain(`"${userId}"`);
});

test('The messages of a customer without a number are read by the user ID', async () => {
	const platform = platforms.find(({ id }) => id === 'waba-portal')!;
	nock(new URL(platform.baseUrl).origin)
		.get(new RegExp(`/conversations/${userId}/messages`))
		.query(true)
		.reply(200, { data: [{ n: 0 }], pagination: { nextCursor: null, hasMore: false } });
	const { outputs, error } = await runNode({
		type: platform.action,
		credentials: [platform.credentialData()],
		parameters: {
			resource: 'conversation',
			operation: 'getMessages',
			conversationId: { __rl: true, mode: 'phoneNumber', value: userId },
		},
	});
	expect(error).toBeUndefined();
	expect(outputs[0].map(({ json }) => json)).toEqual([{ n: 0 }]);
});
