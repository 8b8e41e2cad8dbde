import type { IDataObject } from 'n8n-workflow';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string' && value !== '';
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isObject: Check = (value) =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const orNull =
	(check: Check): Check =>
	(value) =>
		value === null || check(value);
const matching =
	(form: RegExp): Check =>
	(value) =>
		typeof value === 'string' && form.test(value);
const withKeys =
	(keys: Record<string, Check>): Check =>
	(value) =>
		isObject(value) &&
		sameKeys(Object.keys(value as object), Object.keys(keys)) &&
		Object.entries(keys).every(([key, check]) => check((value as IDataObject)[key]));
const listOf =
	(check: Check): Check =>
	(value) =>
		Array.isArray(value) && value.every(check);

/** The keys of the common event in their order, and what each may hold. */
export const commonKeys: Record<string, Check> = {
	text: orNull(isText),
	phone: orNull(matching(/^\+\d{7,15}$/)),
	contactName: orNull(isText),
	type: orNull(isText),
	button: orNull(withKeys({ id: orNull(isText), title: orNull(isText) })),
	media: orNull(
		withKeys({
			id: orNull(isText),
			url: orNull(isText),
			mimeType: orNull(isText),
			filename: orNull(isText),
		}),
	),
	form: orNull(isObject),
	order: orNull(
		withKeys({
			catalogId: orNull(isText),
			text: orNull(isText),
			items: listOf(
				withKeys({
					product: orNull(isText),
					name: orNull(isText),
					quantity: orNull(isNumber),
					price: orNull(isNumber),
					currency: orNull(isText),
				}),
			),
		}),
	),
	location: orNull(
		withKeys({
			latitude: orNull(isNumber),
			longitude: orNull(isNumber),
			name: orNull(isText),
			address: orNull(isText),
		}),
	),
	chatInput: orNull(isText),
	sessionId: orNull(isText),
	messageId: orNull(isText),
	conversationId: orNull(isText),
	replyTo: orNull(isText),
	status: orNull(isText),
	failure: orNull(
		withKeys({
			kind: matching(/^(retryLater|fix|optedOut|unknown)$/),
			advice: orNull(isText),
		}),
	),
	event: isText,
	platform: isText,
	eventId: orNull(isText),
	occurredAt: orNull((value) => typeof value === 'string' && !Number.isNaN(Date.parse(value))),
	userId: orNull(isText),
	username: orNull(isText),
	errors: orNull(Array.isArray),
	raw: isObject,
};

/** What is wrong with a common event; nothing for a whole one. Keys of a platform's own may follow. */
export function problemsOf(event: IDataObject): string[] {
	const order = Object.keys(commonKeys);
	const problems = order
		.filter((key) => !(key in event) || !commonKeys[key](event[key]))
		.map((key) => `${key}: ${JSON.stringify(event[key])?.slice(0, 200)}`);
	if (Object.keys(event).slice(0, order.length).join() !== order.join()) {
		problems.push(`keys: ${Object.keys(event).join()}`);
	}
	if (event.event === 'message.received' && event.chatInput === null) problems.push('no chatInput');
	if (event.event !== 'message.received' && event.chatInput !== null) problems.push('a chatInput');
	return problems;
}

function sameKeys(a: string[], b: string[]): boolean {
	return a.length === b.length && b.every((key) => a.includes(key));
}
