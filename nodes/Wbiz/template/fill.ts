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
	addressEndFault,
	byNumber,
	isBlank,
	refuseUnknown,
	templateVariables,
	variableList,
} from '../../shared/template/variables';
import {
	definitionOf,
	FILENAME_KEY,
	FILENAME_LABEL,
	keyOf,
	labelOf,
	MEDIA_TYPES,
	mediaKeyOf,
	mediaLabelOf,
	type MediaType,
	type TemplateDefinition,
	type TemplateVariable,
} from './definition';
import { findTemplate } from './find';

const { displayName: LABEL } = templateVariables;

/**
 * The fields that fill a template.
 *
 * @param variablesAs where the vendor wants the values of the variables in the body
 */
export const templateValues = (variablesAs: string): Field[] => [
	{
		displayName: 'Specify Variables',
		name: 'specifyVariables',
		type: 'options',
		options: [
			{ name: 'Using a List', value: 'list' },
			{ name: "Using the Template's Fields", value: 'fields' },
		],
		default: 'fields',
		description: 'How to give the values: a field for each variable, or one after another',
	},
	templateVariables,
	{
		...variableList,
		as: variablesAs,
		displayOptions: { show: { specifyVariables: ['list'] } },
	},
];

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
): Promise<IDataObject> {
	if (call.values.specifyVariables === 'list') return filled;
	const mapped = (call.values.templateVariables ?? {}) as IDataObject;
	const definition = (await currentDefinition(call, choice)) ?? definitionFrom(mapped);
	refuseUnknown(mapped, knownIn(definition), labelAt);
	const variables = definition.variables.map((variable) => valueOf(variable, mapped));
	const header = definition.media && headerOf(definition.media, mapped);
	const key = String(call.values.headerKey ?? '').trim() || String(headerKey.default);
	const values = {
		...(variables.length > 0 ? { variables } : {}),
		...(header ? { [key]: header } : {}),
	};
	const twice = Object.keys(values).find((name) => Object.hasOwn(filled, name));
	if (twice === undefined) return { ...filled, ...values };
	throw new InvalidValue(`holds "${twice}", which the form fills`, 'Additional Body');
}

/** Read once in a run; `undefined` when the key may not read templates. */
async function currentDefinition(
	{ send, once }: OperationCall,
	choice: TemplateChoice,
): Promise<TemplateDefinition | undefined> {
	const read = async (request: ApiRequest) => await send(request, { repeatable: true });
	return await once(`template ${choice.name} ${choice.language}`, async () => {
		const reading = beforeSending('the template could not be read', async () =>
			definitionOf(await findTemplate(read, choice)),
		);
		return await reading.catch((error: unknown) => {
			if (error instanceof RequestError && error.status === 403) return undefined;
			throw error;
		});
	});
}

/** For a template that cannot be read: what the mapping's own keys say. */
function definitionFrom(mapped: IDataObject): TemplateDefinition {
	const keys = Object.keys(mapped);
	const media = MEDIA_TYPES.find((type) => keys.includes(mediaKeyOf(type)));
	const ofMedia = [...MEDIA_TYPES.map(mediaKeyOf), FILENAME_KEY];
	const variables = keys.filter((key) => !ofMedia.includes(key)).map(variableAt);
	const order = (part: string) => (part === 'Header' ? 0 : Number(part.split(' ')[1] ?? 0) + 1);
	variables.sort((a, b) => order(a.part) - order(b.part) || byNumber(a.name, b.name));
	return { variables, media };
}

/** The ids of the mapping's fields. */
function knownIn({ variables, media }: TemplateDefinition): string[] {
	return [
		...variables.map(keyOf),
		...(media ? [mediaKeyOf(media)] : []),
		...(media === 'document' ? [FILENAME_KEY] : []),
	];
}

function labelAt(key: string): string {
	if (key === FILENAME_KEY) return FILENAME_LABEL;
	const media = MEDIA_TYPES.find((type) => mediaKeyOf(type) === key);
	return media ? mediaLabelOf(media) : labelOf(variableAt(key));
}

/** The variable whose value is mapped under a key. */
function variableAt(key: string): TemplateVariable {
	const [, part, number, name] = /^(header|body|button)_(?:(\d+)_)?(.+)$/.exec(key) ?? [];
	if (part === undefined) throw new InvalidValue(`has the unknown entry "${key}"`, LABEL);
	const title = `${part[0].toUpperCase()}${part.slice(1)}`;
	return { part: number === undefined ? title : `${title} ${number}`, name };
}

/** WhatsApp refuses an empty value, and a missing one would move all that follow. */
function valueOf(variable: TemplateVariable, mapped: IDataObject): string {
	const value = mapped[keyOf(variable)];
	if (isBlank(value)) throw new InvalidValue(`has no value for ${labelOf(variable)}`, LABEL);
	const problem = variable.part.startsWith('Button') ? addressEndFault(value) : undefined;
	if (problem === undefined) return String(value);
	throw new InvalidValue(`has a value for ${labelOf(variable)} that ${problem}`, LABEL);
}

/**
 * The header's media, in the form of the vendor's media message: by its link or its `mediaId`. The page says that a
 * `mediaId` is for template headers too, and shows no such request; so an empty field is left to the platform.
 */
function headerOf(type: MediaType, mapped: IDataObject): IDataObject | undefined {
	const value = String(mapped[mediaKeyOf(type)] ?? '').trim();
	if (value === '') return undefined;
	const filename = String(mapped[FILENAME_KEY] ?? '').trim();
	const isLink = /^https:\/\/[^/\s]+\S*$/i.test(value);
	if (!isLink && !/^[^\s/:]+$/.test(value)) {
		const rule = 'that is neither an address with https:// nor a media ID';
		throw new InvalidValue(`has a value for ${mediaLabelOf(type)} ${rule}`, LABEL);
	}
	return {
		type,
		...(isLink ? { link: value } : { mediaId: value }),
		...(type === 'document' && filename !== '' ? { filename } : {}),
	};
}
