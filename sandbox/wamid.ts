import { randomBytes } from 'node:crypto';

/**
 * A new, unique message id in WhatsApp's form: `wamid.` and base64 of a small binary record that holds
 * the contact's number and a random key. Read off the ids in the vendors' samples.
 */
export function newWamid(phone: string, direction: 'inbound' | 'outbound'): string {
	const key = randomBytes(10).toString('hex').toUpperCase();
	const record = Buffer.concat([
		Buffer.from([0x1c, 0x18, phone.length]),
		Buffer.from(phone, 'ascii'),
		Buffer.from([0x15, 0x02, 0x00, direction === 'inbound' ? 0x12 : 0x11, 0x18, key.length]),
		Buffer.from(key, 'ascii'),
		Buffer.from([0x00]),
	]);
	return `wamid.${record.toString('base64')}`;
}
