import {
	answered,
	ask,
	checkSetup,
	failed,
	passed,
	unknown,
	type SetupCheck,
} from '../../shared/account-resource';
import type { OperationCall, Resource } from '../../shared/operation';
import { valueAt } from '../../shared/value';

export const account: Resource = {
	name: 'Account',
	value: 'account',
	operations: [
		checkSetup({
			looksAt: 'the API key, the templates and the webhook',
			path: '/settings/tags',
			checks,
		}),
	],
};

async function checks(call: OperationCall): Promise<SetupCheck[]> {
	const asked = await ask(call, { method: 'GET', path: '/settings/tags' });
	const key = answered(
		'API key',
		asked,
		'Check the base URL and the API key of the credential: Settings > API & Webhooks',
	);
	return asked.error ? [key] : [key, await templateCheck(call), webhookCheck()];
}

async function templateCheck(call: OperationCall): Promise<SetupCheck> {
	const query = { limit: '1', page: '1' };
	const asked = await ask(call, { method: 'GET', path: '/templates', query });
	if (asked.error) return answered('Templates', asked, 'Look at the templates in Pabbly Chatflow');
	const total = Number(valueAt(asked.answer, 'data.pagination.totalTemplates') ?? 0);
	if (total > 0) return passed('Templates', `${total} templates`);
	return failed(
		'Templates',
		'There are no templates',
		'Create one in Pabbly Chatflow: without a template you can only answer within 24 hours',
	);
}

function webhookCheck(): SetupCheck {
	return unknown(
		'Webhook',
		'The platform has no call that shows webhooks',
		'In Pabbly Chatflow open Settings > API & Webhooks: a webhook with the Production URL of the trigger, with ?secret= and the shared secret, must be there and active',
	);
}
