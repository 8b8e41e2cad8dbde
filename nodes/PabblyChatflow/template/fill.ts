import type { IDataObject } from 'n8n-workflow';

import { futureMoment } from '../../shared/fields/date-time';
import { webAddress } from '../../shared/fields/message';
import { InvalidValue, type OperationCall } from '../../shared/operation';
import type { TemplateChoice } from '../../shared/template/choice';
import { addressEndFault, isBlank, refuseUnknown } from '../../shared/template/variables';
import type { Card, TemplateDefinition, TemplateValue } from './definition';
import { isKindWithLanguage, readDefinition, takesLanguage } from './find';
import { showDefinition, valuesInBody } from './preview';

/** Label of the field that holds the values, for errors. */
const FIELD = 'Template Variables';

/**
 * The body's part that fills a template.
 *
 * @param mapped values by {@link TemplateValue.id}
 * @param timeZone of the workflow, for an offer's expiry
 * @throws InvalidValue naming a value that is missing, wrong, or the template's no more
 */
export function filledBody(
	{ values, cards }: TemplateDefinition,
	mapped: IDataObject,
	timeZone: string,
): IDataObject {
	refuseUnknown(
		mapped,
		values.map(({ id }) => id),
	);
	const body: IDataObject = {};
	const filled = cards.map(emptyCard);
	const anyReply = values.some(({ id, target }) => isReply(target) && !isBlank(mapped[id]));
	for (const value of values) {
		const text = textOf(value, mapped);
		const { target } = value;
		if ('list' in target) {
			if (isReply(target) && !anyReply) continue;
			const list = (body[target.list] ??= []) as unknown[];
			list.push(text ?? (isReply(target) ? target.otherwise : ''));
		} else if (text === undefined) continue;
		else if ('text' in target)
			body[target.text] = target.text === 'link' ? mediaUrl(value, text) : text;
		else if ('expiry' in target)
			body.ltoFields = { unixTimestamp: expiry(mapped[value.id], timeZone) };
		else if ('variable' in target) filled[target.card].bodyParams[`{{${target.variable}}}`] = text;
		else filled[target.card].fileUrl = mediaUrl(value, text);
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

function isReply(
	target: TemplateValue['target'],
): target is Extract<TemplateValue['target'], { list: 'quickReplies' }> {
	return 'list' in target && target.list === 'quickReplies';
}

function isUrlEnd(target: TemplateValue['target']): boolean {
	return 'list' in target && target.list === 'urlVariables';
}

/** WhatsApp refuses an empty value, and a missing one would move all that follow. */
function textOf({ id, required, target }: TemplateValue, mapped: IDataObject): string | undefined {
	const value = mapped[id];
	if (!isBlank(value)) {
		const problem = isUrlEnd(target) ? addressEndFault(value) : undefined;
		if (problem === undefined) return String(value);
		throw new InvalidValue(`has a value for ${id} that ${problem}`, FIELD);
	}
	if (!required) return undefined;
	throw new InvalidValue(`has no value for ${id}`, FIELD);
}

function mediaUrl({ id }: TemplateValue, text: string): string {
	let problem: string;
	try {
		return webAddress(text) as string;
	} catch (error) {
		problem = (error as Error).message;
	}
	throw new InvalidValue(`has an address for ${id} that ${problem}`, FIELD);
}

/** A request's body that uses a template. */
interface TemplateBody {
	body: IDataObject;
	/** What the customer reads, where the template was read. */
	text?: string;
}

/**
 * The whole body of a request that uses a template.
 *
 * @param takes what the vendor documents of a template's values for this request
 * @throws RequestError, InvalidValue; nothing was sent
 */
export async function templateBody(call: OperationCall, takes: string[]): Promise<TemplateBody> {
	const { request, values } = call;
	const { name } = values.templateName as unknown as TemplateChoice;
	const own = { ...(request.body as IDataObject), templateName: name };
	const { added, definition } = await fromDefinition(call);
	const foreign = Object.keys(added).find((key) => !takes.includes(key));
	if (foreign !== undefined) {
		throw new InvalidValue(
			`belongs to a template that needs "${foreign}", which the platform does not take here`,
			'Template',
		);
	}
	const body = { ...added, ...own };
	const known = definition ?? (call.doNotSend ? await chosenDefinition(call) : undefined);
	return { body, text: known && showDefinition(known, valuesInBody(known, body)).text };
}

/** What the template itself says of the body: its values where they are mapped, and its language where it takes one. */
async function fromDefinition(
	call: OperationCall,
): Promise<{ added: IDataObject; definition?: TemplateDefinition }> {
	const { templateName, templateVariables, specifyVariables, templateKind } = call.values;
	const { language } = templateName as unknown as TemplateChoice;
	const isMapped = specifyVariables === 'fields';
	const kindTakesLanguage = templateKind === undefined || isKindWithLanguage(templateKind);
	if (!isMapped && call.values.templateLanguage && kindTakesLanguage) {
		return { added: { languageCode: language } };
	}
	// A send has only the name: a user who chose a language must not get another one.
	if (!isMapped && language === '') return { added: {} };
	const definition = await readDefinition(call, templateName as unknown as TemplateChoice);
	const ofLanguage = takesLanguage(definition) ? { languageCode: definition.language } : {};
	if (!isMapped) return { added: ofLanguage, definition };
	const { mapped, timeZone } = templateVariables as { mapped: IDataObject; timeZone: string };
	return { added: { ...filledBody(definition, mapped, timeZone), ...ofLanguage }, definition };
}

/** For *Do Not Send*: the template of a send that would not read it, where it can be read. */
async function chosenDefinition(call: OperationCall): Promise<TemplateDefinition | undefined> {
	const choice = call.values.templateName as unknown as TemplateChoice;
	return await readDefinition(call, choice).catch(() => undefined);
}
