import type { Row } from '../../../support/row';

export const wamid = 'wamid.HBgLOTE5ODc2NTQzMjEwFQIAERgSM0VCMDA';

/** n8n itself refuses an empty required field; what comes out of an expression is for the node to check. */
export const nothing = '={{ "" }}';

/** A picker's value, typed by hand. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
export const byName = (value: string) => ({ __rl: true, mode: 'name', value });
export const byPhoneNumber = (value: string) => ({ __rl: true, mode: 'phoneNumber', value });

export const page = (rows: unknown[], nextCursor: string | null, hasMore: boolean) => ({
	body: { data: rows, pagination: { nextCursor, hasMore } },
});

export function numbered(from: number, count: number) {
	return Array.from({ length: count }, (_, index) => ({ n: from + index }));
}

/** A value that must be refused before the network. */
export function refused(
	operation: string,
	name: string,
	parameters: Row['parameters'],
	error: string | RegExp,
): Row {
	return { operation, name: `is refused ${name}`, parameters, request: [], error };
}

/** The platform's sample of a webhook slot. */
export function slot() {
	return {
		success: true,
		data: {
			phoneNumber: '919876543210',
			webhookUrl: 'https://your-server.com/webhook',
			webhookSecret: 'a1b2c3d4e5f6',
			webhookEnabled: true,
			webhookEvents: ['messages', 'statuses'],
		},
	};
}
