import { randomBytes, randomUUID } from 'node:crypto';

import type { Account } from '../../account';
import { type Attempt, succeeded } from '../../deliveries';
import type { Operations, Reply, Topic, WebhookTarget } from '../../platform';
import { Refusal } from '../../refusal';
import { checkWebhookUrl } from '../../webhookUrl';
import { testEvent } from './events';
import { sign } from './signing';

interface Configuration {
	phoneNumber: string;
	webhookUrl: string | null;
	webhookSecret: string | null;
	webhookEnabled: boolean;
	webhookEvents: string[];
}

type Update = { webhookUrl: string; webhookEnabled: boolean; webhookEvents?: string[] };

const EVENT_NAMES: Record<Topic, string> = { message: 'messages', status: 'statuses' };

/** The one webhook a project has. */
export class WebhookSlot {
	configuration: Configuration;

	constructor(private readonly account: Account) {
		this.configuration = this.empty();
	}

	readonly operations: Operations = {
		'webhook.get': () => this.shown(),
		'webhook.update': ({ body }) => this.update(body as Update),
		'webhook.test': () => this.test(),
		'webhook.delete': () => {
			this.configuration = this.empty();
			return { status: 200, body: { success: true } };
		},
	};

	targets(topic: Topic): WebhookTarget[] {
		const { webhookUrl, webhookSecret, webhookEnabled, webhookEvents } = this.configuration;
		if (!webhookEnabled || !webhookUrl || !webhookSecret) return [];
		if (!webhookEvents.includes(EVENT_NAMES[topic])) return [];
		return [{ url: webhookUrl, secret: webhookSecret }];
	}

	rotateSecret(): void {
		this.configuration.webhookSecret = newSecret();
	}

	private empty(): Configuration {
		return {
			phoneNumber: this.account.platform.phoneNumber,
			webhookUrl: null,
			webhookSecret: null,
			webhookEnabled: false,
			webhookEvents: Object.values(EVENT_NAMES),
		};
	}

	private shown(): Reply {
		return { status: 200, body: { success: true, data: this.configuration } };
	}

	private update({ webhookUrl, webhookEnabled, webhookEvents }: Update): Reply {
		if (webhookUrl !== '') checkWebhookUrl(webhookUrl);
		else if (webhookEnabled) throw new Refusal(400, 'A webhook URL is required to enable webhooks');
		const { webhookSecret } = this.configuration;
		this.configuration = {
			...this.configuration,
			webhookUrl: webhookUrl || null,
			webhookEnabled,
			webhookEvents: webhookEvents ?? this.configuration.webhookEvents,
			webhookSecret: webhookEnabled ? (webhookSecret ?? newSecret()) : webhookSecret,
		};
		return this.shown();
	}

	/** One try, no retries: the caller waits for the outcome. */
	private async test(): Promise<Reply> {
		const { webhookUrl, webhookSecret } = this.configuration;
		if (!webhookUrl) throw new Refusal(400, 'Webhook URL is not configured');
		const { event, payload } = testEvent(randomUUID());
		const body = JSON.stringify(payload);
		const { deliveries } = this.account;
		const delivery = deliveries.start({
			url: webhookUrl,
			kind: 'test',
			event,
			payload,
			body,
			headers: webhookSecret ? sign(body, webhookSecret) : {},
			retryDelaysMs: [],
		});
		const { attempts } = await deliveries.finished(delivery);
		return testReply(webhookUrl, payload, attempts[0]);
	}
}

function testReply(webhookUrl: string, testPayload: unknown, attempt: Attempt): Reply {
	const { status: statusCode, statusText, durationMs, body: responseBody, error } = attempt;
	const data = { webhookUrl, statusCode, statusText, duration: `${durationMs}ms` };
	if (succeeded(attempt)) {
		return { status: 200, body: { success: true, data: { ...data, responseBody, testPayload } } };
	}
	const text =
		statusCode === null
			? `Webhook endpoint could not be reached: ${error}`
			: `Webhook endpoint returned status ${statusCode}`;
	return { status: 400, body: { success: false, error: text, data } };
}

function newSecret(): string {
	return randomBytes(32).toString('hex');
}
