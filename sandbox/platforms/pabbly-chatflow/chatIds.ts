import { newObjectId } from './answers';

/** The vendor's ids of the conversations, by number. */
export class ChatIds {
	private readonly byPhone = new Map<string, string>();

	of(phone: string): string {
		const id = this.byPhone.get(phone) ?? newObjectId();
		this.byPhone.set(phone, id);
		return id;
	}
}
