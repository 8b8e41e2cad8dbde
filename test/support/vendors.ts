import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export type VendorId = 'waba-portal' | 'wbiz' | 'pabbly-chatflow' | 'badala' | 'cloove';

/** A request below the vendor's base path. */
export interface VendorRequest {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: unknown;
}

/** A request to send a message. */
export interface SendRequest {
	recipient: string;
	/** Its `Idempotency-Key`, where the vendor has them. */
	key?: string;
}

interface VendorAnswer {
	status: number;
	body: unknown;
}

/** One vendor's endpoint for a text, as its page describes it. */
interface VendorApi {
	/** What stands between the host and the documented paths. */
	basePath: string;
	isAuthorized(headers: IncomingHttpHeaders): boolean;
	/** The answer to a log-in; `undefined` for other requests. */
	logIn?(request: VendorRequest): VendorAnswer | undefined;
	/** `undefined` for what is no request to send a text. */
	read(request: VendorRequest): SendRequest | undefined;
	newId(): string;
	success(recipient: string, id: string): VendorAnswer;
	/** The body of a refusal. */
	error(message: string): unknown;
}

export const vendorKey = 'vendor-key-0001';
const badalaToken = 'eyJ.vendor.token';

const newWamid = () => `wamid.${randomBytes(12).toString('base64url')}`;
const bearer = (key: string) => (headers: IncomingHttpHeaders) =>
	headers.authorization === `Bearer ${key}`;

/** The recipient in the field of the body, where method and path are those of the vendor's page. */
function textTo(path: string, recipientField: string, textField: string) {
	return (request: VendorRequest): SendRequest | undefined => {
		const body = (request.body ?? {}) as Record<string, unknown>;
		if (request.method !== 'POST' || request.path !== path) return undefined;
		if (!body[recipientField] || !body[textField]) return undefined;
		return { recipient: String(body[recipientField]).replace(/^\+/, '') };
	};
}

export const vendors: Record<VendorId, VendorApi> = {
	'waba-portal': {
		basePath: '/api/v1',
		isAuthorized: bearer(vendorKey),
		read: textTo('/messages/text', 'to', 'message'),
		newId: newWamid,
		success: (_recipient, messageId) => ({ status: 200, body: { success: true, messageId } }),
		error: (error) => ({ error }),
	},
	wbiz: {
		basePath: '/api',
		isAuthorized: bearer(vendorKey),
		read: textTo('/v1/messages/text', 'to', 'body'),
		newId: newWamid,
		// Assumed: the page says that the wamid is in the answer, not where.
		success: (_recipient, wamid) => ({ status: 200, body: { wamid } }),
		error: (message) => ({ message }),
	},
	'pabbly-chatflow': {
		basePath: '/api/v1',
		isAuthorized: bearer(vendorKey),
		read: textTo('/messages', 'to', 'message'),
		newId: newWamid,
		success: (to, id) => ({
			status: 200,
			body: {
				status: 'success',
				message: 'Message sent',
				data: {
					to,
					chatId: '67923764346bcdc8aaaaaaaa',
					metaResponse: {
						messaging_product: 'whatsapp',
						contacts: [{ input: to, wa_id: to }],
						messages: [{ id }],
						status: 200,
					},
				},
			},
		}),
		error: (error) => ({ success: false, error }),
	},
	badala: {
		basePath: '',
		isAuthorized: (headers) => bearer(badalaToken)(headers) && headers['x-org-id'] === 'org-1',
		logIn: ({ method, path }) =>
			method === 'POST' && path === '/auth/login'
				? { status: 200, body: { token: badalaToken, user: {} } }
				: undefined,
		read: ({ method, path, body }) => {
			const [, recipient] = /^\/orgs\/org-1\/conversations\/([^/]+)\/messages$/.exec(path) ?? [];
			const { type, body: text } = (body ?? {}) as Record<string, unknown>;
			return method === 'POST' && recipient && type === 'TEXT' && text ? { recipient } : undefined;
		},
		newId: randomUUID,
		// Assumed: the page shows no answer.
		success: (conversationId, id) => ({
			status: 201,
			body: { id, conversationId, direction: 'OUTBOUND', type: 'TEXT', status: 'SENT' },
		}),
		error: (message) => ({ message }),
	},
	cloove: {
		basePath: '',
		isAuthorized: bearer(vendorKey),
		read: ({ method, path, body, headers }) => {
			const [, recipient] = /^\/v1\/messaging\/conversations\/([^/]+)\/messages$/.exec(path) ?? [];
			const { text } = (body ?? {}) as Record<string, unknown>;
			const key = headers['idempotency-key'] as string | undefined;
			return method === 'POST' && recipient && text ? { recipient, key } : undefined;
		},
		newId: randomUUID,
		success: (conversationId, id) => ({
			status: 201,
			body: {
				message: 'Message sent',
				data: {
					id,
					conversationId,
					direction: 'outbound',
					messageType: 'text',
					text: 'Hi',
					deliveryStatus: 'sent',
					createdAt: '2026-01-15T10:01:00.000Z',
				},
			},
		}),
		error: (message) => ({ error: 'request_failed', message }),
	},
};
