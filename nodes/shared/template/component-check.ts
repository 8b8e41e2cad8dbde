import { InvalidValue } from '../operation';
import { duplicateIn, firstOf, isObject, listAt, valueAt } from '../value';

type Component = Record<string, unknown>;

/** WhatsApp's limits for a template, in characters. Meta, "Template components". */
const LENGTHS = { Header: 60, Body: 1024, Footer: 60, 'Button Text': 25, 'Offer Text': 16 };
/** WhatsApp's limits for one template. Meta, "Template components" and "Carousel templates". */
const MOST_BUTTONS = 10;
const MOST_CARDS = 10;

const DOCUMENTED = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS'];
const DOCUMENTED_BUTTONS = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER'];
/** Buttons whose text the template says. WhatsApp has texts of its own for the others. */
const WITH_TEXT = [...DOCUMENTED_BUTTONS, 'CATALOG', 'FLOW'];

/** What differs from platform to platform. */
export interface ComponentRules {
	/** `TEXT`, `IMAGE`, …: the header formats that the platform takes; without it all of WhatsApp's. */
	headerFormats?: string[];
	/** Whether each variable needs a sample value. A wrong number of samples is refused in any case. */
	examplesRequired: boolean;
	/**
	 * Whether the platform takes only headers, bodies with numbered variables, footers and the three common kinds of
	 * button. Without it everything passes that is not surely wrong, also what WhatsApp may add later.
	 */
	commonOnly?: boolean;
}

/**
 * Checks the components of a template, from the form or from JSON, before the platform gets them: kinds, lengths, and a
 * sample value for each variable, which WhatsApp requires for its approval.
 * @throws InvalidValue naming the part
 */
export function checkComponents(components: unknown, rules: ComponentRules): Component[] {
	if (!Array.isArray(components) || !components.every(isObject)) {
		throw new InvalidValue('must be a list of components: [{ "type": "BODY", "text": "…" }]');
	}
	const types = components.map((component) => typeOf(component, rules));
	if (types.includes('')) throw new InvalidValue('has a component without a type');
	const twice = duplicateIn(types);
	if (twice !== undefined) throw new InvalidValue(`has two components of type ${twice}`);
	if (!types.includes('BODY')) throw new InvalidValue('has no component of type BODY');
	const written = isAuthentication(components, rules);
	for (const component of components) checkComponent(component, rules, written);
	return components;
}

/** The type, in capitals: WhatsApp takes small letters too. */
function typeOf({ type }: Component, { commonOnly }: ComponentRules): string {
	const text = typeof type === 'string' ? type.trim() : '';
	return commonOnly ? text : text.toUpperCase();
}

/** Whether WhatsApp writes the texts itself, as it does for one-time passwords. */
function isAuthentication(components: Component[], rules: ComponentRules): boolean {
	if (rules.commonOnly) return false;
	return components.some(
		(component) =>
			'add_security_recommendation' in component ||
			listAt(component, 'buttons').some(
				(button) => isObject(button) && typeOf(button, rules) === 'OTP',
			),
	);
}

function checkComponent(component: Component, rules: ComponentRules, written: boolean): void {
	const type = typeOf(component, rules);
	switch (type) {
		case 'HEADER':
			return checkHeader(component, rules);
		case 'BODY':
			if (written && component.text === undefined) return;
			checkText('Body', component.text);
			return checkVariables('Body', component.text, samplesIn(component, 'body_text'), rules);
		case 'FOOTER':
			if (!rules.commonOnly && 'code_expiration_minutes' in component) return;
			return checkText('Footer', component.text);
		case 'BUTTONS':
			return checkButtons(component.buttons, rules);
	}
	if (rules.commonOnly) {
		throw new InvalidValue(
			`has a component of type ${type}; known are ${DOCUMENTED.slice(0, -1).join(', ')} and BUTTONS`,
		);
	}
	if (type === 'CAROUSEL') checkCards(component.cards, rules);
	if (type === 'LIMITED_TIME_OFFER') {
		checkText('Offer Text', valueAt(component, 'limited_time_offer.text'));
	}
}

function checkHeader(component: Component, rules: ComponentRules): void {
	const { headerFormats } = rules;
	const format = String(component.format ?? '').toUpperCase();
	if (headerFormats && !headerFormats.includes(String(component.format))) {
		const formats = headerFormats.join(', ');
		throw new InvalidValue(
			`must have the format ${formats}: the platform takes no other`,
			'Header',
		);
	}
	if (format === '') throw new InvalidValue('has no format, such as TEXT or IMAGE', 'Header');
	if (format !== 'TEXT') return;
	checkText('Header', component.text);
	checkVariables('Header', component.text, samplesIn(component, 'header_text'), rules);
}

function checkCards(cards: unknown, rules: ComponentRules): void {
	if (!Array.isArray(cards) || cards.length === 0) {
		throw new InvalidValue('must be a list of cards', 'Carousel');
	}
	if (cards.length > MOST_CARDS) {
		throw new InvalidValue(
			`has ${cards.length} cards; WhatsApp takes at most ${MOST_CARDS}`,
			'Carousel',
		);
	}
	cards.forEach((card, index) => {
		const components = valueAt(card, 'components');
		if (!Array.isArray(components) || !components.every(isObject)) {
			throw new InvalidValue(`has no components in card ${index + 1}`, 'Carousel');
		}
		for (const component of components) checkComponent(component, rules, false);
	});
}

