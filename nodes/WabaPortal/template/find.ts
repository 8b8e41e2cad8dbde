import type { IDataObject } from 'n8n-workflow';

import { RequestError } from '../../shared/errors/request-error';
import type { ApiRequest } from '../../shared/operation';
import type { TemplateChoice } from '../../shared/template/choice';
import { isObject, listAt } from '../../shared/value';

/**
 * Looks for a template among those of the number.
 *
 * @param read gives the body of the answer
 * @throws RequestError
 */
export async function findTemplate(
	read: (request: ApiRequest) => Promise<unknown>,
	{ name, language }: TemplateChoice,
): Promise<IDataObject> {
	const request: ApiRequest = { method: 'GET', path: '/templates', query: {}, headers: {} };
	const rows = listAt(await read(request), 'data').filter(isObject);
	const found = rows.find((row) => row.name === name && row.language === language);
	if (found) return found as IDataObject;
	throw new RequestError('notSent', `no template "${name}" in "${language}" was found`);
}
