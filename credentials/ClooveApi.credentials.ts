import type {
	ICredentialDataDecryptedObject,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { noApi, refusalRules } from '../nodes/shared/errors/credential-test';
import { CredentialError } from '../nodes/shared/http/connection-errors';
import { allowedDomains } from '../nodes/shared/http/allowed-domains';

/** The firewall in front of the API refuses the names that HTTP libraries, and n8n, give themselves. */
const USER_AGENT = 'n8n-nodes-whatsapp-hub (n8n community node)';

/** 403 is let through: it says in its body whether it is about the key or only about this list. */
const FAILED = Array.from({ length: 300 }, (_, index) => 300 + index).filter(
	(status) => status !== 403,
);

const TESTED = {
	platform: 'Cloove',
	secret: 'key',
	renew: 'Copy it again, or make a new one in Cloove under Developer.',
	baseUrl: 'https://api.clooveai.com',
};

export class ClooveApi implements ICredentialType {
	name = 'clooveApi';

	displayName = 'Cloove API';

	icon: Icon = {
		light: 'file:../nodes/Cloove/cloove.svg',
		dark: 'file:../nodes/Cloove/cloove.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-hub/n8n-nodes-whatsapp-hub/blob/main/docs/platforms/cloove.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.clooveai.com',
			description: 'Address of the API',
		},
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'clv_live_sk_…',
			description:
				'Made in Cloove under Developer. A key that starts with clv_test_ sees only test data. The scopes messaging:conversations:read, messaging:messages:read and messaging:messages:send cover all of the node.',
		},
		{
			displayName: 'Webhook Secrets',
			name: 'webhookSecrets',
			type: 'string',
			typeOptions: { password: true, rows: 3 },
			default: '',
			placeholder: 'whsec_…',
			description:
				'For the trigger only: the signing secrets of your webhooks, one per line. Test and live have a secret each. To add one later, use the next field: what is written beside the dots of saved secrets takes their place.',
		},
		{
			displayName: 'Further Webhook Secrets',
			name: 'furtherWebhookSecrets',
			type: 'string',
			typeOptions: { password: true, rows: 3 },
			default: '',
			placeholder: 'whsec_…',
			description: 'Signing secrets that came later, one per line',
		},
		{
			displayName: 'User Agent',
			name: 'userAgent',
			type: 'string',
			default: USER_AGENT,
			description:
				'What n8n calls itself. A firewall in front of the API refuses the names of common HTTP libraries; change it when it refuses this one.',
		},
		...allowedDomains,
	];

	/** @throws CredentialError for a key that cannot be one, before anything is sent */
	async authenticate(
		{ secretKey, userAgent }: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const key = textIn(secretKey);
		if (key === '') throw new CredentialError('the credential\'s "Secret Key" is empty');
		if (/^clv_[^_]*_?pk_/i.test(key)) {
			throw new CredentialError(
				'This is a publishable key. Cloove takes only secret keys: clv_test_sk_… or clv_live_sk_…',
			);
		}
		const agent = textIn(userAgent) || USER_AGENT;
		requireHeaderText('Secret Key', key, /^[!-~]+$/);
		requireHeaderText('User Agent', agent, /^[ -~]+$/);
		const headers = { Authorization: `Bearer ${key}`, 'User-Agent': agent };
		return { ...requestOptions, headers: { ...requestOptions.headers, ...headers } };
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "").replace(/\\/v1$/, "")}}',
			url: '/v1/messaging/conversations',
			disableFollowRedirect: true,
			// A key without the scope for this list is a good key, and is answered with 403 missing_scope.
			ignoreHttpStatusErrors: { ignore: true, except: FAILED },
		},
		rules: [
			...refusalRules(TESTED),
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'error',
					value: 'ip_not_allowed',
					message:
						"The key is good, but its IP allowlist does not hold this n8n's address. Add the address to the key in Cloove, or clear the list.",
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'error',
					value: 'origin_not_allowed',
					message:
						'The key is good, but takes only requests from certain web pages. Clear its origin allowlist in Cloove, or make a key without one.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'constructor.name',
					value: 'String',
					message:
						'A web page answers, not the API of Cloove. Check the Base URL (https://api.clooveai.com). When it is right, the firewall in front of the API refuses this n8n: try another User Agent.',
				},
			},
			// Good answers and errors of the API have a message alike.
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'message',
					value: undefined,
					message: noApi(TESTED),
				},
			},
			// n8n reads both kinds of rules side by side; its type knows one kind at a time.
		] as ICredentialTestRequest['rules'],
	};
}

function textIn(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

/** What no header can hold would fail on its way, where nobody could tell that nothing was sent. */
function requireHeaderText(field: string, value: string, allowed: RegExp): void {
	if (allowed.test(value)) return;
	throw new CredentialError(`the credential's "${field}" holds characters that no header can hold`);
}
