import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import type { Account } from '../../account/account';
import type { Message } from '../../account/messages';
import { Refusal } from '../../http/refusal';
import type { FileReply, FileRequest, OperationCall, Operations, Reply } from '../../http/types';
import { success } from './access';

const HOUR_MS = 3_600_000;
const ALGORITHM = 'AWS4-HMAC-SHA256';

/** What customers sent; the first three are there from the start. */
const SEEDED: Array<[string, string]> = [
	['1279244293838655', 'image/jpeg'],
	['1279244293838656', 'image/png'],
	['1279244293838657', 'application/pdf'],
];

/** Files by media id, at addresses that are signed and expire, as those of an object store. */
export class Media {
	private readonly mimeTypes = new Map(SEEDED);
	private readonly key = randomBytes(32);

	constructor(private readonly account: Account) {}

	readonly operations: Operations = {
		'media.getUrl': (call) => this.getUrl(call),
	};

	/** Makes the file of an inbound message known; it gets an id and a type where it has none. */
	adopt({ type, content }: Message): void {
		if (!MEDIA_TYPES.includes(type)) return;
		const part = (content[type] ?? {}) as { id?: string; mime_type?: string };
		const id = part.id ?? String(BigInt(`0x${randomBytes(6).toString('hex')}`) + 10n ** 15n);
		const mimeType = part.mime_type ?? usualMimeType(type);
		content[type] = { ...part, id, mime_type: mimeType };
		this.mimeTypes.set(id, mimeType);
	}

	/** An address for the file that works for an hour. */
	address(id: string): string {
		const { origin, platform, clock } = this.account;
		const signedAt = String(clock.now());
		const query = new URLSearchParams({
			'X-Amz-Algorithm': ALGORITHM,
			'X-Amz-Date': signedAt,
			'X-Amz-Expires': String(HOUR_MS / 1000),
			'X-Amz-Signature': this.signature(id, signedAt),
		});
		return `${origin()}/${platform.id}/files/${id}?${query}`;
	}

	/** The bytes, or the object store's kind of refusal. */
	file({ path, query, headers }: FileRequest): FileReply | undefined {
		const id = path.split('/').pop() ?? '';
		const mimeType = this.mimeTypes.get(id);
		if (mimeType === undefined) return undefined;
		// An object store takes one proof only, and so finds out who gives the API key to strangers.
		if (headers.authorization !== undefined) {
			return storeRefusal(400, 'InvalidArgument', 'Only one auth mechanism allowed');
		}
		const { 'X-Amz-Date': signedAt = '', 'X-Amz-Signature': given = '' } = query;
		if (!same(given, this.signature(id, signedAt))) {
			return storeRefusal(403, 'SignatureDoesNotMatch', 'The signature does not match');
		}
		if (this.account.clock.now() >= Number(signedAt) + HOUR_MS) {
			return storeRefusal(403, 'AccessDenied', 'Request has expired');
		}
		return { status: 200, contentType: mimeType, bytes: fileOf(mimeType) };
	}

	snapshot(): Array<{ id: string; mimeType: string }> {
		return [...this.mimeTypes].map(([id, mimeType]) => ({ id, mimeType }));
	}

	private getUrl({ query }: OperationCall): Reply {
		const id = String(query.id);
		const mimeType = this.mimeTypes.get(id);
		if (mimeType === undefined) throw new Refusal(404, 'Media not found');
		return success('Media retrieved successfully', {
			mediaId: id,
			mediaUrl: this.address(id),
			mimeType,
			expiresAt: new Date(Date.now() + HOUR_MS).toISOString(),
		});
	}

	private signature(id: string, signedAt: string): string {
		return createHmac('sha256', this.key).update(`${id} ${signedAt}`).digest('hex');
	}
}

function same(given: string, right: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(right)];
	return a.length === b.length && timingSafeEqual(a, b);
}

function storeRefusal(status: number, code: string, text: string): FileReply {
	const xml = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${text}</Message></Error>`;
	return { status, contentType: 'application/xml', bytes: Buffer.from(xml) };
}

/** Small files that really are what they say, by MIME type. */
const FILES: Record<string, Buffer> = {
	'image/png': Buffer.from(
		'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
		'base64',
	),
	'image/jpeg': Buffer.from(
		'/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
		'base64',
	),
	'application/pdf': Buffer.from(
		'%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
	),
	'audio/ogg': Buffer.from('4f67675300020000000000000000', 'hex'),
	'video/mp4': Buffer.from('0000001866747970697367f26d00000200697368666d703432', 'hex'),
};

/** What WhatsApp usually delivers for a message of this type. */
const TYPES: Record<string, string> = {
	image: 'image/jpeg',
	sticker: 'image/webp',
	audio: 'audio/ogg',
	video: 'video/mp4',
	document: 'application/pdf',
};

export const MEDIA_TYPES = Object.keys(TYPES);

export function usualMimeType(messageType: string): string {
	return TYPES[messageType];
}

/** Bytes of that type, or a line of text where there is no file for it. */
export function fileOf(mimeType: string): Buffer {
	return FILES[mimeType.split(';')[0]] ?? Buffer.from(`A file of type ${mimeType}\n`);
}
