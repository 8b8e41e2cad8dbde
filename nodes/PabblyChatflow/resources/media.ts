import type { IDataObject } from 'n8n-workflow';

import { RequestError } from '../../shared/errors/request-error';
import type { FileAddress } from '../../shared/http/download';
import {
	InvalidValue,
	type ApiRequest,
	type Field,
	type OperationCall,
	type Resource,
} from '../../shared/operation';
import { firstText, valueAt } from '../../shared/value';

const MEDIA_ID = /^\d+$/;

/** A number as text: it may be too large to be exact as a number. */
const mediaId: Field = {
	displayName: 'Media ID',
	name: 'mediaId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 1279244293838655',
	description: 'ID of the media, as the trigger gives it',
	in: 'query',
	as: 'id',
	encode: (value) => {
		const id = String(value).trim();
		if (MEDIA_ID.test(id)) return id;
		throw new InvalidValue(
			'must be digits only; give it as text, as a number may lose its last digits',
		);
	},
};

export const media: Resource = {
	name: 'Media',
	value: 'media',
	operations: [
		{
			name: 'Download',
			value: 'download',
			action: 'Download media',
			description: 'Get the file of a media message',
			method: 'GET',
			path: '/media',
			fields: [
				mediaId,
				{
					displayName: 'Put Output File in Field',
					name: 'binaryPropertyName',
					type: 'string',
					required: true,
					default: 'data',
					placeholder: 'e.g. data',
					description: 'Name of the field of the output item to put the file in',
				},
			],
			run: download,
		},
		{
			name: 'Get URL',
			value: 'getUrl',
			action: 'Get URL of media',
			description: 'Get an address of the file that works without a key, for an hour',
			method: 'GET',
			path: '/media',
			fields: [mediaId],
		},
	],
};

/** The request for the address of a file; `undefined` for what is no ID of one. */
export function mediaRequest(id: string): ApiRequest | undefined {
	if (!MEDIA_ID.test(id)) return undefined;
	return { method: 'GET', path: '/media', query: { id }, headers: {} };
}

/**
 * The signed address leads to another company's storage, and must not be shown the key.
 * @throws RequestError
 */
export function fileAddress(answer: unknown): FileAddress {
	const url = firstText(valueAt(answer, 'data.mediaUrl'));
	if (url !== undefined) return { url, mimeType: firstText(valueAt(answer, 'data.mimeType')) };
	throw new RequestError('refused', 'the answer holds no address of the file');
}

async function download({ request, values, send, download: get, withFile }: OperationCall) {
	const address = fileAddress(await send(request));
	const file = await get(address.url);
	const mimeType = address.mimeType ?? file.mimeType;
	const json: IDataObject = {
		mediaId: String(request.query.id),
		mimeType,
		fileName: file.fileName,
		fileSize: file.data.length,
	};
	return await withFile(json, String(values.binaryPropertyName), { ...file, mimeType });
}
