import { type Component, exampleFault, kindFault, variablesOf } from '../../account/template-rules';
import { Refusal } from '../../http/refusal';
import type { OperationCall, Operations, Reply } from '../../http/types';
import { created, newId, ok, Records } from './records/records';

export interface Template {
	id: string;
	name: string;
	language: string;
	category: string;
	status: 'approved' | 'pending' | 'rejected' | 'draft';
	components: Component[];
	/** Meta's. */
	rejectionReason: string | null;
}

type NewTemplate = Pick<Template, 'name' | 'language' | 'category' | 'components'>;

/** What names a template in a send, and the values for its variables. */
export interface TemplateUse {
	name: string;
	language: string;
	variables?: string[];
}

const EDITABLE = ['draft', 'rejected'];

/** The message templates of the account. */
export class Templates {
	private readonly records = new Records<Template>('Template');

	constructor(seeds: readonly Template[]) {
		for (const template of seeds) {
			this.records.add(template.id, structuredClone(template));
		}
	}

	readonly operations: Operations = {
		'template.getMany': (call) => this.list(call),
		'template.create': ({ body }) => this.create(body as NewTemplate),
		'template.get': ({ params }) => ok(this.records.get(params.id)),
		'template.update': (call) => this.update(call),
		'template.delete': ({ params }) => this.records.delete(params.id),
	};

	/**
	 * The text that this use of an approved template makes.
	 * @throws Refusal 404 unknown; 400 not approved, or not one value for each variable
	 */
	text({ name, language, variables = [] }: TemplateUse): string {
		const template = this.withName(name, language);
		if (!template) {
			const text = `Template ${name} not found in language ${language}`;
			throw new Refusal(404, text, { code: 'template_not_found' });
		}
		if (template.status !== 'approved') {
			const text = `Template ${name} is not approved (status ${template.status})`;
			throw new Refusal(400, text, { code: 'template_not_approved' });
		}
		return filledText(name, template.components, variables);
	}

	snapshot(): Template[] {
		return [...this.records];
	}

	private list(call: OperationCall): Reply {
		const { status, category, language } = call.query;
		const wanted = (template: Template) =>
			(!status || template.status === status) &&
			(!category || template.category === category) &&
			(!language || template.language === language);
		return this.records.page(call, { wanted });
	}

	private create({ name, language, category, components }: NewTemplate): Reply {
		if (this.withName(name, language)) {
			throw new Refusal(409, `Template ${name} exists in language ${language}`);
		}
		const fault = kindFault(components) ?? exampleFault(components);
		if (fault) throw new Refusal(400, `Invalid template: ${fault}`);
		const id = newId('tpl');
		const common = { id, name, language, category, components };
		return created(this.records.add(id, { ...common, status: 'pending', rejectionReason: null }));
	}

	private update({ params, body }: OperationCall): Reply {
		const { components } = body as Pick<Template, 'components'>;
		const template = this.records.get(params.id);
		if (!EDITABLE.includes(template.status)) {
			const text = `Only draft and rejected templates can be edited (status ${template.status})`;
			throw new Refusal(400, text);
		}
		const fault = kindFault(components);
		if (fault) throw new Refusal(400, `Invalid template: ${fault}`);
		return ok(Object.assign(template, { components, status: 'pending', rejectionReason: null }));
	}

	withName(name: string, language: string): Template | undefined {
		return [...this.records].find(
			(template) => template.name === name && template.language === language,
		);
	}
}

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
