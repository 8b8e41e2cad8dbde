import { sign } from '../../../sandbox/platforms/badala/webhook';

// Computed with openssl 3:
//   printf '%s' "1777714201.$body" | openssl dgst -sha256 -hmac $SECRET
const BODY =
	'{"event":"message.received","deliveryId":"dlv_abc123","orgId":"org_sandbox","timestamp":"2026-05-02T09:30:00.000Z","data":{"messageId":"msg_1","conversationId":"cv_1","contactId":"ct_1","from":"+96567666156","type":"TEXT","body":"مرحبا 👋"}}';
const SECRET = 'badala_whsec_sandbox_0123456789abcdef';

it('signs the timestamp of the header and the body as openssl does', () => {
	expect(sign(BODY, SECRET, new Date('2026-05-02T09:30:01.900Z'))).toEqual({
		'X-Badala-Event': 'message.received',
		'X-Badala-Delivery': 'dlv_abc123',
		'X-Badala-Timestamp': '1777714201',
		'X-Badala-Signature': 'sha256=62e7511bc4485a598a10145ce0d5a38c18b1da8e810ecf4b1d6705247072d51f',
	});
});
