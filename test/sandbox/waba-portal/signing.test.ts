import { sign } from '../../../sandbox/platforms/waba-portal/webhook';

// Computed with: printf '%s' "$body" | openssl dgst -sha256 -hmac a1b2c3d4e5f6
const BODY =
	'{"event":"message","timestamp":"2024-01-15T10:30:00Z","projectId":"your-project-id","data":{"from":"919876543210","messageId":"wamid.HBgMOTE5MDMwMzgzNDM4FQIAEhgg","timestamp":"1705314600","type":"text","contact":{"name":"José / Ltd.","wa_id":"919876543210"},"text":{"body":"Hello, I need help with my order ✓"}}}';
const SIGNATURE = '4de102c111fb7e4fd932febdf169d2b7f6e1cba21a28e2f4b45f665802739c5b';

it('signs the body as openssl does', () => {
	expect(sign(BODY, 'a1b2c3d4e5f6')).toEqual({ 'X-Webhook-Signature': SIGNATURE });
});
