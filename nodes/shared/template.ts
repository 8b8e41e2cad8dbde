import { InvalidValue } from './operation';
import { isObject } from './value';

/** WhatsApp's limits for a template, in characters. Meta, "Message template components". */
const LENGTHS = { Header: 60, Body: 1024, Footer: 60, 'Button Text': 25 };
/** WhatsApp's limit for one template. Meta, "Message template components". */
const MOST_BUTTONS = 10;

type Component = Record<string, unknown>;

/**
 * Checks components, from the form or from JSON, before the platform sees them: kinds, texts, lengths, and a
 * sample value for each variable, which WhatsApp requires for its approval.
 * @throws InvalidValue naming the part
 */
export function checkComponents(components: unknown): Component[] {
	if (!Array.isArray(components) || !components.every(isObject)) {
		throw new InvalidValue('must be a list of components: [{ "type": "BODY", "text": "…" }]');
	}
	const types = components.map(({ type }) => type);
	const twice = types.find((type, index) => types.indexOf(type) !== index);
	if (twice !== undefined) throw new InvalidValue(`has two components of type ${String(twice)}`);
	if (!types.includes('BODY')) throw new InvalidValue('has no component of type BODY');
	components.forEach(checkComponent);
	return components;
}

function checkComponent(component: Component): void {
	switch (component.type) {
		case 'HEADER':
			if (component.format !== 'TEXT') {
				throw new InvalidValue(
					'must have the format TEXT: media headers are made in Meta Business Manager',
					'Header',
				);
			}
			checkText('Header', component.text);
			return checkExamples('Header', component.text, listAt(component, 'header_text'));
		case 'BODY':
			checkText('Body', component.text);
			return checkExamples('Body', component.text, firstList(listAt(component, 'body_text')));
		case 'FOOTER':
			return checkText('Footer', component.text);
		case 'BUTTONS':
			return checkButtons(component.buttons);
		default:
			throw new InvalidValue(
				`has a component of type ${String(component.type)}; known are HEADER, BODY, FOOTER and BUTTONS`,
			);
	}
}

function checkText(part: keyof typeof LENGTHS, text: unknown): void {
	if (typeof text !== 'string' || text.trim() === '') throw new InvalidValue('is empty', part);
	if (text.length > LENGTHS[part]) {
		throw new InvalidValue(
			`has ${text.length} characters; WhatsApp takes at most ${LENGTHS[part]}`,
			part,
		);
	}
}

/** Variables are numbered {{1}}, {{2}}, … without a gap, and each needs one sample value. */
function checkExamples(part: string, text: unknown, examples: unknown[]): void {
	const names = [...String(text).matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name]) => name.trim());
	const wrong = names.find((name) => !/^[1-9]\d*$/.test(name));
	if (wrong !== undefined) {
		throw new InvalidValue(
			`has the variable {{${wrong}}}; variables are numbered {{1}}, {{2}}, …`,
			part,
		);
	}
	const count = Math.max(0, ...names.map(Number));
	if (new Set(names).size !== count) {
		throw new InvalidValue(
			`must number its variables from {{1}} to {{${count}}} without a gap`,
			part,
		);
	}
	const filled = examples.filter((example) => String(example ?? '').trim() !== '');
	if (examples.length !== count || filled.length !== count) {
		throw new InvalidValue(`has ${count} variables, but ${filled.length} sample values`, part);
	}
}

function checkButtons(buttons: unknown): void {
	if (!Array.isArray(buttons) || buttons.length === 0 || !buttons.every(isObject)) {
		throw new InvalidValue('must be a list of buttons', 'Buttons');
	}
	if (buttons.length > MOST_BUTTONS) {
		throw new InvalidValue(
			`has ${buttons.length} buttons; WhatsApp takes at most ${MOST_BUTTONS}`,
			'Buttons',
		);
	}
	buttons.forEach(checkButton);
}

function checkButton(button: Component): void {
	checkText('Button Text', button.text);
	const name = `Button "${String(button.text)}"`;
	if (button.type === 'QUICK_REPLY') return;
	if (button.type === 'PHONE_NUMBER') {
		if (!/^\+?\d{7,20}$/.test(String(button.phone_number ?? ''))) {
			throw new InvalidValue('needs a phone number with country code', name);
		}
		return;
	}
	if (button.type !== 'URL') {
		throw new InvalidValue(
			`has the type ${String(button.type)}; known are QUICK_REPLY, URL and PHONE_NUMBER`,
			name,
		);
	}
	if (!/^https?:\/\/\S+$/.test(String(button.url ?? '')))
		throw new InvalidValue('needs a URL', name);
	checkExamples(name, button.url, Array.isArray(button.example) ? button.example : []);
}

function listAt({ example }: Component, key: string): unknown[] {
	const list = isObject(example) ? example[key] : undefined;
	return Array.isArray(list) ? list : [];
}

/** WhatsApp wraps the body's samples once more: one list of samples per variant. */
function firstList(list: unknown[]): unknown[] {
	return Array.isArray(list[0]) ? list[0] : [];
}
