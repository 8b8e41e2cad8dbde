import { InvalidValue, type Field } from '../shared/operation';
import { addressEndFault, variableList } from '../shared/template/variables';

/** What fills a template in by hand: lists by position, in the vendor's names. */

export const headerValues: Field = {
	...variableList,
	displayName: 'Header Values',
	name: 'headerValues',
	description: "The values of the header's variables in their order",
	as: 'headerParams',
};

export const bodyValues: Field = {
	...variableList,
	displayName: 'Body Values',
	name: 'bodyValues',
	description: "The values of the body's variables in their order",
	as: 'bodyParams',
};

export const urlValues: Field = {
	...variableList,
	displayName: 'URL Values',
	name: 'urlValues',
	description: 'The variable ends of the URL buttons in their order, in a carousel card by card',
	as: 'urlVariables',
	encode: (value, read) => {
		const ends = variableList.encode?.(value, read) as string[] | undefined;
		const fault = ends?.map(addressEndFault).find((words) => words !== undefined);
		if (fault !== undefined) throw new InvalidValue(`has an entry that ${fault}`);
		return ends;
	},
};

export const couponCode: Field = {
	displayName: 'Code',
	name: 'couponCode',
	type: 'string',
	default: '',
	placeholder: 'e.g. FESTIVE25',
	description: 'The code to copy: a coupon, or the one-time password of an authentication template',
	in: 'body',
	as: 'copyCodeParam',
};

export const quickReplyValues: Field = {
	...variableList,
	displayName: 'Quick Reply Payloads',
	name: 'quickReplyValues',
	description: 'What the trigger gives when a quick reply button is tapped, in their order',
	as: 'quickReplies',
};
