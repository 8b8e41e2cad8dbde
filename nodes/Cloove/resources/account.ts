import type { RequestError } from '../../shared/errors/request-error';
import {
	answered,
	ask,
	checkSetup,
	passed,
	scopeCheck,
	unknown,
	type Asked,
	type SetupCheck,
} from '../../shared/account-resource';
import type { OperationCall, Resource } from '../../shared/operation';
import { firstText, listAt, valueAt, pathSegment } from '../../shared/value';

const ADD_SCOPE = 'Add the scope to the key in Cloove';
const CONVERSATIONS = '/v1/messaging/conversations';

export const account: Resource = {
	name: 'Account',
	value: 'account',
	operations: [
		checkSetup({
			looksAt: 'the secret key, its scopes and the webhook',
			path: CONVERSATIONS,
			checks,
		}),
	],
};

async function checks(call: OperationCall): Promise<SetupCheck[]> {
	const asked = await ask(call, { method: 'GET', path: CONVERSATIONS });
	const todo = 'Check the secret key of the credential, and what is allowed for it in Cloove';
	if (asked.error && !lacksScope(asked.error)) return [answered('Secret key', asked, todo)];
	return [
		passed('Secret key', 'The platform knows it'),
		scopeCheck('messaging:conversations:read', asked, ADD_SCOPE),
		await messagesCheck(call, asked),
		unknown(
			'Scope messaging:messages:send',
			'Only a message that is sent shows it',
			'See that the key has the scope in Cloove',
		),
		unknown(
			'Webhook',
			'The platform has no call that shows webhooks',
			'In Cloove open Developer > Webhooks: an endpoint with the Production URL of the trigger must be there, and its signing secret in the credential',
		),
	];
}

/** 403 with this code proves that the key itself is good. */
function lacksScope({ body }: RequestError): boolean {
	return valueAt(body, 'error') === 'missing_scope';
}

async function messagesCheck(call: OperationCall, { answer }: Asked): Promise<SetupCheck> {
	const scope = 'messaging:messages:read';
	const id = firstText(valueAt(listAt(answer, 'data')[0], 'id'));
	if (id === undefined) {
		return unknown(`Scope ${scope}`, 'There is no conversation to read', '');
	}
	const path = `${CONVERSATIONS}/${pathSegment(id)}`;
	return scopeCheck(scope, await ask(call, { method: 'GET', path }), ADD_SCOPE);
}
