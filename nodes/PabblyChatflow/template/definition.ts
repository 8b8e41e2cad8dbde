import {
	placeholdersIn,
	urlPlaceholdersIn,
	type Placeholder,
} from '../../shared/template/variables';
import { firstText, isObject, listAt, valueAt } from '../../shared/value';

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
	/** What it is mapped under; a bare number would turn the mapping into a list. */
	key: string;
	/** What it is called in the form and in errors. */
	label: string;
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
	kind: 'carousel' | 'limitedTimeOffer' | 'other';
	/** In the order of the message. */
	values: TemplateValue[];
	cards: Card[];
}

type Component = Record<string, unknown>;

const MEDIA = ['IMAGE', 'VIDEO', 'DOCUMENT'];

/** What the answer to `GET /templates/{identifier}` says of a template; `undefined` when it holds none. */
export function definitionIn(answer: unknown): TemplateDefinition | undefined {
	const template = valueAt(answer, 'data.template');
	if (!isObject(template)) return undefined;
	const components = listAt(template, 'components').filter(isObject);
	const cards = listAt(componentIn(components, 'CAROUSEL'), 'cards').map((card) =>
		listAt(card, 'components').filter(isObject),
	);
	const offer = componentIn(components, 'LIMITED_TIME_OFFER');
	const isCode = upper(template.category) === 'AUTHENTICATION';
	return {
		name: String(template.name ?? ''),
		language: String(template.language ?? ''),
		status: upper(template.status),
		kind: cards.length > 0 ? 'carousel' : offer ? 'limitedTimeOffer' : 'other',
		values: isCode
			? [coupon('Code')]
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
	key: 'offer_expiry',
	label: 'Offer Expiry',
	required: true,
	target: { expiry: true },
};

function coupon(label: string, example?: unknown): TemplateValue {
	const sample = firstText(example);
	return {
		key: 'coupon_code',
		label,
		...(sample ? { example: sample } : {}),
		required: true,
		target: { text: 'copyCodeParam' },
	};
}

/** Header, media and body. The vendor's `customFields` repeat their variables, with the samples. */
function ownValues(components: Component[], customFields: unknown): TemplateValue[] {
	const header = componentIn(components, 'HEADER') ?? {};
	const body = componentIn(components, 'BODY') ?? {};
	const headerSamples = valueAt(header, 'example.header_text');
	const parts = [
		{ list: 'headerParams', part: 'Header', text: header.text, samples: headerSamples },
		{ list: 'bodyParams', part: 'Body', text: body.text, samples: bodySamples(body) },
	] as const;
	const [ofHeader, ofBody] = parts.map(({ list, part, text, samples }) =>
		withSamples(placeholdersIn(text, samples), listAt(customFields, list)).map((variable) => ({
			...fieldFor(
				`${part.toLowerCase()}_${variable.name}`,
				`${part} {{${variable.name}}}`,
				variable,
			),
			target: { list },
		})),
	);
	return [...ofHeader, ...mediaValues(header, customFields), ...ofBody];
}

function fieldFor(key: string, label: string, { example }: Partial<Placeholder>) {
	return { key, label, ...(example ? { example } : {}), required: true };
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
	if (!MEDIA.includes(format) && sample === undefined) return [];
	const example = firstText(valueAt(sample, 'value'), ...listAt(header, 'example.header_handle'));
	const link = fieldFor('media_link', 'Media URL', { example });
	const fileName = { ...fieldFor('media_filename', 'File Name', {}), required: false };
	return [
		{ ...link, target: { text: 'link' } },
		...(format === 'DOCUMENT' ? [{ ...fileName, target: { text: 'filename' as const } }] : []),
	];
}

/** @param card number of the card that has the buttons, from 1 */
function buttonValues(components: Component[], card?: number): TemplateValue[] {
	const buttons = listAt(componentIn(components, 'BUTTONS'), 'buttons').filter(isObject);
	const [keyOf, labelOf] = [prefixed('card_', '_', card), prefixed('Card ', ' ', card)];
	return buttons.flatMap((button, index): TemplateValue[] => {
		const text = String(button.text ?? '');
		const title = `${labelOf(`Button ${index + 1}`)} "${text}"`;
		if (upper(button.type) === 'COPY_CODE') return [coupon('Coupon Code', firstOf(button.example))];
		if (upper(button.type) === 'QUICK_REPLY') {
			const field = fieldFor(keyOf(`quick_reply_${index + 1}`), `${title} Payload`, {
				example: text,
			});
			return [{ ...field, required: false, target: { list: 'quickReplies', otherwise: text } }];
		}
		return urlPlaceholdersIn(button.url, button.example).map((variable) => ({
			...fieldFor(keyOf(`button_${index + 1}_url`), `${title} {{${variable.name}}}`, variable),
			target: { list: 'urlVariables' },
		}));
	});
}

function cardValues(components: Component[], card: number): TemplateValue[] {
	const [header, body] = ['HEADER', 'BODY'].map((type) => componentIn(components, type) ?? {});
	const number = card + 1;
	const [sample] = listAt(header, 'example.header_handle');
	const media = fieldFor(`card_${number}_media`, `Card ${number} Media URL`, {
		example: firstText(sample),
	});
	return [
		...(MEDIA.includes(upper(header.format))
			? [{ ...media, target: { card, media: true as const } }]
			: []),
		...placeholdersIn(body.text, bodySamples(body)).map((variable) => ({
			...fieldFor(
				`card_${number}_body_${variable.name}`,
				`Card ${number} Body {{${variable.name}}}`,
				variable,
			),
			target: { card, variable: variable.name },
		})),
		...buttonValues(components, number),
	];
}

function prefixed(before: string, after: string, card: number | undefined) {
	return (text: string) => (card === undefined ? text : `${before}${card}${after}${text}`);
}

function componentIn(components: Component[], type: string): Component | undefined {
	return components.find((component) => upper(component.type) === type);
}

/** WhatsApp wraps the body's samples once more: one list of samples per variant. */
function bodySamples(body: Component): unknown {
	return firstOf(valueAt(body, 'example.body_text'));
}

function mediaTypeOf(components: Component[]): string {
	return upper(componentIn(components, 'HEADER')?.format).toLowerCase() || 'image';
}

/** An offer may also be without an end. */
function hasExpiry(offer: Component): boolean {
	return valueAt(offer, 'limited_time_offer.has_expiration') !== false;
}

function firstOf(list: unknown): unknown {
	return Array.isArray(list) ? list[0] : list;
}

function upper(value: unknown): string {
	return String(value ?? '').toUpperCase();
}
