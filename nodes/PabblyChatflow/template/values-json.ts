import { mapError } from '../../shared/errors/map-error';
import { webAddress } from '../../shared/fields/message';
import { optionalJsonObject } from '../../shared/form/check';
import { messageFault } from '../../shared/form/text';
import { InvalidValue, type Field } from '../../shared/operation';
import { addressEndFault, isBlank } from '../../shared/template/variables';
import { isObject, valueAt } from '../../shared/value';

/** The vendor's limits. */
const FEWEST_CARDS = 2;
const MOST_CARDS = 10;

export const variablesJson: Field = {
	displayName: 'Variables',
	name: 'variablesJson',
	type: 'json',
	default: '{\n  "bodyParams": []\n}',
	description:
		'The values as the platform takes them, as a JSON object whose fields go into the body of the request',
	displayOptions: { show: { specifyVariables: ['json'] } },
	in: 'body',
	as: '',
	encode: valuesInJson,
};

/** The vendor's lists of values, each of which stands in the message. */
const VALUE_LISTS = ['headerParams', 'bodyParams', 'urlVariables', 'quickReplies'];
const CARD_LISTS = ['carouselBodies', 'carouselFileData'];

/** As in the form: what an expression did not find, or what is no text, must not reach the customer. */
function valuesInJson(value: unknown): Record<string, unknown> | undefined {
	const values = optionalJsonObject(value);
	if (values === undefined) return undefined;
	for (const [name, entry] of Object.entries(values)) {
		if (VALUE_LISTS.includes(name) && Array.isArray(entry)) {
			entry.forEach((one, index) => checkValue(`${name}[${index}]`, one));
		} else if ([...VALUE_LISTS, 'copyCodeParam', 'link'].includes(name)) checkValue(name, entry);
		else if (entry === null) throw noValueFor(name);
	}
	if (CARD_LISTS.some((name) => Object.hasOwn(values, name))) checkCards(values);
	const { link, ltoFields } = values;
	if (link !== undefined) checkLink(link);
	const end = valueAt(ltoFields, 'unixTimestamp');
	if (end === undefined || Number.isSafeInteger(end)) return values;
	throw new InvalidValue('must hold a whole number at "ltoFields.unixTimestamp"');
}

function checkValue(place: string, value: unknown): void {
	if (isBlank(value)) throw noValueFor(place);
	const fault = messageFault(value);
	if (fault !== undefined) throw new InvalidValue(`has a value for "${place}" that ${fault}`);
	const problem = place.startsWith('urlVariables') ? addressEndFault(value) : undefined;
	if (problem !== undefined) throw new InvalidValue(`has a value for "${place}" that ${problem}`);
}

const noValueFor = (place: string) => new InvalidValue(`has no value for "${place}"`);

function checkLink(link: unknown): void {
	mapError(
		() => webAddress(link),
		(error) => new InvalidValue(`has an address for "link" that ${(error as Error).message}`),
	);
}

/** The vendor wants both lists, with one object per card. */
function checkCards(values: Record<string, unknown>): void {
	const lists = CARD_LISTS.map((name) => {
		const cards = values[name];
		if (Array.isArray(cards) && cards.every(isObject)) return checkCardCount(cards, name);
		throw new InvalidValue(`must hold a list of objects, one for each card, at "${name}"`);
	});
	const [bodies, files] = lists.map(({ length }) => length);
	if (bodies === files) return;
	throw new InvalidValue(`has texts for ${bodies} cards, but files for ${files}`);
}

/** @throws InvalidValue */
export function checkCardCount(cards: unknown[], where?: string): unknown[] {
	if (cards.length >= FEWEST_CARDS && cards.length <= MOST_CARDS) return cards;
	const place = where === undefined ? '' : ` at "${where}"`;
	throw new InvalidValue(
		`has ${cards.length} cards${place}; a carousel has ${FEWEST_CARDS} to ${MOST_CARDS}`,
	);
}
