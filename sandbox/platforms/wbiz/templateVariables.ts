import { Refusal } from '../../refusal';
import { type Component, variablesOf } from '../../templateRules';

/** The texts of a template that can have variables, in the order in which values are given (assumed). */
function texts(components: Component[]): string[] {
	const of = (type: Component['type']) => components.filter((component) => component.type === type);
	return [
		...of('HEADER').map(({ text = '' }) => text),
		...of('BODY').map(({ text = '' }) => text),
		...of('BUTTONS').flatMap(({ buttons = [] }) => buttons.map(({ url = '' }) => url)),
	];
}

/**
 * Header and body as the customer reads them.
 * @throws Refusal 400 unless there is one value for each variable
 */
export function filledText(name: string, components: Component[], values: string[]): string {
	const wanted = texts(components).flatMap(variablesOf).length;
	if (values.length !== wanted) {
		const text = `Template ${name} expects ${wanted} variables, but ${values.length} were given`;
		throw new Refusal(400, text, { code: 'template_variables_mismatch' });
	}
	const left = [...values];
	const readable = components.filter(({ type }) => type === 'HEADER' || type === 'BODY');
	return texts(readable)
		.map((text) => filled(text, left))
		.filter((text) => text !== '')
		.join('\n');
}

/** Takes the values it needs off the front of the list. */
function filled(text: string, values: string[]): string {
	const variables = variablesOf(text).sort((a, b) => number(a) - number(b));
	const taken = new Map(variables.map((variable) => [variable, values.shift() ?? '']));
	return text.replace(/\{\{\d+\}\}/g, (variable) => taken.get(variable) ?? variable);
}

function number(variable: string): number {
	return Number(variable.slice(2, -2));
}
