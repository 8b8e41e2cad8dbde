import { cardsOf, part, type Template, variablesOf } from './templateParts';
import type { TemplateUse } from './templateUse';

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
