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

/** Bytes of that type, or a few words where there is no file for it. */
export function fileOf(mimeType: string): Buffer {
	return FILES[mimeType.split(';')[0]] ?? Buffer.from(`A file of type ${mimeType}\n`);
}
