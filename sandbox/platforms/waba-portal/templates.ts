import { type Component, exampleFault, kindFault } from '../../account/template-rules';
import { Refusal } from '../../http/refusal';
import type { OperationCall, Operations, Reply } from '../../http/types';

export interface Template {
	/** Numeric. */
	id: string;
	name: string;
	status: 'APPROVED' | 'REJECTED' | 'PENDING';
	category: string;
	language: string;
	components: Component[];
}

type NewTemplate = Pick<Template, 'name' | 'category' | 'language' | 'components'>;

/** The message templates of the project. */
export class Templates {
	all: Template[];
	private nextId = 500_000_001;

	constructor(seeds: readonly Template[]) {
		this.all = structuredClone([...seeds]);
	}

	readonly operations: Operations = {
		'template.getMany': () => ({ status: 200, body: { data: this.all } }),
		'template.create': ({ body }) => this.create(body as NewTemplate),
		'template.update': (call) => this.update(call),
		'template.delete': ({ params }) => this.delete(params.name),
	};

	private create({ name, category, language, components }: NewTemplate): Reply {
		const namesakes = this.all.filter((template) => template.name === name);
		if (namesakes.some((template) => template.category !== category)) {
			throw new Refusal(400, 'Invalid parameter: template name exists with a different category');
		}
		if (namesakes.some((template) => template.language === language)) {
			throw new Refusal(400, 'Invalid parameter: template name exists in this language');
		}
		checkComponents(components);
		const id = String(this.nextId++);
		const template: Template = { id, name, status: 'PENDING', category, language, components };
		this.all.push(template);
		return { status: 200, body: { success: true, data: template } };
	}

	private update({ params, body }: OperationCall): Reply {
		const { category, components } = body as Pick<Template, 'category' | 'components'>;
		const template = this.all.find(({ id }) => id === params.id);
		if (!template) throw new Refusal(404, 'Template not found');
		if (template.status !== 'REJECTED') {
			throw new Refusal(400, 'Only REJECTED templates can be edited');
		}
		if (template.category !== category) throw new Refusal(400, "Template category doesn't match");
		checkComponents(components);
		Object.assign(template, { components, status: 'PENDING' });
		return { status: 200, body: { success: true, data: template } };
	}

	private delete(name: string): Reply {
		const kept = this.all.filter((template) => template.name !== name);
		if (kept.length === this.all.length) throw new Refusal(404, 'Template not found');
		this.all = kept;
		return { status: 200, body: { success: true } };
	}
}

/**
 * The rules that a schema cannot hold: each kind once, a body, and an example value for every variable.
 * @throws Refusal 400, beginning with the vendor's "Invalid parameter"; what follows is assumed
 */
export function checkComponents(components: Component[]): void {
	const fault = kindFault(components) ?? exampleFault(components);
	if (fault) throw new Refusal(400, `Invalid parameter: ${fault}`);
}
