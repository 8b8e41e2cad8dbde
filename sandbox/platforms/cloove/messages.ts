import { setTimeout as sleep } from 'node:timers/promises';

import type { Account } from '../../account/account';
import type { Message } from '../../account/messages';
import { Refusal } from '../../http/refusal';
import type { Operation, OperationCall, Operations, Reply } from '../../http/types';
import { answer } from './access';
import { type ConversationIds, type Conversations, digits, messageView } from './conversations';
import { settingsOf } from './settings';
import { templateText, type Variables } from './templates';

/** The one number of the business, by the id that template sends name it with. */
export const NUMBER_ID = '6f9619ff-8b86-4011-b42d-00c04fc964ff';
/** The id of the same number in the page's sample, as it is printed there. */
const PRINTED_NUMBER_ID = 'wn1a2b3c-...';

interface TemplateMessage {
	business_whatsapp_number_id: string;
	phone: string;
	template_key: string;
	customer_name?: string;
	variables?: Variables;
}

/** The two sends, each done once for an Idempotency-Key. */
export class Outbox {
	readonly keys: IdempotencyKeys;

	constructor(
		private readonly account: Account,
		private readonly ids: ConversationIds,
		private readonly conversations: Conversations,
	) {
		this.keys = new IdempotencyKeys(account);
	}

	get operations(): Operations {
		return {
			'message.sendText': this.guarded((call) => this.sendText(call)),
			'message.sendTemplate': this.guarded(({ body }) =>
				this.sendTemplate(body as TemplateMessage),
			),
		};
	}

	private guarded(send: (call: OperationCall) => Reply): Operation {
		return this.keys.guard(async (call) => {
			const reply = send(call);
			const { sendMs } = settingsOf(this.account);
			if (sendMs > 0) await sleep(sendMs, undefined, { ref: false });
			return reply;
		});
	}

	private sendText({ params, body }: OperationCall): Reply {
		const { phone } = this.conversations.get(params.id);
		const { text } = body as { text: string };
		if (!this.account.windowIsOpen(phone)) {
			throw new Refusal(
				422,
				'The 24-hour customer service window is closed: send an approved template',
				{ error: 'outside_service_window' },
			);
		}
		return this.sent('Message sent', this.account.accept(phone, 'text', { text: { body: text } }));
	}

	private sendTemplate(wanted: TemplateMessage): Reply {
		const { template_key: key, customer_name: name, variables = {} } = wanted;
		const numberId = wanted.business_whatsapp_number_id.toLowerCase();
		if (![NUMBER_ID, PRINTED_NUMBER_ID].includes(numberId)) {
			throw new Refusal(404, 'WhatsApp number not found');
		}
		const text = templateText(key, variables);
		const phone = digits(wanted.phone);
		const { messages } = this.account;
		const isNew = messages.conversation(phone) === undefined;
		const message = this.account.accept(phone, 'template', { template: { key, variables, text } });
		const conversation = messages.conversation(phone);
		if (isNew && conversation && name) conversation.contactName = name;
		return this.sent('Template message sent', message);
	}

	private sent(words: string, message: Message): Reply {
		const { id, ...rest } = messageView(this.account, message);
		return answer(201, words, { id, conversationId: this.ids.of(message.phone), ...rest });
	}
}

interface Kept {
	/** What is in its path, and its body; the bodies of two operations are never alike. */
	request: string;
	/** undefined while the request is under way. */
	reply?: Reply;
}

/** The requests that came with an Idempotency-Key: those of a key are done once. */
export class IdempotencyKeys {
	/** By API key and Idempotency-Key. */
	private readonly kept = new Map<string, Kept>();

	constructor(private readonly account: Account) {}

	/**
	 * The operation, done once for each Idempotency-Key. A request that is refused leaves its key free (assumed).
	 * The result throws Refusal 409 for a key that came with another request, or whose request is under way.
	 */
	guard(operation: Operation): Operation {
		return async (call) => {
			const key = call.headers['idempotency-key'];
			if (key === undefined) return await operation(call);
			return await this.once(String(key), requestOf(call), () => operation(call));
		};
	}

	/** Those of every API key, in the order in which they first came. */
	snapshot(): string[] {
		return [...this.kept.keys()].map((place) => (JSON.parse(place) as [string, string])[1]);
	}

	private async once(
		key: string,
		request: string,
		run: () => Reply | Promise<Reply>,
	): Promise<Reply> {
		const place = JSON.stringify([this.account.settings.apiKey, key]);
		const known = this.kept.get(place);
		if (known) return replay(known, request);
		const kept: Kept = { request };
		this.kept.set(place, kept);
		try {
			return (kept.reply = await run());
		} catch (error) {
			this.kept.delete(place);
			throw error;
		}
	}
}

function requestOf({ params, body }: OperationCall): string {
	return JSON.stringify([params, body]);
}

function replay({ request: first, reply }: Kept, request: string): Reply {
	if (first !== request) {
		throw new Refusal(409, 'This Idempotency-Key was used with another request', {
			error: 'idempotency_key_reused',
		});
	}
	if (!reply) throw new Refusal(409, 'A request with this Idempotency-Key is under way');
	return { ...reply, headers: { ...reply.headers, 'Idempotency-Replayed': 'true' } };
}
