import { newSecret, signature } from '../../../sandbox/platforms/cloove/webhook';

// Computed with openssl 3: printf '%s' "1768473000.$body" | openssl dgst -sha256 -hmac $SECRET
const BODY =
	'{"id":"evt_0123456789abcdef01234567","type":"messaging.message.received","created":"2026-01-15T09:58:00.000Z","environment":"test","data":{"customerName":"José / Ltd.","text":"Is my order shipped? ✓"}}';
const SECRET = 'whsec_sandboxcloove0123456789abcdef';
const AT = new Date('2026-01-15T10:30:00.900Z');
const MAC = 'dc6d68fc4c34cacf8e3539990f328851ea19abe57004a1cf325922f62b384f35';

it('signs time and body with the whole secret, as openssl does', () => {
	expect(signature(BODY, SECRET, AT)).toBe(`t=1768473000,v1=${MAC}`);
});

it('makes secrets in the vendor’s form, each another one', () => {
	const [one, other] = [newSecret(), newSecret()];
	expect(one).toMatch(/^whsec_[0-9a-f]{32}$/);
	expect(other).not.toBe(one);
});
