import nock from 'nock';

import { limiters } from '../../nodes/shared/rate-limit/limiters';

// Whatever a test does not answer itself must fail; nothing leaves this machine.
if (!nock.isActive()) nock.activate();
if (!nock.isActive()) nock.activate();
nock.disableNetConnect();
nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[::1\]):/);

// What one test taught a limiter must not slow down the next.
afterEach(() => {
	limiters.clear();
});

// nock changes Node's http module, which jest's test files share; left in place it would answer for the next file.
afterAll(() => {
	nock.cleanAll();
	// Answers that a test made late would hold the process.
	nock.abortPendingRequests();
	nock.restore();
});

export default nock;
