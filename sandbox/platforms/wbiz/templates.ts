import type { OperationCall, Operations, Reply } from '../../platform';
import { Refusal } from '../../refusal';
import { type Component, exampleFault, kindFault } from '../../templateRules';
import { created, newId, ok, Records } from './records';
import { seededTemplates } from './seed';
import { filledText } from './templateVariables';

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

	constructor() {
		for (const template of seededTemplates) {
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

	private withName(name: string, language: string): Template | undefined {
		return [...this.records].find(
			(template) => template.name === name && template.language === language,
		);
	}
}
