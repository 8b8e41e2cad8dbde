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
	platform: 'WABA Portal',
	secret: 'key',
	renew: 'Copy it again, or make a new one in the portal on the page API Integration.',
	baseUrl: 'the address of your portal, with its path, often /api/v1',
};

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
			baseURL:
				'={{$credentials.baseUrl.trim().replace(/\\/+$/, "").replace(/\\/api$/, "/api/v1")}}',
			url: '/webhook',
			disableFollowRedirect: true,
		},
		// A web page answers with 200, too: the portal's own, when the path of the API is missing.
		rules: [
			...refusalRules(TESTED),
			{
				type: 'responseSuccessBody',
				properties: { key: 'data.webhookEvents', value: undefined, message: noApi(TESTED) },
			},
			// n8n reads both kinds of rules side by side; its type knows one kind at a time.
		] as ICredentialTestRequest['rules'],
	};
}
