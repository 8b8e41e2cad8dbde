import { textUpTo } from '../shared/fields/common';
import type { Field } from '../shared/operation';

/** WhatsApp's limit for both. Meta, "Interactive reply buttons messages". */
const LENGTH = 60;

/** WhatsApp has these around buttons and lists; the vendor documents neither. Their names are assumed. */
export const headerAndFooter: Field[] = [
	{
		displayName: 'Footer Text',
		name: 'footerText',
		type: 'string',
		default: '',
		description:
			'Small print below the text, up to 60 characters. The platform does not document the field.',
		in: 'body',
		as: 'footer',
		encode: textUpTo(LENGTH),
	},
	{
		displayName: 'Header Text',
		name: 'headerText',
		type: 'string',
		default: '',
		description:
			'Title above the text, up to 60 characters. The platform does not document the field.',
		in: 'body',
		as: 'header',
		encode: textUpTo(LENGTH),
	},
];
