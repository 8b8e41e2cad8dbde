import type { IDataObject } from 'n8n-workflow';

import { RequestError } from '../../shared/errors/request-error';
import { readPages } from '../../shared/list/pagination';
import type { ApiRequest } from '../../shared/operation';
import type { TemplateChoice } from '../../shared/template/choice';
import { isObject } from '../../shared/value';
import { listOf } from '../lists';

/**
 * Looks for an approved template.
 *
 * @param read gives the body of the answer
 * @throws RequestError
 */
export async function findTemplate(
	read: (request: ApiRequest) => Promise<unknown>,
	{ name, language }: TemplateChoice,
): Promise<IDataObject> {
	const query = { status: 'approved' };
	const request: ApiRequest = { method: 'GET', path: '/v1/templates', query, headers: {} };
	const rows = await readPages(read, request, listOf('templates'), Infinity);
	const found = rows.find((row) => isObject(row) && row.name === name && row.language === language);
	if (found) return found as IDataObject;
	throw new RequestError('notSent', `no approved template "${name}" in "${language}" was found`);
}
