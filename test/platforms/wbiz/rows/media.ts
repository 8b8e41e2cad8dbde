import type { INodeExecutionData } from 'n8n-workflow';

import type { Row, RowRequest } from '../../../support/row';
import { accepted, gaurav, nothing, refused } from './values';

const path = '/v1/messages/media';
const pdf = '%PDF-1.4 one page';
const uploaded = { mediaId: 'med_1', mimeType: 'application/pdf', size: pdf.length };

const file = (content: string, mimeType = 'application/pdf', fileName = 'invoice.pdf') => ({
	data: Buffer.from(content, 'latin1').toString('base64'),
	mimeType,
	fileName,
});
const withFile = (...args: Parameters<typeof file>): INodeExecutionData[] => [
	{ json: {}, binary: { data: file(...args) } },
];
const upload = (part = 'file'): RowRequest => ({
	method: 'POST',
	path: '/v1/media',
	form: { part, fileName: 'invoice.pdf', mimeType: 'application/pdf', content: pdf },
});
const fromFile = { to: gaurav, mediaType: 'document', mediaSource: 'binary' };

const linkRows: Row[] = [
	{
		operation: 'message.sendMedia',
		name: 'makes the sample "Send media"',
		parameters: {
			to: '+918899332211',
			mediaType: 'image',
			mediaUrl: 'https://example.com/catalogue.jpg',
			caption: "This week's catalogue",
		},
		request: {
			method: 'POST',
			path,
			body: {
				to: '+918899332211',
				type: 'image',
				link: 'https://example.com/catalogue.jpg',
				caption: "This week's catalogue",
			},
		},
		answer: { body: accepted },
		output: [accepted],
	},
	{
		operation: 'message.sendMedia',
		name: 'sends uploaded media by its ID',
		parameters: { to: gaurav, mediaType: 'video', mediaSource: 'id', mediaId: 'med_1' },
		request: { method: 'POST', path, body: { to: gaurav, type: 'video', mediaId: 'med_1' } },
	},
	{
		operation: 'message.sendMedia',
		name: 'leaves out the caption that the form hides for audio',
		parameters: {
			to: gaurav,
			mediaType: 'audio',
			mediaSource: 'id',
			mediaId: 'med_1',
			caption: 'old',
			filename: 'old.pdf',
		},
		request: { method: 'POST', path, body: { to: gaurav, type: 'audio', mediaId: 'med_1' } },
	},
	{
		operation: 'message.sendMedia',
		name: 'names a document',
		parameters: {
			to: gaurav,
			mediaType: 'document',
			mediaUrl: 'https://example.com/1.pdf',
			filename: 'invoice.pdf',
		},
		request: {
			method: 'POST',
			path,
			body: {
				to: gaurav,
				type: 'document',
				link: 'https://example.com/1.pdf',
				filename: 'invoice.pdf',
			},
		},
	},
	...['http://example.com/a.jpg', 'file:///etc/passwd', 'example.com/a.jpg'].map((mediaUrl) =>
		refused(
			'message.sendMedia',
			`with the address ${mediaUrl}`,
			{ to: gaurav, mediaUrl },
			'"Media URL" must start with https://',
		),
	),
	refused(
		'message.sendMedia',
		'without an address',
		{ to: gaurav, mediaUrl: nothing },
		'"Media URL" is empty',
	),
	refused(
		'message.sendMedia',
		'with an unknown type',
		{ to: gaurav, mediaType: 'gif', mediaUrl: 'https://example.com/a.gif' },
		'"Media Type" must be one of audio, document, image, sticker, video',
	),
	refused(
		'message.sendMedia',
		'with 1025 characters in the caption',
		{ to: gaurav, mediaUrl: 'https://example.com/a.jpg', caption: 'x'.repeat(1025) },
		'"Caption" has 1025 characters',
	),
];

