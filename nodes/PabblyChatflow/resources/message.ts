import { limit, returnAll, textUpTo } from '../../shared/fields/common';
import { caption, messageText } from '../../shared/fields/message';
import { optionalJsonObject } from '../../shared/form/check';
import { InvalidValue, type Field, type Operation, type Resource } from '../../shared/operation';
import { withText } from '../../shared/safeguards/customer-text';
import { sendAndWait } from '../../shared/send-and-wait/operation';
import { withTemplateFallback } from '../../shared/text/closed-window';
import { withTextOptions } from '../../shared/text/send-text';
import {
	filename,
	fixed,
	footerText,
	headerText,
	mediaUrl,
	sendOptions,
	to,
} from '../fields/common';
import { contactDetails } from '../fields/contact';
import { buttonUrl, ctaHeader } from '../fields/cta-url';
import { catalogId, product } from '../fields/locators';
import { askWithList, listSections, productSections } from '../fields/sections';
import { templateContent, templateInLanguage } from '../template/fields';
import { templateBody } from '../template/fill';
import { fieldsOfKinds } from '../template/kinds';

const sendMedia: Operation = {
	name: 'Send Media',
	value: 'sendMedia',
	action: 'Send a media message',
	description: 'Send an image, audio, video or document by its address',
	method: 'POST',
	path: '/messages',
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
				{ name: 'Video', value: 'video' },
			],
			default: 'image',
			description: 'What the recipient sees it as',
			in: 'body',
			as: 'type',
		},
		mediaUrl,
		{ ...caption, displayOptions: { show: { mediaType: ['document', 'image', 'video'] } } },
		{ ...filename, displayOptions: { show: { mediaType: ['document'] } } },
		contactDetails,
		sendOptions(),
	],
};

/** The vendor's limit for the text of an interactive message. */
const TEXT_LENGTH = 1024;
const BUTTON_LENGTH = 20;

const buttonText: Field = {
	displayName: 'Button Text',
	name: 'buttonText',
	type: 'string',
	required: true,
	default: '',
	description: 'What the button says, up to 20 characters',
	in: 'body',
	encode: textUpTo(BUTTON_LENGTH),
};

const countryCode: Field = {
	displayName: 'Country',
	name: 'isoCountryCode',
	type: 'string',
	default: '',
	placeholder: 'e.g. IN',
	description: 'ISO code of the country, 2 letters',
	in: 'body',
	encode: (value) => {
		const code = String(value ?? '')
			.trim()
			.toUpperCase();
		if (code === '') return undefined;
		if (/^[A-Z]{2}$/.test(code)) return code;
		throw new InvalidValue('must be a country code of 2 letters');
	},
};

/** The vendor types both as text, and describes more: objects as WhatsApp has them, by the name of the address field. */
const addressFields: Field[] = [
	{
		displayName: 'Address Values',
		name: 'addressValues',
		type: 'json',
		default: '{}',
		description: 'Values to fill the form with, as a JSON object by the name of the address field',
		in: 'body',
		as: 'values',
		encode: valuesByField,
	},
	{
		displayName: 'Validation Errors',
		name: 'validationErrors',
		type: 'json',
		default: '{}',
		description: 'What is wrong with values, as a JSON object by the name of the address field',
		in: 'body',
		encode: valuesByField,
	},
];

function valuesByField(value: unknown): unknown {
	const values = optionalJsonObject(value) ?? {};
	return Object.keys(values).length > 0 ? values : undefined;
}

/** All go through one call; `interactiveType` says which it is. */
const interactive = (
	name: string,
	value: string,
	interactiveType: string,
	action: string,
	description: string,
	fields: Field[],
): Operation => ({
	name,
	value,
	action,
	description,
	method: 'POST',
	path: '/messages',
	fields: [fixed('type', 'interactive'), fixed('interactiveType', interactiveType), to, ...fields],
});

const sendProduct = interactive(
	'Send Product',
	'sendProduct',
	'single_product',
	'Send a product message',
	'Send a product of a catalog, with a button to look at it',
	[
		{ ...catalogId, in: 'body', as: 'action.catalogId' },
		{ ...product, in: 'body', as: 'action.productRetailerId' },
		messageText('bodyText', TEXT_LENGTH),
		sendOptions(footerText('footerText')),
	],
);

