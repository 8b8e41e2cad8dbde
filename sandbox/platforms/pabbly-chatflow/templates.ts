import type { OperationCall, Operations, Reply } from '../../platform';
import { Refusal } from '../../refusal';
import { success } from './answers';
import { customFields } from './customFields';
import { samplesOf, kindOf, part, type Template, type TemplateKind } from './templateParts';
import { seededTemplates } from './templateSeed';
import { type TemplateUse, usedText } from './templateUse';

const DEFAULT_LIMIT = 50;
const SETTING_ID = '6764020afc60086212ad5119';
const CREATED_AT = '2025-02-05T07:49:57.301Z';

export interface UsedTemplate {
	kind: TemplateKind;
	language: string;
	text: string;
}

/** The message templates, which are made in the app. */
export class Templates {
	readonly all: readonly Template[] = structuredClone(seededTemplates);

	readonly operations: Operations = {
		'template.getMany': (call) => this.list(call),
		'template.get': (call) => this.get(call),
	};

	/**
	 * What this use of an approved template makes.
	 * @throws Refusal 404 unknown; 400 not approved, or not the values that it wants
	 */
	use(use: TemplateUse): UsedTemplate {
		const template = this.sendable(use.templateName, use.languageCode);
		const text = usedText(template, use, Date.now());
		return { kind: kindOf(template), language: template.language, text };
	}

	/** The sample values of an approved template. */
	samples(name: string): { headerParams: string[]; bodyParams: string[] } {
		const { components } = this.sendable(name);
		return {
			headerParams: samplesOf(part(components, 'HEADER')),
			bodyParams: samplesOf(part(components, 'BODY')),
		};
	}

	private sendable(name: string, language?: string): Template {
		const template = this.all.find(
			(one) => one.name === name && (language === undefined || one.language === language),
		);
		if (!template) {
			const where = language === undefined ? '' : ` in language ${language}`;
			throw new Refusal(404, `Template ${name} not found${where}`);
		}
		if (template.status !== 'APPROVED') {
			throw new Refusal(400, `Template ${name} is not approved (status ${template.status})`);
		}
		return template;
	}

	private get({ params, query }: OperationCall): Reply {
		const key = query.by === 'id' ? '_id' : 'name';
		const template = this.all.find((one) => one[key] === params.identifier);
		if (!template) throw new Refusal(404, 'Template not found');
		return success('Template fetched successfully', {
			template: view(template),
			customFields: customFields(template),
		});
	}

	private list({ query }: OperationCall): Reply {
		const total = this.all.length;
		const limit = isTruthy(query.all) ? total : Number(query.limit ?? DEFAULT_LIMIT);
		const page = isTruthy(query.all) ? 1 : Number(query.page ?? 1);
		const totalPages = Math.ceil(total / limit);
		return success('Templates fetched successfully', {
			templates: this.all.slice((page - 1) * limit, page * limit).map(view),
			pagination: {
				totalTemplates: total,
				totalPages,
				currentPage: page,
				limit,
				hasNextPage: page < totalPages,
				hasPrevPage: page > 1,
			},
		});
	}
}

/** In a query everything is text (assumed: the words for no are not truthy). */
function isTruthy(text = ''): boolean {
	return !['', '0', 'false'].includes(text);
}

function view({ _id, type, ...template }: Template): Record<string, unknown> {
	return {
		_id,
		settingId: SETTING_ID,
		...template,
		__v: 0,
		createdAt: CREATED_AT,
		updatedAt: CREATED_AT,
		...(type === undefined ? {} : { type }),
	};
}
