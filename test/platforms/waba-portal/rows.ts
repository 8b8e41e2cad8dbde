import type { Row, SignedDelivery } from '../../support/row';
import { apiRows } from './rows/api';
import { conversationRows } from './rows/conversation';
import { messageRows } from './rows/message';
import { templateRows } from './rows/template';
import { templatePreviewRows } from './rows/template-preview';
import { slot } from './rows/values';
import { setupRows, webhookRows } from './rows/webhook';
import { questionRows } from '../../support/send-and-wait';

export const rows: Row[] = [
	...questionRows({
		to: { to: '919876543210' },
		path: '/messages/text',
		body: (text) => ({ to: '919876543210', message: text }),
	}),
	...messageRows,
	...conversationRows,
	...templateRows,
	...templatePreviewRows,
	...webhookRows,
	...setupRows,
	...apiRows,
];

const webhookSecret = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';

/** The sample delivery of the platform's page. Signed with `openssl dgst -sha256 -hmac`. */
export const delivery: SignedDelivery = {
	// The secret, encrypted with the credential's API key.
	staticData: {
		secret:
			'1.AQEBAQEBAQEBAQEBAQEBAQ.AgICAgICAgICAgIC.ALlEJ8O72U2rjwaFn7DgdA.vanS01G7L-FgLVHFh1Ygf7hKj1RzjGieR5SzOByQgJU',
	},
	body: '{"event":"message","timestamp":"2024-01-15T10:30:00Z","projectId":"your-project-id","data":{"from":"919876543210","messageId":"wamid.HBgMOTE5MDMwMzgzNDM4FQIAEhgg","timestamp":"1705314600","type":"text","contact":{"name":"John Doe","wa_id":"919876543210"},"text":{"body":"Hello, I need help with my order"}}}',
	signature: {
		header: 'x-webhook-signature',
		value: 'c2bb80e500bc7ee9902ae8d3b7738a28c15cbea01e6be669d735cbfd8fdd5815',
	},
	at: '2024-01-15T10:30:01Z',
	tolerance: 3600,
	lookups: [
		{
			request: { method: 'GET', path: '/webhook' },
			answer: { body: { ...slot(), data: { ...slot().data, webhookSecret } } },
		},
	],
};
