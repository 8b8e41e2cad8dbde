import {
	additionalBody,
	allowUserIds,
	defaultCountryCode,
	options,
	toWithPlus,
} from '../../shared/fields/common';
import { messageText } from '../../shared/fields/message';
import type { Field } from '../../shared/operation';

export const to: Field = { ...toWithPlus, placeholder: 'e.g. +919876543210' };

/** Text of a message; the vendor calls it `body`. */
export const text = (maxLength: number): Field => messageText('body', maxLength);

/** Of every operation that sends to one person. */
export const sendOptions = options(additionalBody, allowUserIds, defaultCountryCode);
