import type { IDataObject } from 'n8n-workflow';

import { beforeSending, RequestError } from '../../shared/errors/request-error';
import {
	textUpTo,
	additionalBody,
	allowUserIds,
	defaultCountryCode,
	options,
	binaryPropertyName,
} from '../../shared/fields/common';
import { caption, mediaUrl } from '../../shared/fields/message';
import {
	InvalidValue,
	type ApiRequest,
	type Resource,
	type Field,
	type Operation,
	type OperationCall,
} from '../../shared/operation';
import type { Question } from '../../shared/question';
import { withText } from '../../shared/safeguards/customer-text';
import { sendAndWait } from '../../shared/send-and-wait/operation';
import { templateChoice } from '../../shared/template/choice-fields';
import { templateValues } from '../../shared/template/variables';
import { withTemplateFallback } from '../../shared/text/closed-window';
import { withTextOptions } from '../../shared/text/send-text';
import { sendOptions, text, to } from '../fields/common';
import { buttons, headerAndFooter, listContent, TEXT_LENGTHS } from '../fields/interactive';
import { flowId, presetId } from '../fields/locators';
import { checkFile, mediaIdIn, multipartField, uploadRequest } from '../fields/media-file';
import { headerKey, withTemplateValues } from '../template/fill';

/** WhatsApp's limit for the title of a reply button. */
const BUTTON_LENGTH = 20;

/** Buttons and lists are sent by one call; this says which of the two it is. */
const kind = (value: 'buttons' | 'list'): Field => ({
	displayName: 'Kind',
	name: 'kind',
	type: 'hidden',
	default: value,
	description: 'What the customer may tap',
	in: 'body',
});

const interactiveOptions = options(
	additionalBody,
	allowUserIds,
	defaultCountryCode,
	...headerAndFooter,
);

const sendButtons: Operation = {
	name: 'Send Buttons',
	value: 'sendButtons',
	action: 'Send a message with buttons',
	description: 'Send a text with up to 3 buttons to answer with',
	method: 'POST',
	path: '/v1/messages/interactive',
	fields: [kind('buttons'), to, text(TEXT_LENGTHS.buttons), buttons, interactiveOptions],
};

const sendList: Operation = {
	name: 'Send List',
	value: 'sendList',
	action: 'Send a message with a list',
	description: 'Send a text with a list of up to 10 rows to choose from',
	method: 'POST',
	path: '/v1/messages/interactive',
	fields: [kind('list'), to, text(TEXT_LENGTHS.list), ...listContent(), interactiveOptions],
};

const sendMedia: Operation = {
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
			placeholder: 'e.g. 66f1c0de',
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
		options(additionalBody, allowUserIds, defaultCountryCode, multipartField),
	],
	run: sendWithFile,
};

const sendTemplate: Operation = {
	name: 'Send Template',
	value: 'sendTemplate',
	action: 'Send a template message',
	description: 'Send an approved template, at any time',
	method: 'POST',
	path: '/v1/messages/template',
	fields: [
		to,
		...templateChoice(({ name, language }) => ({ template: name, language })),
		...templateValues('variables'),
		options(additionalBody, allowUserIds, defaultCountryCode, headerKey),
	],
	run: async (call) => {
		const body = call.request.body as IDataObject;
		const choice = { name: String(body.template), language: String(body.language) };
		const { text, body: filled } = await withTemplateValues(call, choice, body);
		return withText(await call.send({ ...call.request, body: filled }), text);
	},
};

const sendText: Operation = {
	name: 'Send Text',
	value: 'sendText',
	action: 'Send a text message',
	description: "Send a text within 24 hours of the customer's last message",
	method: 'POST',
	path: '/v1/messages/text',
	// WhatsApp's limit.
	fields: [to, text(4096), sendOptions],
};

/** The question with its answers as buttons, where they keep within WhatsApp's limits. */
function askWithButtons(
	{ message, choices }: Question,
	request: ApiRequest,
): ApiRequest | undefined {
	const isShort = choices.every(({ label }) => label.length <= BUTTON_LENGTH);
	if (!isShort || message.length > TEXT_LENGTHS.buttons) return undefined;
	const answers = choices.map(({ label, token }) => ({ id: token, title: label }));
	const body = { ...(request.body as IDataObject), kind: 'buttons', body: message };
	return { ...request, path: sendButtons.path, body: { ...body, buttons: answers } };
}

export const message: Resource = {
	name: 'Message',
	value: 'message',
	// What most workflows do comes first.
	operations: [
		withTemplateFallback(withTextOptions(sendText), sendTemplate),
		sendTemplate,
		sendMedia,
		sendAndWait(sendText, { to: ({ to }) => String(to).replace(/\D/g, ''), ask: askWithButtons }),
		sendButtons,
		{
			name: 'Send Flow',
			value: 'sendFlow',
			action: 'Send a flow message',
			description: 'Send a WhatsApp Flow, a form inside the chat',
			method: 'POST',
			path: '/v1/flows/{id}/send',
			fields: [
				to,
				flowId,
				{ ...text(1024), as: 'bodyText' },
				{
					displayName: 'Button Text',
					name: 'ctaText',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. Book now',
					description: 'What the button that opens the flow says, up to 20 characters',
					in: 'body',
					// WhatsApp's limit.
					encode: textUpTo(20),
				},
				sendOptions,
			],
		},
		sendList,
		{
			name: 'Send Location',
			value: 'sendLocation',
			action: 'Send a location message',
			description: 'Send a point on the map',
			method: 'POST',
			path: '/v1/messages/location',
			fields: [
				to,
				{
					displayName: 'Latitude',
					name: 'latitude',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. 23.0225',
					description: 'Degrees north of the equator, negative in the south',
					in: 'body',
					encode: degreesUpTo(90),
				},
				{
					displayName: 'Longitude',
					name: 'longitude',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. 72.5714',
					description: 'Degrees east of Greenwich, negative in the west',
					in: 'body',
					encode: degreesUpTo(180),
				},
				{
					displayName: 'Place',
					name: 'locationName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Our store',
					description: 'Name of the place, shown below the map',
					in: 'body',
					as: 'name',
				},
				{
					displayName: 'Address',
					name: 'locationAddress',
					type: 'string',
					default: '',
					placeholder: 'e.g. Ahmedabad, India',
					description: 'Address of the place, shown below its name',
					in: 'body',
					as: 'address',
				},
				sendOptions,
			],
		},
		{
			name: 'Send Preset',
			value: 'sendPreset',
			action: 'Send a preset message',
			description: 'Send a saved card with buttons or a list',
			method: 'POST',
			path: '/v1/interactive/{id}/send',
			fields: [to, presetId, sendOptions],
		},
	],
};

/** A coordinate. The form takes text, as an empty number would silently be the point 0, 0. */
function degreesUpTo(limit: number): (value: unknown) => number {
	return (value) => {
		const degrees = Number(String(value).trim());
		if (!Number.isFinite(degrees)) {
			throw new InvalidValue(`must be a number of degrees, but is "${String(value)}"`);
		}
		if (Math.abs(degrees) <= limit) return degrees;
		throw new InvalidValue(`must be between -${limit} and ${limit}, but is ${degrees}`);
	};
}

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
		throw new RequestError('notSent', 'the answer holds no media ID', { body: answer });
	});
	return await send({ ...request, body: { ...body, mediaId } });
}
