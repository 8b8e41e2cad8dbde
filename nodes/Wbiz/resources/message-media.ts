import { beforeSending, RequestFailure } from '../../shared/errors/request-failure';
import {
	additionalBody,
	defaultCountryCode,
	options,
	binaryPropertyName,
} from '../../shared/fields/common';
import { caption, mediaUrl } from '../../shared/fields/message';
import type { Operation, OperationCall } from '../../shared/operation';
import { to } from '../fields';
import { checkFile, mediaIdIn, multipartField, uploadRequest } from '../media-file';

export const sendMedia: Operation = {
	name: 'Send Media',
	value: 'sendMedia',
	action: 'Send a media message',
	description: 'Send an image, video, document, audio or sticker: a link, uploaded media or a file',
	method: 'POST',
	path: '/v1/messages/media',
	fields: [
		to,
		{
			displayName: 'Media Type',
			name: 'mediaType',
			type: 'options',
			options: [
				{ name: 'Audio', value: 'audio' },
				{ name: 'Document', value: 'document' },
				{ name: 'Image', value: 'image' },
				{ name: 'Sticker', value: 'sticker' },
				{ name: 'Video', value: 'video' },
			],
			default: 'image',
			description: 'What the recipient sees it as',
			in: 'body',
			as: 'type',
		},
		{
			displayName: 'Media Source',
			name: 'mediaSource',
			type: 'options',
			options: [
				{ name: 'Input File', value: 'binary' },
				{ name: 'Media ID', value: 'id' },
				{ name: 'URL', value: 'url' },
			],
			default: 'url',
			description: 'Where the media comes from',
		},
		{ ...mediaUrl, displayOptions: { show: { mediaSource: ['url'] } }, as: 'link' },
		{
			displayName: 'Media ID',
			name: 'mediaId',
			type: 'string',
			required: true,
			default: '',
			description: 'ID of the uploaded media, as Media > Upload gives it',
			displayOptions: { show: { mediaSource: ['id'] } },
			in: 'body',
		},
		{ ...binaryPropertyName, displayOptions: { show: { mediaSource: ['binary'] } } },
		{ ...caption, displayOptions: { show: { mediaType: ['document', 'image', 'video'] } } },
		{
			displayName: 'File Name',
			name: 'filename',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice.pdf',
			description:
				'Name that the recipient sees. The platform does not document the field; leave it empty when it refuses it.',
			displayOptions: { show: { mediaType: ['document'] } },
			in: 'body',
		},
		options(additionalBody, defaultCountryCode, multipartField),
	],
	run: sendWithFile,
};

/** A file is uploaded first, which may be repeated: nobody gets anything by it. */
async function sendWithFile({ request, values, send, binary }: OperationCall): Promise<unknown> {
	if (values.mediaSource !== 'binary') return await send(request);
	const file = await binary(String(values.binaryPropertyName));
	const body = request.body as { type: string };
	checkFile(file, body.type);
	const mediaId = await beforeSending('the file could not be uploaded', async () => {
		const answer = await send(uploadRequest(file, values.multipartField), { repeatable: true });
		const id = mediaIdIn(answer);
		if (id !== undefined) return id;
		throw new RequestFailure('notSent', 'the answer holds no media ID', { body: answer });
	});
	return await send({ ...request, body: { ...body, mediaId } });
}
