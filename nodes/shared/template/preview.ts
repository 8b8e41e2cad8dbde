import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import { valueAt } from '../value';
import {
	buttonsIn,
	cardsIn,
	CODE_ID,
	componentIn,
	componentsIn,
	COUPON_ID,
	FILENAME_ID,
	MEDIA_FORMATS,
	mediaId,
	upper,
	variableId,
	type Component,
} from './definition';
import { isBlank, mapperField } from './variables';

/** A button as the customer sees it. */
interface ShownButton extends IDataObject {
	/** WhatsApp's: `QUICK_REPLY`, `URL`, `PHONE_NUMBER`, … */
	type: string;
	text: string;
}

/** A message from a template as the customer sees it, or one card of it. A variable without a value stays: `{{1}}`. */
export interface ShownTemplate extends IDataObject {
	/** Everything in one text. */
	text: string;
	/** A text, or `[image] https://…`; null where there is none. */
	header: string | null;
	body: string | null;
	footer: string | null;
	buttons: ShownButton[];
	/** Only of a carousel. */
	cards?: ShownTemplate[];
}

/**
 * A template with its values filled in.
 *
 * @param template as the platform gives it, with `components` in WhatsApp's form
 * @param values by the ids of the form's fields, such as `Body {{1}}`
 */
export function showTemplate(template: unknown, values: Record<string, unknown>): ShownTemplate {
	const components = componentsIn(template);
	const shown = showParts(components, '', values);
	const cards = cardsIn(components).map((card, index) =>
		showParts(card, `Card ${index + 1} `, values),
	);
	if (cards.length === 0) return shown;
	return { ...shown, text: lines(shown.text, ...cards.map(({ text }) => text)), cards };
}

/** @param prefix of the values' ids: `Card 1 ` for a card */
function showParts(
	components: Component[],
	prefix: string,
	values: Record<string, unknown>,
): ShownTemplate {
	const textOf = (part: string, text: unknown) => filledText(`${prefix}${part}`, text, values);
	const header = showHeader(componentIn(components, 'HEADER') ?? {}, prefix, values);
	const offer = valueAt(componentIn(components, 'LIMITED_TIME_OFFER'), 'limited_time_offer.text');
	const body = textOf('Body', componentIn(components, 'BODY')?.text);
	const footer = textOf('Footer', componentIn(components, 'FOOTER')?.text);
	const buttons = buttonsIn(components).map((button, index) =>
		showButton(button, `${prefix}Button ${index + 1}`, values),
	);
	const taps = buttons.map(({ text }) => `[${text}]`);
	return {
		text: lines(header, textOf('Offer', offer), body, footer, ...taps),
		header,
		body,
		footer,
		buttons,
	};
}

function showHeader(
	{ format, text }: Component,
	prefix: string,
	values: Record<string, unknown>,
): string | null {
	const kind = upper(format);
	if (kind === 'LOCATION') return '[location]';
	if (!MEDIA_FORMATS.includes(kind)) return filledText(`${prefix}Header`, text, values);
	const media = values[`${prefix}${mediaId(kind)}`];
	const name = values[`${prefix}${FILENAME_ID}`];
	return [`[${kind.toLowerCase()}]`, name, media].filter((part) => !isBlank(part)).join(' ');
}

function showButton(
	{ type, text, url, phone_number: phoneNumber }: Component,
	part: string,
	values: Record<string, unknown>,
): ShownButton {
	const kind = upper(type);
	const code = values[COUPON_ID] ?? values[CODE_ID];
	return {
		type: kind,
		text: String(text ?? (kind === 'COPY_CODE' || kind === 'OTP' ? 'Copy code' : kind)),
		...(kind === 'URL' && typeof url === 'string' ? { url: filledText(part, url, values) } : {}),
		...(typeof phoneNumber === 'string' ? { phoneNumber } : {}),
		...((kind === 'COPY_CODE' || kind === 'OTP') && !isBlank(code) ? { code: String(code) } : {}),
	};
}

/** A text with the values of its variables; null where there is no text. */
function filledText(part: string, text: unknown, values: Record<string, unknown>): string | null {
	if (typeof text !== 'string' || text === '') return null;
	return text.replace(/\{\{([^{}]*)\}\}/g, (hole, name: string) => {
		const value = values[variableId({ part, name: name.trim() })];
		return isBlank(value) ? hole : String(value);
	});
}

function lines(...texts: Array<string | null>): string {
	return texts.filter((text) => text !== null && text !== '').join('\n');
}

/**
 * Fields of *Template Variables* that show the sentences which the values go into. n8n's form has one line for each, so
 * there is one per part.
 */
export function previewRows(template: unknown): ResourceMapperField[] {
	const components = componentsIn(template);
	const { header, body, footer, buttons } = showParts(components, '', {});
	const taps = buttons.map(({ text, url }) => (url ? `[${text}] ${String(url)}` : `[${text}]`));
	const cards = cardsIn(components).map((card, index): [string, string] => [
		`Card ${index + 1}`,
		showParts(card, '', {}).text,
	]);
	const parts: Array<[string, string | null]> = [
		['Header', header],
		['Body', body],
		['Footer', footer],
		['Buttons', taps.join(' ')],
		...cards,
	];
	return parts.flatMap(([id, text]) => (text ? [previewRow(id, text)] : []));
}

function previewRow(id: string, text: string): ResourceMapperField {
	const line = text.replace(/\s+/g, ' ').trim();
	return {
		...mapperField({ id, displayName: id, type: 'string', required: false }),
		readOnly: true,
		// n8n would evaluate a text that begins with "=".
		defaultValue: line.startsWith('=') ? ` ${line}` : line,
	};
}
