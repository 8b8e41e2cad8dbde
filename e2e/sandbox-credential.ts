import type { PlatformView } from '../sandbox/types';

type Access = Pick<PlatformView, 'baseUrl' | 'apiKey'>;

/** For platforms whose webhook is set up by hand; the sandbox's own. */
const WEBHOOK_SECRETS = {
	badala: 'badala_whsec_sandbox_0123456789abcdef',
	cloove: 'whsec_sandboxcloove0123456789abcdef',
	pabblyChatflow: 'shared-secret-of-the-sandbox-0123456789',
};

/** What a credential holds beside the address, where that is not just `apiKey`. By credential type. */
const FIELDS: Record<string, (access: Access) => Record<string, unknown>> = {
	badalaApi: () => ({
		orgId: 'org_sandbox',
		authentication: 'logIn',
		email: 'owner@sandbox.test',
		password: 'sandbox-badala-password',
		webhookSecrets: WEBHOOK_SECRETS.badala,
	}),
	clooveApi: ({ apiKey }) => ({ secretKey: apiKey, webhookSecrets: WEBHOOK_SECRETS.cloove }),
	pabblyChatflowApi: ({ apiKey }) => ({
		apiKey,
		webhookSecret: WEBHOOK_SECRETS.pabblyChatflow,
	}),
};

/** The data of a credential that fits a freshly started sandbox, as a person would enter it. */
export function sandboxCredential(type: string, access: Access): Record<string, unknown> {
	const fields = FIELDS[type] ?? (({ apiKey }: Access) => ({ apiKey }));
	return { baseUrl: access.baseUrl, ...fields(access) };
}

/** What the sandbox's Pabbly credential expects in the webhook's address. */
export function pabblySecret(): string {
	return WEBHOOK_SECRETS.pabblyChatflow;
}
