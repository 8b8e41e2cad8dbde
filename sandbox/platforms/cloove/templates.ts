import { Refusal } from '../../http/refusal';
import { type FieldFault, invalidFields } from './access';

export type Variables = Record<string, string | number | boolean>;

export interface Template {
	key: string;
	status: 'approved' | 'pending';
	/** With its placeholders, such as {{order_id}}. */
	text: string;
}

/** What a fresh account has; the API cannot list them. The first is that of the page's sample. */
export const templates: readonly Template[] = [
	{
		key: 'order_shipped',
		status: 'approved',
		text: 'Hi, your order {{order_id}} has shipped and arrives {{eta}}.',
	},
	{ key: 'welcome', status: 'approved', text: 'Welcome! How can we help you?' },
	{
		key: 'new_opening_hours',
		status: 'approved',
		text: 'Hi {{name}}, from {{date}} on we are open until 8 pm.',
	},
	{ key: 'summer_sale', status: 'pending', text: 'Hi {{name}}, our summer sale has begun.' },
];

/**
 * The text that this use of an approved template makes.
 * @throws Refusal 404 unknown; 422 not approved, or a placeholder without a value or the reverse
 */
export function templateText(key: string, variables: Variables): string {
	const template = templates.find((one) => one.key === key);
	if (!template) throw new Refusal(404, `Template ${key} not found`);
	if (template.status !== 'approved') {
		throw new Refusal(422, `Template ${key} is not approved (status ${template.status})`, {
			error: 'template_not_approved',
		});
	}
	const faults = faultsIn(variables, placeholders(template.text));
	if (faults.length > 0) throw invalidFields(faults);
	return template.text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(variables[name]));
}

function placeholders(text: string): string[] {
	return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
}

function faultsIn(variables: Variables, names: string[]): FieldFault[] {
	const given = Object.keys(variables);
	const fault = (name: string, message: string) => ({ field: `variables.${name}`, message });
	return [
		...names.filter((name) => !given.includes(name)).map((name) => fault(name, 'is required')),
		...given.filter((name) => !names.includes(name)).map((name) => fault(name, 'is not known')),
	];
}
