import { Refusal } from '../../../http/refusal';
import {
	buttonsOf,
	cardsOf,
	filled,
	hasMediaHeader,
	kindOf,
	part,
	type Template,
	type TemplateButton,
	variablesOf,
} from './parts';

/** What a send says of a template. */
export interface TemplateUse {
	templateName: string;
	languageCode?: string;
	headerParams?: string[];
	bodyParams?: string[];
	link?: string;
	filename?: string;
	copyCodeParam?: string;
	urlVariables?: string[];
	quickReplies?: string[] | string;
	carouselBodies?: Array<{ text?: string; bodyParams?: Record<string, string> }>;
	carouselFileData?: Array<{ fileUrl: string }>;
	ltoFields?: { unixTimestamp?: number };
}

/**
 * Header and body as the customer reads them.
 * @throws Refusal 400 when the values are not those that the template wants
 */
export function usedText(template: Template, use: TemplateUse, now: number): string {
	const faults = [
		...parameterFaults(template, use),
		...fileFaults(template, use),
		...buttonFaults(template, use),
		...cardFaults(template, use),
		...offerFaults(template, use, now),
	];
	if (faults.length > 0) throw new Refusal(400, `Template ${template.name}: ${faults[0]}`);
	return [
		text(template, 'HEADER', use.headerParams ?? []),
		text(template, 'BODY', bodyValues(template, use)),
	]
		.filter((one) => one !== '')
		.join('\n');
}

function text(template: Template, type: 'HEADER' | 'BODY', values: string[]): string {
	const source = part(template.components, type)?.text ?? '';
	const byVariable = variablesOf(source).map((variable, index) => [variable, values[index]]);
	return filled(source, Object.fromEntries(byVariable) as Record<string, string>);
}

/** The text of an authentication template is Meta's, and its one variable is the code. */
function bodyValues({ category }: Template, { bodyParams = [], copyCodeParam }: TemplateUse) {
	return category === 'AUTHENTICATION' ? [copyCodeParam ?? ''] : bodyParams;
}

function parameterFaults(template: Template, use: TemplateUse): string[] {
	const { components, category } = template;
	const inHeader = variablesOf(part(components, 'HEADER')?.text).length;
	const inBody = variablesOf(part(components, 'BODY')?.text).length;
	return [
		...countFault('headerParams', inHeader, use.headerParams),
		...countFault('bodyParams', category === 'AUTHENTICATION' ? 0 : inBody, use.bodyParams),
	];
}

function fileFaults(template: Template, { link, languageCode }: TemplateUse): string[] {
	const kind = kindOf(template);
	if (languageCode !== undefined && kind !== 'carousel' && kind !== 'limitedTimeOffer') {
		return ['languageCode is only for carousel and limited-time offer templates'];
	}
	return presenceFault('link', hasMediaHeader(template.components), link);
}

function buttonFaults(template: Template, use: TemplateUse): string[] {
	const buttons = buttonsOf(template);
	const of = (...types: Array<TemplateButton['type']>) =>
		buttons.filter(({ type }) => types.includes(type));
	const dynamic = of('URL').filter(({ url }) => variablesOf(url).length > 0);
	const { quickReplies = [] } = use;
	const payloads = typeof quickReplies === 'string' ? quickReplies.split(',') : quickReplies;
	const replies = of('QUICK_REPLY').length;
	return [
		...countFault('urlVariables', dynamic.length, use.urlVariables),
		...presenceFault('copyCodeParam', of('COPY_CODE', 'OTP').length > 0, use.copyCodeParam),
		...(payloads.length > replies
			? [`it has ${replies} quick reply buttons, but ${payloads.length} quickReplies were given`]
			: []),
	];
}

/** Meta's text, which the vendor is likely to pass on (assumed). */
function countFault(name: string, wanted: number, values: string[] = []): string[] {
	if (values.length === wanted) return [];
	return [
		`number of parameters does not match: ${name} expects ${wanted}, but ${values.length} were given`,
	];
}

function presenceFault(name: string, wanted: boolean, value: string | undefined): string[] {
	if (wanted === (value !== undefined)) return [];
	return [wanted ? `${name} is required` : `it takes no ${name}`];
}

/** What is wrong with the cards of a carousel, or with there being any. */
export function cardFaults(template: Template, use: TemplateUse): string[] {
	const cards = cardsOf(template);
	const { carouselBodies = [], carouselFileData = [] } = use;
	const counts = {
		carouselBodies: carouselBodies.length,
		carouselFileData: carouselFileData.length,
	};
	for (const [name, count] of Object.entries(counts)) {
		if (count !== cards.length) {
			return [`it has ${cards.length} cards, but ${name} has ${count}`];
		}
	}
	return cards.flatMap((components, index) => {
		const wanted = variablesOf(part(components, 'BODY')?.text);
		const given = Object.keys(carouselBodies[index].bodyParams ?? {});
		return same(wanted, given)
			? []
			: [
					`number of parameters does not match: card ${index + 1} expects ${wanted.join(', ')}, but has ${given.join(', ') || 'none'}`,
				];
	});
}

/** What is wrong with the expiry of a limited-time offer, or with there being one. */
export function offerFaults(template: Template, use: TemplateUse, now: number): string[] {
	const offer = part(template.components, 'LIMITED_TIME_OFFER')?.limited_time_offer;
	const { unixTimestamp } = use.ltoFields ?? {};
	if (!offer?.has_expiration) {
		return use.ltoFields === undefined ? [] : ['it takes no ltoFields'];
	}
	if (unixTimestamp === undefined) return ['ltoFields.unixTimestamp is required'];
	return unixTimestamp > now
		? []
		: ['ltoFields.unixTimestamp is in the past; milliseconds are expected'];
}

function same(wanted: string[], given: string[]): boolean {
	return wanted.length === given.length && wanted.every((name) => given.includes(name));
}
