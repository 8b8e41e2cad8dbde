import type { SignedDelivery } from '../../support/row';

/**
 * A text message in the form of the vendor's page, with the signature that
 * `printf '%s.%s' <timestamp> <body> | openssl dgst -sha256 -hmac <secret>` gives.
 */
export const delivery: SignedDelivery = {
	staticData: {},
	secretField: 'webhookSecrets',
	body: '{"event":"message.received","deliveryId":"dlv_abc123","orgId":"org_1","timestamp":"2026-05-02T09:30:00.000Z","data":{"messageId":"msg_1","conversationId":"cv_1","contactId":"ct_1","from":"+96567666156","type":"TEXT","body":"Hello"}}',
	headers: { 'X-Badala-Timestamp': '1777714200' },
	signature: {
		header: 'X-Badala-Signature',
		value: 'sha256=c84db8f8811663c1ee5f78d4c7f158923b414a17b955700b81f488f8f2f988c0',
	},
	tolerance: 300,
	at: '2026-05-02T09:30:01Z',
};

/** Signs the delivery. */
export const webhookSecret = 'badala_whsec_0123456789abcdef';
