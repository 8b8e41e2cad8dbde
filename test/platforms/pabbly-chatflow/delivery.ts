import type { SignedDelivery } from '../../support/row';

/** In the form of Pabbly's own app. Nothing is signed: the header repeats the credential's shared secret. */
export const delivery: SignedDelivery = {
	sharedSecret: 'webhookSecret',
	staticData: {},
	body: '{"_id":"6892e3b5f1","chatId":"67923764346bcdc8aaaaaaaa","wamid":"wamid.A","type":"text","message":{"body":"Hi"},"sentBy":"contact","timestamp":"2026-01-01T00:00:00.000Z","waResponse":{"id":"wamid.A","from":"919876543210","timestamp":"1767225600","type":"text","text":{"body":"Hi"}}}',
	signature: { header: 'x-webhook-secret', value: 'shared-secret-of-the-contract-0123' },
	at: '2026-01-01T00:00:01Z',
};
