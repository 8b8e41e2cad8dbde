import { Refusal } from '../../../http/refusal';
import type { OperationCall, Operations, Reply } from '../../../http/types';
import { success } from '../access';
import {
	hasMediaHeader,
	kindOf,
	part,
	samplesOf,
	type Template,
	type TemplateKind,
	variablesOf,
} from './parts';
import { type TemplateUse, usedText } from './use';

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
	/** @param all Those that are there from the start; there will be no others */
	constructor(readonly all: readonly Template[]) {}

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

/** In a query everything is text (assumed: `false` and `0` are not truthy). */
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

interface CustomField {
	/** The variable. */
	key: string;
	/** The sample. */
	value: string;
	helpText: string;
}

/** What GET /templates/{identifier} says that a send needs. Buttons, cards and the expiry are not in it. */
export function customFields(template: Template): Record<string, CustomField[]> {
	const { components, category } = template;
	const header = part(components, 'HEADER');
	const body = part(components, 'BODY');
	const [file = ''] = header?.example?.header_handle ?? [];
	const link = { key: 'link', value: file, helpText: `Enter the Link e.g. ${file}` };
	const samples = samplesOf(body);
	const bodyFields = (label: string) =>
		variablesOf(body?.text).map((key, index) => field(label, key, samples[index]));
	const isAuthentication = category === 'AUTHENTICATION';
	return {
		headerParams: variablesOf(header?.text).map((key, index) =>
			field('Header Parameter', key, samplesOf(header)[index]),
		),
		bodyParams: isAuthentication ? [] : bodyFields('Body Parameter'),
		link: hasMediaHeader(components) ? [link] : [],
		copyCodeParam: isAuthentication ? bodyFields('Copy Code Parameter') : [],
	};
}

function field(label: string, key: string, value: string): CustomField {
	return { key, value, helpText: `Enter the ${label} ${key} e.g. ${value}` };
}