/** @throws InvalidValue naming the button */
function checkButtons(buttons: unknown, rules: ComponentRules): void {
	if (!Array.isArray(buttons) || buttons.length === 0 || !buttons.every(isObject)) {
		throw new InvalidValue('must be a list of buttons', 'Buttons');
	}
	if (buttons.length > MOST_BUTTONS) {
		throw new InvalidValue(
			`has ${buttons.length} buttons; WhatsApp takes at most ${MOST_BUTTONS}`,
			'Buttons',
		);
	}
	buttons.forEach((button, index) => checkButton(button, index, rules));
}

function checkButton(button: Component, index: number, rules: ComponentRules): void {
	const type = typeOf(button, rules);
	if (WITH_TEXT.includes(type) || button.text !== undefined) checkText('Button Text', button.text);
	const name = `Button "${String(button.text ?? index + 1)}"`;
	const needs = (what: string) => new InvalidValue(`needs ${what}`, name);
	if (type === '') throw needs('a type, such as QUICK_REPLY');
	if (rules.commonOnly && !DOCUMENTED_BUTTONS.includes(type)) {
		throw new InvalidValue(
			`has the type ${type}; known are QUICK_REPLY, URL and PHONE_NUMBER`,
			name,
		);
	}
	if (type === 'PHONE_NUMBER' && !/^\+?\d{7,20}$/.test(String(button.phone_number ?? ''))) {
		throw needs('a phone number with country code');
	}
	if (type === 'OTP' && !button.otp_type) throw needs('an otp_type, such as COPY_CODE');
	if (type !== 'URL') return;
	if (!/^https?:\/\/\S+$/.test(String(button.url ?? ''))) throw needs('a URL');
	const samples = { numbered: [button.example ?? []].flat(), named: [] };
	checkVariables(name, button.url, samples, rules);
}

/** @throws InvalidValue naming the part */
function checkText(part: keyof typeof LENGTHS, text: unknown): void {
	if (typeof text !== 'string' || text.trim() === '') throw new InvalidValue('is empty', part);
	if (text.length > LENGTHS[part]) {
		throw new InvalidValue(
			`has ${text.length} characters; WhatsApp takes at most ${LENGTHS[part]}`,
			part,
		);
	}
}

/** The sample values of a text's variables. */
interface Samples {
	/** One after another. */
	numbered: unknown[];
	/** `{ param_name, example }` of each variable that has a name. */
	named: unknown[];
}

function samplesIn({ example }: Component, key: 'header_text' | 'body_text'): Samples {
	const list = listAt(example, key);
	// WhatsApp wraps the body's samples once more: one list of samples per variant.
	const numbered = key === 'body_text' ? firstOf(list) : list;
	return {
		numbered: Array.isArray(numbered) ? numbered : [],
		named: listAt(example, `${key}_named_params`),
	};
}

/** Variables are numbered {{1}}, {{2}}, … without a gap, or all have names; each needs one sample value. */
function checkVariables(
	part: string,
	text: unknown,
	{ numbered, named }: Samples,
	{ examplesRequired, commonOnly }: ComponentRules,
): void {
	const names = [...String(text).matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name]) => name.trim());
	const other = names.find((name) => !/^[1-9]\d*$/.test(name));
	if (other !== undefined) {
		if (commonOnly) {
			const rule = 'variables are numbered {{1}}, {{2}}, …';
			throw new InvalidValue(`has the variable {{${other}}}; ${rule}`, part);
		}
		return checkNames(part, names, named, examplesRequired);
	}
	const count = Math.max(0, ...names.map(Number));
	if (new Set(names).size !== count) {
		throw new InvalidValue(
			`must number its variables from {{1}} to {{${count}}} without a gap`,
			part,
		);
	}
	if (numbered.length === 0 && !examplesRequired) return;
	const filled = numbered.filter((example) => String(example ?? '').trim() !== '');
	if (numbered.length !== count || filled.length !== count) {
		throw new InvalidValue(`has ${count} variables, but ${filled.length} sample values`, part);
	}
}

function checkNames(part: string, names: string[], samples: unknown[], required: boolean): void {
	const wrong = names.find((name) => !/^[a-z0-9_]+$/.test(name));
	if (wrong !== undefined) {
		const rule =
			'variables are numbered, or have names of lowercase letters, digits and underscores';
		throw new InvalidValue(`has the variable {{${wrong}}}; ${rule}`, part);
	}
	if (names.some((name) => /^\d+$/.test(name))) {
		throw new InvalidValue('has both numbered variables and variables with names', part);
	}
	if (samples.length === 0 && !required) return;
	const given = samples
		.filter((sample) => String(valueAt(sample, 'example') ?? '').trim() !== '')
		.map((sample) => valueAt(sample, 'param_name'));
	const missing = names.find((name) => !given.includes(name));
	if (missing !== undefined) {
		throw new InvalidValue(`has no sample value for {{${missing}}}`, part);
	}
}
