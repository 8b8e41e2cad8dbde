import { labelledText } from '../shared/fields/list-sections';
import { webAddress } from '../shared/fields/message';
import { InvalidValue, type Field } from '../shared/operation';
import { listAt, valueAt } from '../shared/value';

/** The vendor's limits. */
const FEWEST_CARDS = 2;
const MOST_CARDS = 10;
/** WhatsApp's limit for the text of a card, and so for a value in it. */
const VALUE_LENGTH = 160;

/**
 * The cards of a carousel, filled in by hand. One form becomes two lists of the request. The vendor does not document
 * the keys of their objects: those of Pabbly's own app are assumed.
 */
export const templateCards: Field[] = [
	{
		displayName: 'Cards',
		name: 'cards',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Card',
		required: true,
		default: {},
		description: "The template's cards in their order, 2 to 10",
		options: [
			{
				displayName: 'Card',
				name: 'card',
				values: [
					{
						displayName: 'Media URL',
						name: 'mediaUrl',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://example.com/shirt.jpg',
						description: "Public address of the card's image or video",
					},
					{
						displayName: 'Values',
						name: 'values',
						type: 'fixedCollection',
						typeOptions: { multipleValues: true },
						placeholder: 'Add Value',
						default: {},
						description: "The values of the variables in the card's text",
						options: [
							{
								displayName: 'Value',
								name: 'value',
								values: [
									{
										displayName: 'Variable',
										name: 'variable',
										type: 'string',
										default: '',
										placeholder: 'e.g. 1',
										description: 'Number or name of the variable, without brackets',
									},
									{
										displayName: 'Text',
										name: 'text',
										type: 'string',
										default: '',
										description: 'What to put in the place of the variable',
									},
								],
							},
						],
					},
				],
			},
		],
		in: 'body',
		as: '',
		encode: toCards,
	},
];

function toCards(value: unknown): Record<string, unknown> {
	const cards = listAt(value, 'card');
	if (cards.length < FEWEST_CARDS || cards.length > MOST_CARDS) {
		throw new InvalidValue(
			`has ${cards.length} cards; a carousel has ${FEWEST_CARDS} to ${MOST_CARDS}`,
		);
	}
	return {
		carouselBodies: cards.map((card, index) => ({ bodyParams: valuesOf(card, index + 1) })),
		carouselFileData: cards.map((card, index) => {
			const fileUrl = webAddress(valueAt(card, 'mediaUrl'));
			if (fileUrl !== undefined) return { fileUrl };
			throw new InvalidValue('is empty', `Media URL of card ${index + 1}`);
		}),
	};
}

function valuesOf(card: unknown, number: number): Record<string, string> {
	const rows = listAt(valueAt(card, 'values'), 'value').map((row, index): [string, string] => {
		const where = `value ${index + 1} of card ${number}`;
		const variable = String(valueAt(row, 'variable') ?? '')
			.replace(/^\{\{|\}\}$/g, '')
			.trim();
		if (variable === '') throw new InvalidValue('is empty', `Variable of ${where}`);
		return [
			`{{${variable}}}`,
			labelledText(valueAt(row, 'text'), `Text of ${where}`, VALUE_LENGTH),
		];
	});
	return Object.fromEntries(rows);
}
