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
	platform: 'Pabbly Chatflow',
	secret: 'key',
	renew: 'Copy it again in Pabbly Chatflow under Settings, API & Webhooks.',
	baseUrl: 'https://chatflow.pabbly.com/api/v1',
};

export class PabblyChatflowApi implements ICredentialType {
	name = 'pabblyChatflowApi';

	displayName = 'Pabbly Chatflow API';

	icon: Icon = {
		light: 'file:../nodes/PabblyChatflow/pabblyChatflow.svg',
		dark: 'file:../nodes/PabblyChatflow/pabblyChatflow.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-hub/n8n-nodes-whatsapp-hub/blob/main/docs/platforms/pabbly-chatflow.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://chatflow.pabbly.com/api/v1',
			description: 'Address of the API, with /api/v1',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Shown in Pabbly Chatflow under Settings, API & Webhooks',
		},
		{
			displayName: 'Webhook Shared Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'For the trigger only: at least 24 letters and digits that nobody can guess. Pabbly Chatflow documents no signature of its webhooks, so this secret, appended to the webhook URL, proves where they come from.',
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
			url: '/settings/tags',
			disableFollowRedirect: true,
		},
		// A web page answers with 200, too: the app's own, when the path of the API is missing.
		rules: [
			...refusalRules(TESTED),
			{
				type: 'responseSuccessBody',
				properties: { key: 'data.tags', value: undefined, message: noApi(TESTED) },
			},
			// n8n reads both kinds of rules side by side; its type knows one kind at a time.
		] as ICredentialTestRequest['rules'],
	};
}
