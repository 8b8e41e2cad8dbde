import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { noApi, refusalRules } from '../nodes/shared/errors/credential-test';
import { allowedDomains } from '../nodes/shared/http/allowed-domains';

const TESTED = {
	platform: 'WBIZ',
	secret: 'key',
	renew: 'Copy it again, or make a new one in WBIZ under Settings, API keys.',
	baseUrl: 'https://api.wbiz.in/api',
};

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
			description: 'Address of the API',
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
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "").replace(/\\/v1$/, "")}}',
			url: '/v1/me',
			disableFollowRedirect: true,
		},
		// A web page answers with 200, too. Which keys the API's answer has is not documented; it is no text.
		rules: [
			...refusalRules(TESTED),
			{
				type: 'responseSuccessBody',
				properties: { key: 'constructor.name', value: 'String', message: noApi(TESTED) },
			},
			// n8n reads both kinds of rules side by side; its type knows one kind at a time.
		] as ICredentialTestRequest['rules'],
	};
}
