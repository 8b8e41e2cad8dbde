import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { logIn, organizationOf, tokenOf } from '../nodes/Badala/login';
import { noApi, refusalRules } from '../nodes/shared/errors/credential-test';
import { allowedDomains } from '../nodes/shared/http/allowed-domains';

const TESTED = {
	platform: 'Badala',
	secret: 'token',
	renew: 'Log in again for a new one, or choose "Email and Password".',
	baseUrl: 'https://webhook.badala.app',
	forbidden: 'The user is not a member of this organization. Check the "Organization ID".',
};
/** With what a web page, which is answered with 200 too, begins, and never JSON; an empty answer has no beginning. */
const NO_JSON = ['<', '\n', '\r', '\t', ' ', undefined];

export class BadalaApi implements ICredentialType {
	name = 'badalaApi';

	displayName = 'Badala API';

	icon: Icon = {
		light: 'file:../nodes/Badala/badala.svg',
		dark: 'file:../nodes/Badala/badala.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-hub/n8n-nodes-whatsapp-hub/blob/main/docs/platforms/badala.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://webhook.badala.app',
			description: 'Address of the API',
		},
		{
			displayName: 'Organization ID',
			name: 'orgId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. org_1a2b3c',
			description: 'ID of the organization in Badala. The user must be a member of it.',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{ name: 'Email and Password', value: 'logIn' },
				{ name: 'Token', value: 'token' },
			],
			default: 'logIn',
			description: 'You have to replace a token yourself when it expires',
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			required: true,
			placeholder: 'name@email.com',
			default: '',
			displayOptions: { show: { authentication: ['logIn'] } },
			description: 'Of the user in whose name n8n works. Give n8n a user of its own.',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { authentication: ['logIn'] } },
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { authentication: ['token'] } },
			description: 'What POST /auth/login answers as "token", without "Bearer"',
		},
		{
			displayName: 'Webhook Secrets',
			name: 'webhookSecrets',
			type: 'string',
			typeOptions: { password: true, rows: 3 },
			default: '',
			description:
				'For the trigger only: the secret of each webhook, one per line. Badala shows a secret once, when the webhook is made. To add one later, use the next field: what is written beside the dots of saved secrets takes their place.',
		},
		{
			displayName: 'Further Webhook Secrets',
			name: 'furtherWebhookSecrets',
			type: 'string',
			typeOptions: { password: true, rows: 3 },
			default: '',
			description: 'Secrets of webhooks that were made later, one per line',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Session Of',
			name: 'sessionOf',
			type: 'hidden',
			default: '',
		},
		...allowedDomains,
	];

	/** n8n calls it while there is no session token, and after a 401; it keeps what this gives. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		if (credentials.authentication === 'token') return {};
		return { ...(await logIn(this.helpers, credentials)) };
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const token = tokenOf(credentials);
		const headers: IDataObject = {
			...requestOptions.headers,
			'x-org-id': organizationOf(credentials),
		};
		if (token !== undefined) headers.Authorization = `Bearer ${token}`;
		return { ...requestOptions, headers };
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "")}}',
			url: '=/orgs/{{encodeURIComponent($credentials.orgId.trim())}}/contacts',
			qs: { take: 1 },
			disableFollowRedirect: true,
			// As JSON, the empty list of an organization without contacts would leave n8n nothing to look at.
			encoding: 'text',
		},
		rules: [
			...refusalRules(TESTED),
			...NO_JSON.map((value) => ({
				type: 'responseSuccessBody' as const,
				properties: { key: '0', value, message: noApi(TESTED) },
			})),
		] as ICredentialTestRequest['rules'],
	};
}
