import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { allowedDomains } from '../nodes/shared/http/allowed-domains';

export class WabaPortalApi implements ICredentialType {
	name = 'wabaPortalApi';

	displayName = 'WABA Portal API';

	icon: Icon = {
		light: 'file:../nodes/WabaPortal/wabaPortal.svg',
		dark: 'file:../nodes/WabaPortal/wabaPortal.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-hub/n8n-nodes-whatsapp-hub/blob/main/docs/platforms/waba-portal.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'https://your-domain.com/api/v1',
			description:
				"Address of your WABA Portal's API, with /api/v1. The portal shows it on its API documentation page.",
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Made in the portal on the page API Integration',
		},
		...allowedDomains,
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "")}}',
			url: '/webhook',
			disableFollowRedirect: true,
		},
		// A web page answers with 200, too: the portal's own, when the path of the API is missing.
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'data.webhookEvents',
					value: undefined,
					message:
						'This address answers, but not as the API of a WABA Portal. Check the Base URL with its path, often /api/v1.',
				},
			},
		],
	};
}
