import type { IDataObject } from 'n8n-workflow';

import { beforeSending, RequestError } from '../../shared/errors/request-error';
import type { ApiRequest, OperationCall } from '../../shared/operation';
import type { TemplateChoice } from '../../shared/template/choice';
import { definitionIn, type TemplateDefinition } from './definition';
import { pathSegment } from '../../shared/value';

/** Gives the body of the answer. */
type ReadAnswer = (request: ApiRequest) => Promise<unknown>;

/**
 * Reads the chosen template. One name may stand for templates in several languages, and a send has only the name,
 * but for the kinds that take a language: what the name stands for must be what was chosen.
 *
 * @throws RequestError
 */
export async function findDefinition(
	read: ReadAnswer,
	choice: TemplateChoice,
): Promise<TemplateDefinition> {
	const byName = await readOne(read, choice.name, {});
	if (speaks(byName, choice.language)) return byName;
	const byId = choice.id === undefined ? undefined : await readOne(read, choice.id, { by: 'id' });
	if (byId && takesLanguage(byId) && speaks(byId, choice.language)) return byId;
	throw new RequestError(
		'notSent',
		`the name "${choice.name}" stands for the template in "${byName.language}", not in "${choice.language}"; the platform takes a language for carousels and limited-time offers only`,
	);
}

/**
 * The template as it is now, read once in a run: the form may be older.
 * @throws RequestError; nothing was sent
 */
export async function readDefinition(
	{ send, once }: OperationCall,
	choice: TemplateChoice,
): Promise<TemplateDefinition> {
	const read: ReadAnswer = async (request) => await send(request, { repeatable: true });
	return await once(
		`template ${choice.name} ${choice.language}`,
		async () =>
			await beforeSending('the template could not be read', async () => {
				const definition = await findDefinition(read, choice);
				if (['', 'APPROVED'].includes(definition.status)) return definition;
				throw new RequestError('notSent', `the template is not approved, but ${definition.status}`);
			}),
	);
}

/** Whether a send of it may say in which language. */
export function takesLanguage({ kind }: TemplateDefinition): boolean {
	return isKindWithLanguage(kind);
}

/** The kinds of template for which the vendor documents a language. */
export function isKindWithLanguage(kind: unknown): boolean {
	return kind === 'carousel' || kind === 'limitedTimeOffer';
}

async function readOne(
	read: ReadAnswer,
	identifier: string,
	query: IDataObject,
): Promise<TemplateDefinition> {
	const path = `/templates/${pathSegment(identifier)}`;
	const definition = definitionIn(await read({ method: 'GET', path, query, headers: {} }));
	if (definition) return definition;
	throw new RequestError('notSent', 'the answer holds no template');
}

function speaks(definition: TemplateDefinition, language: string): boolean {
	return language === '' || definition.language === '' || language === definition.language;
}
