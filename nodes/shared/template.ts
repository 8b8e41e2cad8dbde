import { InvalidValue } from './operation';
import { checkButtons } from './template-buttons';
import { checkExamples, checkText, type ComponentRules } from './template-text';
import { isObject } from './value';

type Component = Record<string, unknown>;

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
