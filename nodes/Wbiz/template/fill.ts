import type { IDataObject } from 'n8n-workflow';

import { beforeSending, RequestError } from '../../shared/errors/request-error';
import {
	InvalidValue,
	type ApiRequest,
	type Field,
	type OperationCall,
} from '../../shared/operation';
import type { TemplateChoice } from '../../shared/template/choice';
import {
	FILENAME_ID,
	mediaId,
	valuesByPosition,
	variableId,
	variableOf,
	type TemplateVariable,
} from '../../shared/template/definition';
import { showTemplate } from '../../shared/template/preview';
import {
	addressEndFault,
	byNumber,
	isBlank,
	refuseUnknown,
	templateVariables,
} from '../../shared/template/variables';
import {
	definitionOf,
	fieldIds,
	MEDIA_TYPES,
	type MediaType,
	type TemplateDefinition,
} from './definition';
import { findTemplate } from './find';

const { displayName: LABEL } = templateVariables;

/** For *Options*: what the vendor leaves open of media in a template's header. */
export const headerKey: Field = {
	displayName: 'Header Key',
	name: 'headerKey',
	type: 'string',
	default: 'header',
	placeholder: 'e.g. header',
	description:
		"Name of the field that holds the media of the template's header in the request. The platform does not document it.",
};

/** A request's part that fills a template. */
interface FilledTemplate {
	body: IDataObject;
	/** What the customer reads, where the template was read. */
	text?: string;
}

/**
 * What the form fills a template with: `variables` and, where the header shows media, `header`. It is checked against
 * the template as it is now; the form may be older.
 *
 * @param filled what the request says of the template without it
 * @throws InvalidValue, RequestError; nothing was sent
 */
export async function withTemplateValues(
	call: OperationCall,
	choice: TemplateChoice,
	filled: IDataObject,
): Promise<FilledTemplate> {
	if (call.values.specifyVariables === 'list') {
		return { body: filled, text: await textFromList(call, choice, filled.variables) };
	}
	const mapped = (call.values.templateVariables ?? {}) as IDataObject;
	const template = await readTemplate(call, choice);
	const definition = template ? definitionOf(template) : definitionFrom(mapped);
	const values = valuesOf(call, definition, mapped);
	const twice = Object.keys(values).find((name) => Object.hasOwn(filled, name));
	if (twice !== undefined) {
		throw new InvalidValue(`holds "${twice}", which the form fills`, 'Additional Body');
	}
	const text = template && showTemplate(template, mapped).text;
	return { body: { ...filled, ...values }, text };
}

/** A send with a list reads no template; only where nothing leaves it is read for its text, as far as the key may. */
async function textFromList(
	call: OperationCall,
	choice: TemplateChoice,
	list: unknown,
): Promise<string | undefined> {
	if (!call.doNotSend) return undefined;
	const template = await readTemplate(call, choice).catch(() => undefined);
	if (!template) return undefined;
	return showTemplate(template, valuesByPosition(definitionOf(template).variables, list)).text;
}

/** @throws InvalidValue for a value that is missing, wrong, or for something that the template no longer has */
export function valuesOf(
	{ values }: OperationCall,
	definition: TemplateDefinition,
	mapped: IDataObject,
): IDataObject {
	refuseUnknown(mapped, fieldIds(definition));
	const variables = definition.variables.map((variable) => valueOf(variable, mapped));
	const header = definition.media && headerOf(definition.media, mapped);
	const key = String(values.headerKey ?? '').trim() || String(headerKey.default);
	return {
		...(variables.length > 0 ? { variables } : {}),
		...(header ? { [key]: header } : {}),
	};
}

/** Read once in a run; `undefined` when the key may not read templates. */
async function readTemplate(
	{ send, once }: OperationCall,
	choice: TemplateChoice,
): Promise<IDataObject | undefined> {
	const read = async (request: ApiRequest) => await send(request, { repeatable: true });
	return await once(`template ${choice.name} ${choice.language}`, async () => {
		const reading = beforeSending(
			'the template could not be read',
			async () => await findTemplate(read, choice),
		);
		return await reading.catch((error: unknown) => {
			if (error instanceof RequestError && error.status === 403) return undefined;
			throw error;
		});
	});
}

/** For a template that cannot be read: what the mapping's own ids say. */
function definitionFrom(mapped: IDataObject): TemplateDefinition {
	const ids = Object.keys(mapped);
	const media = MEDIA_TYPES.find((type) => ids.includes(mediaId(type)));
	const ofMedia = [...MEDIA_TYPES.map(mediaId), FILENAME_ID];
	const variables = ids.filter((id) => !ofMedia.includes(id)).map(variableAt);
	const order = (part: string) => (part === 'Header' ? 0 : Number(part.split(' ')[1] ?? 0) + 1);
	variables.sort((a, b) => order(a.part) - order(b.part) || byNumber(a.name, b.name));
	return { variables, media };
}

/** The variable whose value is mapped under an id. */
function variableAt(id: string): TemplateVariable {
	const variable = variableOf(id);
	if (variable) return variable;
	throw new InvalidValue(`has the unknown entry "${id}"`, LABEL);
}

/** WhatsApp refuses an empty value, and a missing one would move all that follow. */
function valueOf(variable: TemplateVariable, mapped: IDataObject): string {
	const id = variableId(variable);
	const value = mapped[id];
	if (isBlank(value)) throw new InvalidValue(`has no value for ${id}`, LABEL);
	const problem = variable.part.startsWith('Button') ? addressEndFault(value) : undefined;
	if (problem === undefined) return String(value);
	throw new InvalidValue(`has a value for ${id} that ${problem}`, LABEL);
}

/**
 * The header's media, in the form of the vendor's media message: by its link or its `mediaId`. The page says that a
 * `mediaId` is for template headers too, and shows no such request; so an empty field is left to the platform.
 */
function headerOf(type: MediaType, mapped: IDataObject): IDataObject | undefined {
	const value = String(mapped[mediaId(type)] ?? '').trim();
	if (value === '') return undefined;
	const filename = String(mapped[FILENAME_ID] ?? '').trim();
	const isLink = /^https:\/\/[^/\s]+\S*$/i.test(value);
	if (!isLink && !/^[^\s/:]+$/.test(value)) {
		const rule = 'that is neither an address with https:// nor a media ID';
		throw new InvalidValue(`has a value for ${mediaId(type)} ${rule}`, LABEL);
	}
	return {
		type,
		...(isLink ? { link: value } : { mediaId: value }),
		...(type === 'document' && filename !== '' ? { filename } : {}),
	};
}
