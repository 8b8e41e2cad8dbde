import { Refusal } from '../../http/refusal';
import type { OperationCall, Operations, Reply } from '../../http/types';
import type { FormFile } from '../../types';
import { created, newId, ok, Records } from './records/records';

interface Asset {
	mediaId: string;
	mimeType: string;
	size: number;
	/** Hexadecimal. */
	sha256: string;
	filename: string;
}

/** How files of these types begin, hexadecimal. */
const BEGINNINGS: Record<string, string> = {
	'image/png': '89504e470d0a1a0a',
	'image/jpeg': 'ffd8ff',
	'application/pdf': '255044462d',
};

/** What was uploaded, without the bytes: the API never gives them back. */
export class Media {
	private readonly records = new Records<Asset>('Media');

	readonly operations: Operations = {
		'media.upload': (call) => this.upload(call),
		'media.get': ({ params }) => ok(this.records.get(params.id)),
		'media.delete': ({ params }) => this.records.delete(params.id),
	};

	/**
	 * What a message of this type says of an uploaded file.
	 * @throws Refusal 404 unknown, 400 a type that the file is not
	 */
	forMessage(mediaId: string, type: string): Record<string, unknown> {
		const { mimeType, sha256 } = this.records.get(mediaId);
		const kind = mimeType === 'image/webp' ? 'sticker' : mimeType.split('/')[0];
		if (type !== 'document' && type !== kind) {
			throw new Refusal(400, `Media ${mediaId} is ${mimeType}, which cannot be sent as ${type}`);
		}
		return { id: mediaId, mime_type: mimeType, sha256 };
	}

	snapshot(): Asset[] {
		return [...this.records];
	}

	private upload({ files }: OperationCall): Reply {
		const file = files.file as FormFile | undefined;
		if (!file) {
			throw new Refusal(400, 'A file is required: multipart/form-data with the field file');
		}
		const { mimeType, size, sha256, filename, start } = file;
		if (size === 0) throw new Refusal(400, 'The file is empty');
		if (!start.startsWith(BEGINNINGS[mimeType] ?? '')) {
			throw new Refusal(400, `The file is not what it says it is (${mimeType})`);
		}
		const mediaId = newId('media');
		return created(this.records.add(mediaId, { mediaId, mimeType, size, sha256, filename }));
	}
}