const fileRows: Row[] = [
	{
		operation: 'message.sendMedia',
		name: 'uploads a file, then sends its media ID',
		parameters: { ...fromFile, caption: 'Your invoice' },
		items: withFile(pdf),
		request: [
			upload(),
			{
				method: 'POST',
				path,
				body: { to: gaurav, type: 'document', caption: 'Your invoice', mediaId: 'med_1' },
			},
		],
		answer: [{ body: uploaded }, { body: accepted }],
		output: [accepted],
	},
	{
		operation: 'message.sendMedia',
		name: 'uploads again after an unclear outcome, as nobody gets anything by it',
		parameters: fromFile,
		items: withFile(pdf),
		request: [
			upload(),
			upload(),
			{ method: 'POST', path, body: { to: gaurav, type: 'document', mediaId: 'med_1' } },
		],
		answer: [{ status: 502 }, { body: uploaded }, { body: accepted }],
		output: [accepted],
	},
	{
		operation: 'message.sendMedia',
		name: 'sends nothing when the upload is refused',
		parameters: fromFile,
		items: withFile(pdf),
		request: upload(),
		answer: { status: 400, body: { error: { message: 'Unsupported file type' } } },
		error: 'the file could not be uploaded: Unsupported file type',
	},
	{
		operation: 'message.sendMedia',
		name: 'sends nothing when the upload gives no media ID',
		parameters: fromFile,
		items: withFile(pdf),
		request: upload(),
		answer: { body: { ok: true } },
		error:
			'The request was not sent to WBIZ: the file could not be uploaded: the answer holds no media ID',
	},
	{
		...refused(
			'message.sendMedia',
			'with an empty file',
			fromFile,
			'"Input Data Field Name" names an empty file',
		),
		items: withFile(''),
	},
	{
		...refused(
			'message.sendMedia',
			'with a sticker of 600 KB',
			{ ...fromFile, mediaType: 'sticker' },
			'"Input Data Field Name" holds 0.6 MB; WhatsApp takes at most 0.5 MB of sticker',
		),
		items: withFile('x'.repeat(600 * 1024), 'image/webp', 'a.webp'),
	},
	{
		...refused(
			'message.sendMedia',
			'with an image of 6 MB',
			{ ...fromFile, mediaType: 'image' },
			'holds 6 MB; WhatsApp takes at most 5 MB of image',
		),
		items: withFile('x'.repeat(6 * 1024 * 1024), 'image/png', 'a.png'),
	},
	{
		...refused(
			'message.sendMedia',
			'with a field that holds no file',
			{ ...fromFile, binaryPropertyName: 'photo' },
			'holds no file "photo"; there is: data',
		),
		items: withFile(pdf),
	},
];

const mediaResourceRows: Row[] = [
	{
		operation: 'media.upload',
		parameters: {},
		items: withFile(pdf),
		request: upload(),
		answer: { status: 201, body: uploaded },
		output: [uploaded],
	},
	{
		operation: 'media.upload',
		name: 'takes the file from another field, and names the part of the upload',
		parameters: { binaryPropertyName: 'invoice', options: { multipartField: 'media' } },
		items: [{ json: {}, binary: { invoice: file(pdf) } }],
		request: upload('media'),
		answer: { body: { data: { id: 'med_2' } } },
		output: [{ data: { id: 'med_2' }, mediaId: 'med_2' }],
	},
	{
		...refused(
			'media.upload',
			'with the name of what every object has',
			{ binaryPropertyName: 'constructor' },
			'holds no file "constructor"; there is: data',
		),
		items: withFile(pdf),
	},
	{
		...refused(
			'media.upload',
			'with a file that n8n does not have any more',
			{},
			'holds a file "data" that n8n cannot read: No binary data manager found for: s3 Nothing was sent.',
		),
		items: [{ json: {}, binary: { data: { ...file(pdf), id: 's3:gone', data: 's3' } } }],
	},
	{
		...refused(
			'media.upload',
			'with an empty file',
			{},
			'"Input Data Field Name" names an empty file',
		),
		items: withFile(''),
	},
	{
		operation: 'media.get',
		parameters: { mediaId: 'med_1' },
		request: { method: 'GET', path: '/v1/media/med_1' },
		answer: { body: uploaded },
		output: [uploaded],
	},
	{
		operation: 'media.delete',
		parameters: { mediaId: 'med/1' },
		request: { method: 'DELETE', path: '/v1/media/med%2F1' },
		answer: { status: 204 },
		output: [{ deleted: true }],
	},
];

export const mediaRows: Row[] = [...linkRows, ...fileRows, ...mediaResourceRows];
