import type { Locator, Page } from 'playwright-core';

import type { SandboxClient } from '../../sandbox/client';
import { requestExamples } from '../../test/sandbox/support/contract';
import { Phone, WIDE } from './phone';

export const JOHN = '919876543210';
export const GAURAV = '918899332211';

const pabblyExamples = requestExamples('pabbly-chatflow', 'message.send');

/** The phone, and a customer of Pabbly and one of WBIZ who wrote a moment ago. */
export class Conversations {
	phone!: Phone;

	pabbly!: SandboxClient;

	wbiz!: SandboxClient;

	async start(): Promise<void> {
		this.phone = await Phone.start();
		this.pabbly = this.phone.client('pabbly-chatflow');
		this.wbiz = this.phone.client('wbiz');
	}

	async begin(): Promise<void> {
		await this.pabbly.reset();
		await this.wbiz.reset();
		await this.pabbly.settings({ autoStatuses: false });
		await this.phone.write(this.pabbly, { from: JOHN, name: 'John Maverick' });
		await this.phone.write(this.wbiz, { from: GAURAV, name: 'Gaurav' });
	}

	async openPabbly(options = {}): Promise<Page> {
		return await this.phone.open('pabbly-chatflow', JOHN, { viewport: WIDE, ...options });
	}

	async openWbiz(options = {}): Promise<Page> {
		return await this.phone.open('wbiz', GAURAV, { viewport: WIDE, ...options });
	}

	/** Sends an example of Pabbly's page, and finds it on the phone. */
	async sendPabbly(name: string): Promise<Locator> {
		await this.pabbly.callApi('post', '/messages', pabblyExamples[name]);
		return await this.phone.newest(this.pabbly);
	}

	async sendWbiz(path: string, body: object): Promise<Locator> {
		await this.wbiz.callApi('post', `/v1/${path}`, { to: `+${GAURAV}`, ...body });
		return await this.phone.newest(this.wbiz);
	}
}

/** Gives the tests of a file a phone; each begins with the two customers. */
export function usePhone(): Conversations {
	const conversations = new Conversations();
	// The browser may have to be installed first.
	beforeAll(async () => await conversations.start(), 400_000);
	beforeEach(async () => await conversations.begin());
	afterEach(() => expect(conversations.phone.errors).toEqual([]));
	afterAll(async () => await conversations.phone.close());
	return conversations;
}

export function inDialog(page: Page, name: string): Locator {
	return page.getByRole('dialog').getByRole('button', { name });
}
