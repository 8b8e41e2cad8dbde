import type { SignedDelivery } from '../../support/row';

/** Signed with `openssl dgst -sha256 -hmac whsec_contract0123456789abcdef` over `<t>.<body>`. */
export const delivery: SignedDelivery = {
	secretField: 'webhookSecrets',
	staticData: {},
	body: '{"id":"evt_1a2b3c4d5e6f","type":"messaging.message.received","created":"2026-01-15T09:58:00.000Z","environment":"test","data":{"messageId":"d1a2b3c4-5e6f-4a70-8b9c-0d1e2f3a4b5c","conversationId":"0c1a2b3c-4d5e-4f60-8a7b-9c0d1e2f3a4b","customerPhone":"+2348012345678","customerName":"Ada Lovelace","direction":"inbound","messageType":"text","text":"Is my order shipped?","deliveryStatus":"delivered","createdAt":"2026-01-15T09:58:00.000Z"}}',
	signature: {
		header: 'cloove-signature',
		value: 't=1768471081,v1=685a02355c970fd1660c11c72b64f8253db48ecce9a0f849a2f22fbb6ff95121',
	},
	headers: {
		'cloove-webhook-id': 'evt_1a2b3c4d5e6f',
		'cloove-webhook-event': 'messaging.message.received',
	},
	at: '2026-01-15T09:58:01Z',
	tolerance: 300,
};
