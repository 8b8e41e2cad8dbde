import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { outputOf, type Execution } from '../../n8n/executions';
import type { NodeSettings } from '../../support/workflow';
import { type ClooveHost, sendText, useCloove } from './host';

export const ADA = '2348012345678';
export const BEN = '2348012345679';
export const CYD = '2348012345680';

const NAMES = { [ADA]: 'Ada', [BEN]: 'Ben', [CYD]: 'Cyd' };

/** Retry On Fail. */
export const REPEATED: NodeSettings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };
/** How many answers must go wrong before the node gives up. */
export const LASTING = 3;

/** Three customers who wrote a moment ago, and the texts that they get. */
export class ClooveCustomers {
	private conversations: Record<string, string> = {};

	constructor(readonly host: ClooveHost) {}

	async write(): Promise<void> {
		for (const [phone, name] of Object.entries(NAMES)) {
			this.conversations[phone] = await this.host.conversation(phone, name);
		}
	}

	conversation(phone: string): string {
		return this.conversations[phone];
	}

	/** An item for each, with the texts `Order 0`, `Order 1` and so on. */
	itemsTo(...phones: string[]): IDataObject[] {
		return phones.map((phone, order) => ({
			conversation: this.conversation(phone),
			text: `Order ${order}`,
		}));
	}

	/** Where a text to this customer goes. */
	path(phone: string): string {
		return `/v1/messaging/conversations/${this.conversation(phone)}/messages`;
	}

	/** Runs *Send Text* over these items. */
	async send(
		items: IDataObject[],
		options: INodeParameters = {},
		settings: NodeSettings = {},
		text?: string,
	): Promise<Execution> {
		const { host } = this;
		return await host.runNode(items, sendText(host.credential, options, settings, text), 90_000);
	}

	/** How the platform answered each text to this customer; null where the connection was cut. */
	async statuses(phone: string): Promise<Array<number | null>> {
		const requests = await this.host.posts();
		const toThis = requests.filter(({ path }) => path === this.path(phone));
		return toThis.map(({ status }) => status);
	}

	/** The ids of the messages that these customers have got. */
	async sentIds(...phones: string[]): Promise<string[]> {
		const sent = await Promise.all(phones.map((phone) => this.host.sandbox.outbound(phone)));
		return sent.flat().map(({ id }) => id);
	}
}

/** Connects a test file to the shared n8n; each test begins with three customers who wrote. */
export function useCustomers(): ClooveCustomers {
	const customers = new ClooveCustomers(useCloove());
	beforeEach(async () => await customers.write());
	return customers;
}

/** Of each item that was sent, whether the platform said that it had sent it before. */
export function replayed(execution: Execution): unknown[] {
	return outputOf(execution, 'Send').map(({ json }) => json.idempotencyReplayed ?? false);
}

export function messageIds(execution: Execution): unknown[] {
	return outputOf(execution, 'Send').map(({ json }) => json.messageId);
}
