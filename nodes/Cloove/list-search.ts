import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { pickFrom } from '../shared/list/list-search';
import { firstText, valueAt } from '../shared/value';
import { platform } from './platform';

/** Conversations by the customer's name or phone number, which the platform searches. */
async function searchConversations(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const search = filter?.trim();
	const { rows, body } = await pickFrom(this, platform, '/v1/messaging/conversations', 'data', {
		...(search ? { search } : {}),
		...(paginationToken ? { page: paginationToken } : {}),
	});
	const hasMore = rows.length > 0 && valueAt(body, 'meta.hasMore') === true;
	return {
		results: rows.flatMap(({ id, customerName, customerPhone, status }) => {
			const value = firstText(id);
			if (value === undefined) return [];
			const [title = value, ...more] = [customerName, customerPhone, status].flatMap(
				(part) => firstText(part) ?? [],
			);
			return { name: more.length > 0 ? `${title} (${more.join(', ')})` : title, value };
		}),
		paginationToken: hasMore ? String(Number(paginationToken ?? 1) + 1) : undefined,
	};
}

export const listSearch = { searchConversations };
