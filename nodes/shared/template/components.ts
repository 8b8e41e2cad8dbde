import { InvalidValue } from '../operation';
import { isObject } from '../value';

type Component = Record<string, unknown>;

/** What the template form holds. Empty parts are left out of the template. */
export interface TemplateForm {
	headerText: string;
	headerExample: string;
	bodyText: string;
	/** Sample values of the body's variables, in their order. */
	bodyExamples: string[];
	footerText: string;
	buttons: ButtonForm[];
}

export interface ButtonForm {
	type: string;
	text: string;
	url?: string;
	urlExample?: string;
	phoneNumber?: string;
}

/** The components of a template in WhatsApp's form, from the form's values. */
export function toComponents(form: TemplateForm): Component[] {
	const components: Component[] = [];
	if (form.headerText !== '') {
		const example =
			form.headerExample === '' ? {} : { example: { header_text: [form.headerExample] } };
		components.push({ type: 'HEADER', format: 'TEXT', text: form.headerText, ...example });
	}
	const bodyExample =
		form.bodyExamples.length > 0 ? { example: { body_text: [form.bodyExamples] } } : {};
	components.push({ type: 'BODY', text: form.bodyText, ...bodyExample });
	if (form.footerText !== '') components.push({ type: 'FOOTER', text: form.footerText });
	if (form.buttons.length > 0)
		components.push({ type: 'BUTTONS', buttons: form.buttons.map(toButton) });
	return components;
}

function toButton({
	type,
	text,
	url = '',
	urlExample = '',
	phoneNumber = '',
}: ButtonForm): Component {
	if (type === 'URL')
		return { type, text, url, ...(urlExample === '' ? {} : { example: [urlExample] }) };
	if (type === 'PHONE_NUMBER') return { type, text, phone_number: phoneNumber };
	return { type, text };
}

/**
 * Checks components, from the form or from JSON, before the platform sees them: kinds, texts, lengths, and a
 * sample value for each variable, which WhatsApp requires for its approval.
 * @throws InvalidValue naming the part
 */
export function checkComponents(components: unknown, rules: ComponentRules): Component[] {
	if (!Array.isArray(components) || !components.every(isObject)) {
		throw new InvalidValue('must be a list of components: [{ "type": "BODY", "text": "…" }]');
	}
	const types = components.map(({ type }) => type);
	const twice = types.find((type, index) => types.indexOf(type) !== index);
	if (twice !== undefined) throw new InvalidValue(`has two components of type ${String(twice)}`);
	if (!types.includes('BODY')) throw new InvalidValue('has no component of type BODY');
	components.forEach((component) => checkComponent(component, rules));
	return components;
}

function checkComponent(component: Component, rules: ComponentRules): void {
	switch (component.type) {
		case 'HEADER':
			return checkHeader(component, rules);
		case 'BODY':
			checkText('Body', component.text);
			return checkExamples(
				'Body',
				component.text,
				firstList(listAt(component, 'body_text')),
				rules,
			);
		case 'FOOTER':
			return checkText('Footer', component.text);
		case 'BUTTONS':
			return checkButtons(component.buttons, rules);
		default:
			throw new InvalidValue(
				`has a component of type ${String(component.type)}; known are HEADER, BODY, FOOTER and BUTTONS`,
			);
	}
}

function checkHeader(component: Component, rules: ComponentRules): void {
	const { headerFormats } = rules;
	if (!headerFormats.includes(String(component.format))) {
		const formats = headerFormats.join(', ');
		throw new InvalidValue(
			`must have the format ${formats}: the platform makes no other`,
			'Header',
		);
	}
	if (component.format !== 'TEXT') return;
	checkText('Header', component.text);
	checkExamples('Header', component.text, listAt(component, 'header_text'), rules);
}

function listAt({ example }: Component, key: string): unknown[] {
	const list = isObject(example) ? example[key] : undefined;
	return Array.isArray(list) ? list : [];
}

/** WhatsApp wraps the body's samples once more: one list of samples per variant. */
function firstList(list: unknown[]): unknown[] {
	return Array.isArray(list[0]) ? list[0] : [];
}

/** WhatsApp's limit for one template. Meta, "Message template components". */
const MOST_BUTTONS = 10;

type Button = Record<string, unknown>;

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
	buttons.forEach((button) => checkButton(button, rules));
}

function checkButton(button: Button, rules: ComponentRules): void {
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
	checkExamples(name, button.url, Array.isArray(button.example) ? button.example : [], rules);
}

/** WhatsApp's limits for a template, in characters. Meta, "Message template components". */
const LENGTHS = { Header: 60, Body: 1024, Footer: 60, 'Button Text': 25 };

/** In what platforms differ. */
export interface ComponentRules {
	/** `TEXT`, `IMAGE`, … */
	headerFormats: string[];
	/** Whether each variable needs a sample value. Where none is given and none is needed, that is fine. */
	examplesRequired: boolean;
}

/** @throws InvalidValue naming the part */
export function checkText(part: keyof typeof LENGTHS, text: unknown): void {
	if (typeof text !== 'string' || text.trim() === '') throw new InvalidValue('is empty', part);
	if (text.length > LENGTHS[part]) {
		throw new InvalidValue(
			`has ${text.length} characters; WhatsApp takes at most ${LENGTHS[part]}`,
			part,
		);
	}
}

/** Variables are numbered {{1}}, {{2}}, … without a gap, and each needs one sample value. */
function checkExamples(
	part: string,
	text: unknown,
	examples: unknown[],
	{ examplesRequired }: ComponentRules,
): void {
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
	if (examples.length === 0 && !examplesRequired) return;
	const filled = examples.filter((example) => String(example ?? '').trim() !== '');
	if (examples.length !== count || filled.length !== count) {
		throw new InvalidValue(`has ${count} variables, but ${filled.length} sample values`, part);
	}
}
