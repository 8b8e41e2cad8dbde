import {
	bodySamples,
	buttonsIn,
	cardsIn,
	CODE_ID,
	componentIn,
	componentsIn,
	COUPON_ID,
	FILENAME_ID,
	headerSamples,
	MEDIA_FORMATS,
	mediaId,
	upper,
	variableId,
	type Component,
} from '../../shared/template/definition';
import {
	placeholdersIn,
	urlPlaceholdersIn,
	type Placeholder,
} from '../../shared/template/variables';
import { firstOf, firstText, isObject, listAt, valueAt } from '../../shared/value';

/** Where a value goes in the body of a send. */
export type Target =
	| { list: 'headerParams' | 'bodyParams' | 'urlVariables' }
	/** A button that is not filled answers with its own text. */
	| { list: 'quickReplies'; otherwise: string }
	| { text: 'link' | 'filename' | 'copyCodeParam' }
	| { expiry: true }
	/** Counted from 0. */
	| { card: number; variable: string }
	| { card: number; media: true };

/** Something that has to be filled in before a template can be sent. */
export interface TemplateValue {
	/** What it is mapped under, and what it is called: n8n prints the id of a field in its errors. */
	id: string;
	/** What the form adds to the id: the text of a button. */
	note?: string;
	/** The sample value that the template was approved with. */
	example?: string;
	required: boolean;
	target: Target;
}

/** One card of a carousel. */
export interface Card {
	/** Its text, with variables. */
	text: string;
	/** `image` or `video`. */
	mediaType: string;
}

export interface TemplateDefinition {
	name: string;
	language: string;
	status: string;
	/** As the platform gives it. */
	template: Record<string, unknown>;
	kind: 'carousel' | 'limitedTimeOffer' | 'other';
	/** In the order of the message. */
	values: TemplateValue[];
	cards: Card[];
}

/** What the answer to `GET /templates/{identifier}` says of a template; `undefined` when it holds none. */
export function definitionIn(answer: unknown): TemplateDefinition | undefined {
	const template = valueAt(answer, 'data.template');
	if (!isObject(template)) return undefined;
	const components = componentsIn(template);
	const cards = cardsIn(components);
	const offer = componentIn(components, 'LIMITED_TIME_OFFER');
	const isCode = upper(template.category) === 'AUTHENTICATION';
	return {
		name: String(template.name ?? ''),
		language: String(template.language ?? ''),
		status: upper(template.status),
		template,
		kind: cards.length > 0 ? 'carousel' : offer ? 'limitedTimeOffer' : 'other',
		values: isCode
			? [coupon(CODE_ID)]
			: [
					...ownValues(components, valueAt(answer, 'data.customFields')),
					...(offer && hasExpiry(offer) ? [expiry] : []),
					...buttonValues(components),
					...cards.flatMap(cardValues),
				],
		cards: cards.map((card) => ({
			text: String(componentIn(card, 'BODY')?.text ?? ''),
			mediaType: mediaTypeOf(card),
		})),
	};
}

const expiry: TemplateValue = {
	id: 'Offer Expiry',
	required: true,
	target: { expiry: true },
};

function coupon(id: string, example?: unknown): TemplateValue {
	return { ...fieldFor(id, { example: firstText(example) }), target: { text: 'copyCodeParam' } };
}

function fieldFor(id: string, { example }: Partial<Placeholder>) {
	return { id, ...(example ? { example } : {}), required: true };
}

/** Header, media and body. The vendor's `customFields` repeat their variables, with the samples. */
function ownValues(components: Component[], customFields: unknown): TemplateValue[] {
	const header = componentIn(components, 'HEADER') ?? {};
	const body = componentIn(components, 'BODY') ?? {};
	const parts = [
		{ list: 'headerParams', part: 'Header', text: header.text, samples: headerSamples(header) },
		{ list: 'bodyParams', part: 'Body', text: body.text, samples: bodySamples(body) },
	] as const;
	const [ofHeader, ofBody] = parts.map(({ list, part, text, samples }) =>
		withSamples(placeholdersIn(text, samples), listAt(customFields, list)).map((variable) => ({
			...fieldFor(variableId({ part, name: variable.name }), variable),
			target: { list },
		})),
	);
	return [...ofHeader, ...mediaValues(header, customFields), ...ofBody];
}

/** Fills in samples that the components lack, and variables where there are no components at all. */
function withSamples(variables: Placeholder[], customFields: unknown[]): Placeholder[] {
	const known = customFields.filter(isObject).map(({ key, value }) => ({
		name: String(key ?? '')
			.replace(/^\{\{|\}\}$/g, '')
			.trim(),
		example: firstText(value),
	}));
	if (variables.length === 0) return known.filter(({ name }) => name !== '');
	return variables.map((variable) => ({
		...variable,
		example: known.find(({ name }) => name === variable.name)?.example ?? variable.example,
	}));
}

function mediaValues(header: Component, customFields: unknown): TemplateValue[] {
	const format = upper(header.format);
	const [sample] = listAt(customFields, 'link');
	if (!MEDIA_FORMATS.includes(format) && sample === undefined) return [];
	const example = firstText(valueAt(sample, 'value'), ...listAt(header, 'example.header_handle'));
	const fileName = { ...fieldFor(FILENAME_ID, {}), required: false };
	return [
		{ ...fieldFor(mediaId(format), { example }), note: '(URL)', target: { text: 'link' } },
		...(format === 'DOCUMENT' ? [{ ...fileName, target: { text: 'filename' as const } }] : []),
	];
}

/** @param prefix of the ids: `Card 1 ` for a card's buttons */
function buttonValues(components: Component[], prefix = ''): TemplateValue[] {
	return buttonsIn(components).flatMap((button, index): TemplateValue[] => {
		const text = String(button.text ?? '');
		const part = `${prefix}Button ${index + 1}`;
		if (upper(button.type) === 'COPY_CODE') {
			return [coupon(COUPON_ID, firstOf(button.example) ?? button.example)];
		}
		if (upper(button.type) === 'QUICK_REPLY') {
			const field = { ...fieldFor(`${part} Payload`, { example: text }), required: false };
			return [{ ...field, target: { list: 'quickReplies', otherwise: text } }];
		}
		return urlPlaceholdersIn(button.url, button.example).map((variable) => ({
			...fieldFor(variableId({ part, name: variable.name }), variable),
			note: `"${text}"`,
			target: { list: 'urlVariables' },
		}));
	});
}

function cardValues(components: Component[], card: number): TemplateValue[] {
	const [header, body] = ['HEADER', 'BODY'].map((type) => componentIn(components, type) ?? {});
	const prefix = `Card ${card + 1} `;
	const [sample] = listAt(header, 'example.header_handle');
	const media = fieldFor(`${prefix}${mediaId(header.format)}`, { example: firstText(sample) });
	return [
		...(MEDIA_FORMATS.includes(upper(header.format))
			? [{ ...media, note: '(URL)', target: { card, media: true as const } }]
			: []),
		...placeholdersIn(body.text, bodySamples(body)).map((variable) => ({
			...fieldFor(variableId({ part: `${prefix}Body`, name: variable.name }), variable),
			target: { card, variable: variable.name },
		})),
		...buttonValues(components, prefix),
	];
}

function mediaTypeOf(components: Component[]): string {
	return upper(componentIn(components, 'HEADER')?.format).toLowerCase() || 'image';
}

/** An offer may also be without an end. */
function hasExpiry(offer: Component): boolean {
	return valueAt(offer, 'limited_time_offer.has_expiration') !== false;
}
