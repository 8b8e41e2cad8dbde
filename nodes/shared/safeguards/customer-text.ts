import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest, Field, Operation } from '../operation';
import { isObject, valueAt } from '../value';

/** Fields that the customer reads, in the order of a message, and how each is shown. */
const SHOWN: Record<string, (value: unknown) => string> = {
	headerText: String,
	mediaType: (type) => `[${String(type).toLowerCase()}]`,
	latitude: () => '[location]',
	locationName: String,
	locationAddress: String,
	text: String,
	caption: String,
	footerText: String,
	buttonText: buttonTitles,
	buttons: buttonTitles,
};

/**
 * What the customer would read of these requests: the texts of the form as they are in the request. Null where the
 * platform alone knows the text.
 */
export function customerText(operation: Operation, requests: ApiRequest[]): string | null {
	const fields = bodyFields(operation.fields);
	const texts = requests.map(({ body }) => {
		const valueOf = (name: string) =>
			fields
				.filter((field) => field.name === name)
				.map((field) => valueAt(body, field.as ?? name))
				.find((value) => value !== undefined && value !== '');
		return Object.entries(SHOWN)
			.map(([name, show]) => ({ value: valueOf(name), show }))
			.flatMap(({ value, show }) => (value === undefined ? [] : [show(value)]))
			.join('\n');
	});
	return texts.filter((text) => text !== '').join('\n\n') || null;
}

/** The answer to a send, with what the customer reads where that is known. What the vendor says stands. */
export function withText(answer: unknown, text: string | undefined): unknown {
	return text !== undefined && isObject(answer) ? { text, ...(answer as IDataObject) } : answer;
}

function bodyFields(fields: Field[]): Field[] {
	return fields.flatMap((field) =>
		field.type === 'collection'
			? bodyFields((field.options ?? []) as Field[])
			: [field].filter((one) => one.in === 'body'),
	);
}

function buttonTitles(value: unknown): string {
	const titles = [value].flat().map((button) => valueAt(button, 'title') ?? button);
	return titles.map((title) => `[${String(title)}]`).join('\n');
}
