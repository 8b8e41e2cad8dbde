import type { Resource } from '../../shared/operation';
import { listFields, pagedList, search } from '../lists';
import { catalogId } from '../fields/locators';

export const catalog: Resource = {
	name: 'Catalog',
	value: 'catalog',
	operations: [
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many catalogs',
			description:
				'Get the catalogs of the WhatsApp Business account, each with the ID of the one that is selected',
			method: 'GET',
			path: '/catalogs',
			...pagedList('catalogs'),
			beside: {
				selectedCatalogId: 'data.selectedCatalogId',
				waBusinessPortfolioId: 'data.waBusinessPortfolioId',
			},
			fields: listFields(search),
		},
		{
			name: 'Get Products',
			value: 'getProducts',
			action: 'Get products of a catalog',
			description: 'Get the products of a catalog, each variant as one',
			method: 'GET',
			path: '/catalogs/{catalogId}/products',
			...pagedList('products'),
			fields: [{ ...catalogId, in: 'path' }, ...listFields(search)],
		},
	],
};
