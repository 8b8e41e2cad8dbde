import { randomUUID } from 'node:crypto';

/** The ids of the conversations, made when first asked for. Opaque: no part of the phone number is in them. */
export class ConversationIds {
	private readonly ids = new Map<string, string>();
	private readonly phones = new Map<string, string>();

	of(phone: string): string {
		const id = this.ids.get(phone) ?? randomUUID();
		this.ids.set(phone, id);
		this.phones.set(id, phone);
		return id;
	}

	phone(id: string): string | undefined {
		return this.phones.get(id);
	}
}
