import type { SignedDelivery } from '../../support/row';

/** Signed with `openssl dgst -sha256 -hmac sekrit-77` over `1767225600.` and the body. */
export const delivery: SignedDelivery = {
	// sekrit-77, encrypted with the credential's API key.
	staticData: {
		secret: '1.AwMDAwMDAwMDAwMDAwMDAw.BAQEBAQEBAQEBAQE.lOJYdkQBZBEWx6x2rh7ttg.xwc7JEA9N_9d',
		subscriptionId: 'wh_contract',
	},
	body: '{"id":"evt_1","event":"message.received","createdAt":"2026-01-01T00:00:00Z","data":{"messageId":"wamid.A","from":"+919876543210","type":"text","text":{"body":"Hi"}}}',
	signature: {
		header: 'x-wbiz-signature',
		value: 't=1767225600,v1=59a0c43791146f26599c5ccd4d9b8594e9baa6be2dfb4f03d69357e71748b8e4',
	},
	at: '2026-01-01T00:00:01Z',
	tolerance: 300,
};
