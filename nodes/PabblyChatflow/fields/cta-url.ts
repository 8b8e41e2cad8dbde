import { textUpTo } from '../../shared/fields/common';
import { webAddress } from '../../shared/fields/message';
import { InvalidValue, type Field, type Read } from '../../shared/operation';

/** WhatsApp's limit for a header of text. */
const HEADER_LENGTH = 60;
const LABEL = 'Button URL';

const withHeader = (...kinds: string[]): Pick<Field, 'displayOptions'> => ({
	displayOptions: { show: { headerType: kinds } },
});

/** The page that the button opens, and what stands above the text. */
export const ctaHeader: Field[] = [
	{
		displayName: LABEL,
		name: 'buttonUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/orders/1043',
		description: 'The page that the button opens',
		encode: webAddress,
	},
	{
		displayName: 'Header Type',
		name: 'headerType',
		type: 'options',
		options: [
			{ name: 'Document', value: 'document' },
			{ name: 'Image', value: 'image' },
			{ name: 'None', value: 'none' },
			{ name: 'Text', value: 'text' },
			{ name: 'Video', value: 'video' },
		],
		default: 'none',
		description: 'What stands above the text',
		in: 'body',
		as: 'header.type',
		encode: (value) => (value === 'none' ? undefined : value),
	},
	{
		displayName: 'Header Text',
		name: 'headerText',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Your order',
		description:
			'Title above the text, up to 60 characters. The platform does not document the name of the field.',
		...withHeader('text'),
		in: 'body',
		as: 'header.text',
		encode: textUpTo(HEADER_LENGTH),
	},
	{
		displayName: 'Header Media URL',
		name: 'headerMediaUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/invoice.pdf',
		description: 'Public address of the media; WhatsApp fetches it without a login',
		...withHeader('document', 'image', 'video'),
		in: 'body',
		as: 'header.link',
		encode: webAddress,
	},
	{
		displayName: 'Header File Name',
		name: 'headerFilename',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. invoice.pdf',
		description: 'Name of the document that the recipient sees',
		...withHeader('document'),
		in: 'body',
		as: 'header.filename',
	},
];

/** For the one button that the vendor wants in a list. */
export function buttonUrl(read: Read): string {
	let problem = 'is empty';
	try {
		const url = webAddress(read('buttonUrl'));
		if (url !== undefined) return url;
	} catch (error) {
		problem = (error as Error).message;
	}
	throw new InvalidValue(problem, LABEL);
}