const sendProductList = interactive(
	'Send Product List',
	'sendProductList',
	'product_list',
	'Send a message with a list of products',
	'Send up to 30 products of a catalog to choose from',
	[
		{ ...catalogId, in: 'body', as: 'action.catalogId' },
		{ ...headerText('header'), required: true },
		messageText('body', TEXT_LENGTH),
		...productSections,
		sendOptions(footerText('footer')),
	],
);

const sendCatalog = interactive(
	'Send Catalog',
	'sendCatalog',
	'catalog_message',
	'Send a catalog message',
	'Send the catalog of the number, with a button to look at it',
	[
		messageText('bodyText', TEXT_LENGTH),
		{
			...product,
			displayName: 'Thumbnail Product',
			required: false,
			description: 'The product whose picture is shown. It may be left empty.',
			in: 'body',
			as: 'catalogProductId',
		},
		sendOptions(footerText('footerText')),
	],
);

const sendList = interactive(
	'Send List',
	'sendList',
	'list',
	'Send a message with a list',
	'Send a text with a list of up to 10 rows to choose from',
	[
		messageText('bodyText', TEXT_LENGTH),
		{ ...buttonText, placeholder: 'e.g. Choose a time' },
		...listSections,
		sendOptions(footerText('footerText'), headerText('headerText')),
	],
);

const sendCtaUrl = interactive(
	'Send CTA URL',
	'sendCtaUrl',
	'cta_url',
	'Send a message with a URL button',
	'Send a text with a button that opens a page',
	[
		messageText('message', TEXT_LENGTH),
		{
			...buttonText,
			placeholder: 'e.g. Track',
			as: 'buttons',
			encode: (value, read) => [{ title: buttonText.encode?.(value, read), url: buttonUrl(read) }],
		},
		...ctaHeader,
		sendOptions(),
	],
);

const requestAddress = interactive(
	'Request Address',
	'requestAddress',
	'address_message',
	'Request an address',
	'Ask the customer for an address, with a form',
	[
		messageText('bodyText', TEXT_LENGTH),
		{ ...countryCode, required: true },
		sendOptions(...addressFields),
	],
);

const requestLocation = interactive(
	'Request Location',
	'requestLocation',
	'location_request_message',
	'Request a location',
	'Ask the customer for a location, with a button to send it',
	[messageText('bodyText', TEXT_LENGTH), sendOptions(countryCode)],
);

/** What a send takes of a template's values. */
const TAKES = [
	'headerParams',
	'bodyParams',
	'link',
	'filename',
	'copyCodeParam',
	'urlVariables',
	'quickReplies',
	'carouselBodies',
	'carouselFileData',
	'ltoFields',
	'languageCode',
];

const sendTemplate: Operation = {
	name: 'Send Template',
	value: 'sendTemplate',
	action: 'Send a template message',
	description: 'Send an approved template, at any time',
	method: 'POST',
	path: '/messages',
	fields: [
		fixed('type', 'template'),
		to,
		...templateInLanguage,
		...templateContent(fieldsOfKinds),
		contactDetails,
		sendOptions(),
	],
	run: async (call) => {
		const { body, text } = await templateBody(call, TAKES);
		return withText(await call.send({ ...call.request, body }), text);
	},
};

const sendText: Operation = {
	name: 'Send Text',
	value: 'sendText',
	action: 'Send a text message',
	description: "Send a text within 24 hours of the customer's last message",
	method: 'POST',
	path: '/messages',
	// WhatsApp's limit.
	fields: [fixed('type', 'text'), to, messageText('message', 4096), contactDetails, sendOptions()],
};

/** The page calls `GET /messages` in its examples, and shows neither parameters nor the answer: its form is assumed. */
const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many messages',
	description:
		'Get messages, as many as the platform gives. It documents neither pages nor what the answer holds.',
	method: 'GET',
	path: '/messages',
	items: ['data.messages', 'data.chats', 'data', 'messages', ''],
	fields: [returnAll, limit],
};

export const message: Resource = {
	name: 'Message',
	value: 'message',
	operations: [
		getMany,
		requestAddress,
		requestLocation,
		sendAndWait(sendText, { to: ({ to }) => String(to), ask: askWithList }),
		sendCatalog,
		sendCtaUrl,
		sendList,
		sendMedia,
		sendProduct,
		sendProductList,
		sendTemplate,
		withTemplateFallback(withTextOptions(sendText), sendTemplate),
	],
};
