import { options, binaryPropertyName } from '../../shared/fields/common';
import type { Field, Resource } from '../../shared/operation';
import { checkFile, multipartField, uploadRequest, withMediaId } from '../fields/media-file';

const mediaId: Field = {
	displayName: 'Media ID',
	name: 'mediaId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 66f1c0de',
	description: 'ID of the uploaded media, as Upload gives it',
	in: 'path',
	as: 'id',
};

export const media: Resource = {
	name: 'Media',
	value: 'media',
	operations: [
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete media',
			description: 'Delete uploaded media',
			method: 'DELETE',
			path: '/v1/media/{id}',
			fields: [mediaId],
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get media',
			description: 'Get what is known of uploaded media: not the file itself',
			method: 'GET',
			path: '/v1/media/{id}',
			fields: [mediaId],
		},
		{
			name: 'Upload',
			value: 'upload',
			action: 'Upload media',
			description: 'Upload a file, for messages and template headers',
			method: 'POST',
			path: '/v1/media',
			repeatable: true,
			fields: [binaryPropertyName, options(multipartField)],
			run: async ({ values, send, binary }) => {
				const file = await binary(String(values.binaryPropertyName));
				checkFile(file);
				return withMediaId(await send(uploadRequest(file, values.multipartField)));
			},
		},
	],
};
