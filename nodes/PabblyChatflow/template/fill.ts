import type { IDataObject } from 'n8n-workflow';

import { futureMoment } from '../../shared/fields/date-time';
import { webAddress } from '../../shared/fields/message';
import { InvalidValue, type OperationCall } from '../../shared/operation';
import type { TemplateChoice } from '../../shared/template/choice';
import { addressEndFault, isBlank } from '../../shared/template/variables';
import type { Card, TemplateDefinition, TemplateValue } from './definition';
import { readDefinition, takesLanguage } from './find';

/** Label of the field that holds the values, for errors. */
const FIELD = 'Template Variables';

/**
 * The body's part that fills a template.
 *
 * @param mapped values by {@link TemplateValue.key}
 * @param timeZone of the workflow, for an offer's expiry
 * @throws InvalidValue naming a value that is missing, wrong, or the template's no more
 */
function filledBody(
	{ values, cards }: TemplateDefinition,
	mapped: IDataObject,
	timeZone: string,
): IDataObject {
	refuseUnknown(values, mapped);
	const body: IDataObject = {};
	const filled = cards.map(emptyCard);
	const anyReply = values.some(({ key, place }) => isReply(place) && !isBlank(mapped[key]));
	for (const value of values) {
		const text = textOf(value, mapped);
		const { place } = value;
		if ('list' in place) {
			if (isReply(place) && !anyReply) continue;
			const list = (body[place.list] ??= []) as unknown[];
			list.push(text ?? (isReply(place) ? place.otherwise : ''));
		} else if (text === undefined) continue;
		else if ('text' in place)
			body[place.text] = place.text === 'link' ? address(value, text) : text;
		else if ('expiry' in place)
			body.ltoFields = { unixTimestamp: expiry(mapped[value.key], timeZone) };
		else if ('variable' in place) filled[place.card].bodyParams[`{{${place.variable}}}`] = text;
		else filled[place.card].fileUrl = address(value, text);
	}
	return filled.length > 0 ? { ...body, ...carousel(filled, cards) } : body;
}

interface FilledCard {
	bodyParams: Record<string, string>;
	fileUrl: string;
}

function emptyCard(): FilledCard {
	return { bodyParams: {}, fileUrl: '' };
}

/** The keys of the card objects are not documented: those of Pabbly's own app are assumed. */
function carousel(filled: FilledCard[], cards: Card[]): IDataObject {
	return {
		carouselBodies: filled.map(({ bodyParams }, index) => ({
			text: cards[index].text,
			bodyParams,
		})),
		carouselFileData: filled.map(({ fileUrl }, index) => ({
			fileType: cards[index].mediaType,
			fileName: fileUrl.split(/[?#]/)[0].split('/').pop(),
			fileUrl,
		})),
	};
}

/** An expiry as the platform takes it. The page has no unit; milliseconds, as in Pabbly's own app, are assumed. */
export function expiry(value: unknown, timeZone: string): number {
	return Date.parse(futureMoment(value, timeZone));
}

function refuseUnknown(values: TemplateValue[], mapped: IDataObject): void {
	const known = values.map(({ key }) => key);
	const gone = Object.keys(mapped).find((key) => !known.includes(key) && !isBlank(mapped[key]));
	if (gone === undefined) return;
	const words = 'which the template does not have any more; choose the template again';
	throw new InvalidValue(`has a value for "${gone}", ${words}`, FIELD);
}

function isReply(
	place: TemplateValue['place'],
): place is Extract<TemplateValue['place'], { list: 'quickReplies' }> {
	return 'list' in place && place.list === 'quickReplies';
}

function isAddressEnd(place: TemplateValue['place']): boolean {
	return 'list' in place && place.list === 'urlVariables';
}

/** WhatsApp refuses an empty value, and a missing one would move all that follow. */
function textOf(
	{ key, label, required, place }: TemplateValue,
	mapped: IDataObject,
): string | undefined {
	const value = mapped[key];
	if (!isBlank(value)) {
		const fault = isAddressEnd(place) ? addressEndFault(value) : undefined;
		if (fault === undefined) return String(value);
		throw new InvalidValue(`has a value for ${label} that ${fault}`, FIELD);
	}
	if (!required) return undefined;
	throw new InvalidValue(`has no value for ${label}`, FIELD);
}

function address({ label }: TemplateValue, text: string): string {
	let words: string;
	try {
		return webAddress(text) as string;
	} catch (error) {
		words = (error as Error).message;
	}
	throw new InvalidValue(`has an address for ${label} that ${words}`, FIELD);
}

/**
 * The whole body of a request that uses a template.
 *
 * @param takes what the vendor documents of a template's values for this request
 * @throws RequestError, InvalidValue; nothing was sent
 */
export async function templateBody(call: OperationCall, takes: string[]): Promise<IDataObject> {
	const { request, values } = call;
	const { name } = values.templateName as unknown as TemplateChoice;
	const body = { ...(request.body as IDataObject), templateName: name };
	const added = await fromDefinition(call);
	const foreign = Object.keys(added).find((key) => !takes.includes(key));
	if (foreign === undefined) return { ...added, ...body };
	throw new InvalidValue(
		`belongs to a template that needs "${foreign}", which the platform does not take here`,
		'Template',
	);
}

/** What the template itself says of the body: its values where they are mapped, and its language where it takes one. */
async function fromDefinition(call: OperationCall): Promise<IDataObject> {
	const { templateName, templateLanguage, templateVariables, specifyVariables } = call.values;
	const picked = templateName as unknown as TemplateChoice;
	const typed = String(templateLanguage ?? '');
	const isMapped = specifyVariables === 'fields';
	if (!isMapped && typed !== '') return { languageCode: typed };
	// A send has only the name: whoever picked a language must not get another one.
	if (!isMapped && picked.language === '') return {};
	const definition = await readDefinition(call, { ...picked, language: typed || picked.language });
	const language = takesLanguage(definition) ? { languageCode: definition.language } : {};
	if (!isMapped) return language;
	const { mapped, timeZone } = templateVariables as { mapped: IDataObject; timeZone: string };
	return { ...filledBody(definition, mapped, timeZone), ...language };
}
