import { binaryPropertyName } from '../../shared/fields/common';
import { InvalidValue, type ApiRequest, type BinaryFile, type Field } from '../../shared/operation';
import { isObject, valueAt } from '../../shared/value';

const MEGABYTE = 1024 * 1024;

/** WhatsApp's limits, in bytes. Meta, "Media", "Supported media types". */
const MOST_BYTES: Record<string, number> = {
	audio: 16 * MEGABYTE,
	document: 100 * MEGABYTE,
	image: 5 * MEGABYTE,
	sticker: MEGABYTE / 2,
	video: 16 * MEGABYTE,
};

export const multipartField: Field = {
	displayName: 'Multipart Field',
	name: 'multipartField',
	type: 'string',
	default: 'file',
	placeholder: 'e.g. file',
	description:
		'Name of the part that holds the file in the upload. The platform does not document it.',
};

/**
 * Checks a file before it leaves.
 *
 * @param mediaType what it will be sent as; without it only the largest of all limits is known
 * @throws InvalidValue
 */
export function checkFile({ data }: BinaryFile, mediaType = 'document'): void {
	const most = MOST_BYTES[mediaType];
	if (data.length === 0)
		throw new InvalidValue('names an empty file', binaryPropertyName.displayName);
	if (data.length <= most) return;
	throw new InvalidValue(
		`holds ${megabytes(data.length)} MB; WhatsApp takes at most ${megabytes(most)} MB of ${mediaType}`,
		binaryPropertyName.displayName,
	);
}

/** The upload of a file, as multipart/form-data. */
export function uploadRequest(
	{ data, mimeType, fileName }: BinaryFile,
	partName: unknown = multipartField.default,
): ApiRequest {
	const body = new FormData();
	body.append(String(partName), new Blob([data], { type: mimeType }), fileName);
	return { method: 'POST', path: '/v1/media', query: {}, headers: {}, body };
}

/** The id of uploaded media. The vendor calls it `mediaId`, and shows no answer. */
export function mediaIdIn(answer: unknown): string | undefined {
	const found = ['mediaId', 'data.mediaId', 'id', 'data.id', 'media.id']
		.map((path) => valueAt(answer, path))
		.find((id) => (typeof id === 'string' || typeof id === 'number') && id !== '');
	return found === undefined ? undefined : String(found);
}

/** The answer to an upload, with the media's id at the top. */
export function withMediaId(answer: unknown): unknown {
	const mediaId = mediaIdIn(answer);
	return mediaId === undefined || !isObject(answer) ? answer : { ...answer, mediaId };
}

function megabytes(bytes: number): number {
	return Math.ceil((bytes / MEGABYTE) * 10) / 10;
}
