import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { allowedDomains } from '../nodes/shared/http/allowed-domains';

export class WbizApi implements ICredentialType {
	name = 'wbizApi';

	displayName = 'WBIZ API';

	icon: Icon = {
		light: 'file:../nodes/Wbiz/wbiz.svg',
		dark: 'file:../nodes/Wbiz/wbiz.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-hub/n8n-nodes-whatsapp-hub/blob/main/docs/platforms/wbiz.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.wbiz.in/api',
			description: 'Address of the API, without /v1',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Made in WBIZ under Settings, API keys, with the scopes that the workflows need',
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
			url: '/v1/me',
			disableFollowRedirect: true,
		},
		// A web page answers with 200, too. Which keys the API's answer has is not documented; it is no text.
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'constructor.name',
					value: 'String',
					message:
						'This address answers, but not as the API of WBIZ. Check the Base URL: https://api.wbiz.in/api.',
				},
			},
		],
	};
}
