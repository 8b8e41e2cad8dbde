import { randomBytes } from 'node:crypto';

import type { Account } from '../../account';
import { succeeded } from '../../deliveries';
import type { Operations, Reply, Topic, WebhookTarget } from '../../platform';
import { checkWebhookUrl } from '../../webhookUrl';
import { RECEIVED, STATUS, testEvent } from './events';
import { created, newId, ok, Records } from './records';
import { settingsOf } from './settings';
import { SECRET_PREFIX } from './signing';

interface Subscription {
	id: string;
	url: string;
	events: string[];
	active: boolean;
	createdAt: string;
	secret: string;
}

type Changes = Partial<Pick<Subscription, 'url' | 'events' | 'active'>>;

const EVENT_NAMES: Record<Topic, string> = { message: RECEIVED, status: STATUS };

/** The subscriptions, of which there may be many, each with its own secret. */
export class Webhooks {
	private readonly records = new Records<Subscription>('Webhook');

	constructor(private readonly account: Account) {}

	readonly operations: Operations = {
		'webhook.getMany': (call) => this.records.page(call, { view: withoutSecret }),
		'webhook.create': ({ body }) => this.create(body as Pick<Subscription, 'url' | 'events'>),
		'webhook.get': ({ params }) => ok(withoutSecret(this.records.get(params.id))),
		'webhook.update': ({ params, body }) => this.update(params.id, body as Changes),
		'webhook.delete': ({ params }) => this.records.delete(params.id),
		'webhook.test': ({ params }) => this.test(this.records.get(params.id)),
	};

	/** Oldest subscription first. */
	targets(topic: Topic): WebhookTarget[] {
		return [...this.records].filter(
			({ active, events }) => active && events.includes(EVENT_NAMES[topic]),
		);
	}

	rotateSecrets(): void {
		for (const subscription of this.records) subscription.secret = this.newSecret();
	}

	/** With the secrets. */
	snapshot(): Subscription[] {
		return [...this.records];
	}

	private create({ url, events }: Pick<Subscription, 'url' | 'events'>): Reply {
		checkWebhookUrl(url);
		const id = newId('wh');
		const createdAt = new Date().toISOString();
		const secret = this.newSecret();
		return created(this.records.add(id, { id, url, events, active: true, createdAt, secret }));
	}

	private update(id: string, changes: Changes): Reply {
		const subscription = this.records.get(id);
		if (changes.url !== undefined) checkWebhookUrl(changes.url);
		return ok(withoutSecret(Object.assign(subscription, changes)));
	}

	/** One try, no retries: the caller waits for the outcome. Subscriptions that are off are tested too. */
	private async test({ url, secret }: Subscription): Promise<Reply> {
		const { event, payload } = testEvent();
		const body = JSON.stringify(payload);
		const { deliveries, vendor } = this.account;
		const headers = vendor.sign(body, secret, new Date());
		const delivery = deliveries.start({
			url,
			kind: 'test',
			event,
			payload,
			body,
			headers,
			retryDelaysMs: [],
		});
		const { attempts } = await deliveries.finished(delivery);
		return ok({ success: succeeded(attempts[0]), statusCode: attempts[0].status });
	}

	private newSecret(): string {
		const { form } = settingsOf(this.account).signature;
		const bytes = randomBytes(32);
		return form === 'standard' ? SECRET_PREFIX + bytes.toString('base64') : bytes.toString('hex');
	}
}

function withoutSecret({ id, url, events, active, createdAt }: Subscription): unknown {
	return { id, url, events, active, createdAt };
}
