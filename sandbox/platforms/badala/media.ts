import { randomBytes } from 'node:crypto';

import type { Account } from '../../account/account';
import type { Message } from '../../account/messages';
import type { FileReply, FileRequest } from '../../http/types';

interface Kind {
	mimeType: string;
	bytes: Buffer;
}

const JPEG =
	'/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=';
const PDF =
	'%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

/** What WhatsApp usually delivers for a message of this type, with the beginning of such a file. */
const KINDS: Record<string, Kind> = {
	image: { mimeType: 'image/jpeg', bytes: Buffer.from(JPEG, 'base64') },
	document: { mimeType: 'application/pdf', bytes: Buffer.from(PDF) },
	audio: { mimeType: 'audio/ogg', bytes: Buffer.from('OggS') },
	video: { mimeType: 'video/mp4', bytes: Buffer.from('\0\0\0\x18ftypmp42') },
	sticker: { mimeType: 'image/webp', bytes: Buffer.from('RIFF\x04\0\0\0WEBP') },
};

/** The files of what customers send, at public addresses, as those of the vendor's own uploads are. */
export class Media {
	private readonly files = new Map<string, Kind>();

	constructor(private readonly account: Account) {}

	/** Gives an inbound file an address and a type where it has none. */
	adopt({ type, content }: Message): void {
		const usual = KINDS[type] as Kind | undefined;
		if (!usual) return;
		const part = (content[type] ?? {}) as { link?: string; mime_type?: string };
		const mimeType = part.mime_type ?? usual.mimeType;
		const link = part.link ?? this.publish({ mimeType, bytes: usual.bytes });
		content[type] = { ...part, link, mime_type: mimeType };
	}

	file({ path }: FileRequest): FileReply | undefined {
		const kind = this.files.get(path.split('/').pop() ?? '');
		return kind && { status: 200, contentType: kind.mimeType, bytes: kind.bytes };
	}

	private publish(kind: Kind): string {
		const name = randomBytes(12).toString('hex');
		this.files.set(name, kind);
		const { origin, platform } = this.account;
		return `${origin()}/${platform.id}/files/${name}`;
	}
}
