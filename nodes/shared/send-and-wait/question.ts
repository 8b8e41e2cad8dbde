import type { IDataObject } from 'n8n-workflow';

import { InvalidValue } from '../operation';
import type { Question } from '../question';
import { comparableNumber, isObject } from '../value';
import { resumeToken } from './resume-token';

/** Signs the address that resumes the execution. Same parameters, same address. */
export type SignResumeUrl = (parameters: Record<string, string>) => string;

/**
 * The question of one item, from the form's values.
 *
 * @param nonce makes this wait's addresses differ from those of an earlier round of a loop
 * @param to digits of the person who is asked; with it only that person's tap on a button counts
 * @throws InvalidValue naming the field
 */
export function questionOf(
	values: IDataObject,
	sign: SignResumeUrl,
	{ nonce, to }: { nonce: string; to?: string },
): Question {
	const message = String(values.message ?? '').trim();
	if (message === '') throw new InvalidValue('is empty', 'Message');
	const choices = answersOf(values).map(({ label, approved }) => {
		const parameters = { approved: String(approved), n: nonce };
		const token =
			values.responseType === 'freeText' || to === undefined
				? undefined
				: resumeToken(sign({ ...parameters, to: comparableNumber(to) }));
		return { label, url: sign(parameters), token };
	});
	const links = choices.map(({ label, url }) => `${label}: ${url}`);
	return { message, text: [message, ...links].join('\n\n'), choices };
}

function answersOf(values: IDataObject): Array<{ label: string; approved: boolean }> {
	if (values.responseType === 'freeText') return [{ label: 'Respond', approved: true }];
	const { approvalType, approveLabel, disapproveLabel } = approvalOptionsOf(values);
	const approve = { label: approveLabel, approved: true };
	if (approvalType !== 'double') return [approve];
	if (approveLabel === disapproveLabel) {
		throw new InvalidValue('is the same as the Approve Button Label', 'Disapprove Button Label');
	}
	return [approve, { label: disapproveLabel, approved: false }];
}

/** The labels, with n8n's defaults where the form holds none. */
export function approvalOptionsOf({ approvalOptions }: IDataObject): {
	approvalType: string;
	approveLabel: string;
	disapproveLabel: string;
} {
	const chosen = isObject(approvalOptions) ? approvalOptions.values : undefined;
	const values = isObject(chosen) ? chosen : {};
	const text = (name: string, otherwise: string) => {
		const value = String(values[name] ?? '').trim();
		return value === '' ? otherwise : value;
	};
	return {
		approvalType: text('approvalType', 'single'),
		approveLabel: text('approveLabel', 'Approve'),
		disapproveLabel: text('disapproveLabel', 'Decline'),
	};
}
