import type { Account } from '../../account';
import type { Message } from '../../messages';
import type { Payload } from '../../platform';

/** The message as Meta tells of it. */
export function metaMessage(account: Account, message: Message): Payload {
	const { waMessageId, phone, type, content, at, direction } = message;
	const { phoneNumber } = account.platform;
	const parties = direction === 'inbound' ? { from: phone } : { from: phoneNumber, to: phone };
	return {
		...parties,
		id: waMessageId,
		timestamp: seconds(account.clock.date(at)),
		type,
		...content,
	};
}

/** The status as Meta tells of it. */
export function metaStatus({ waMessageId, phone, status, errors }: Message): Payload {
	return {
		id: waMessageId,
		status,
		timestamp: seconds(new Date()),
		recipient_id: phone,
		...(errors ? { errors } : {}),
	};
}

/** Meta's envelope, with one change in it. */
export function metaEnvelope(account: Account, part: Payload): Payload {
	const metadata = {
		display_phone_number: account.platform.phoneNumber,
		phone_number_id: '106540352242922',
	};
	const value = { messaging_product: 'whatsapp', metadata, ...part };
	return {
		object: 'whatsapp_business_account',
		entry: [{ id: '102290129340398', changes: [{ value, field: 'messages' }] }],
	};
}

function seconds(date: Date): string {
	return String(Math.floor(date.getTime() / 1000));
}
