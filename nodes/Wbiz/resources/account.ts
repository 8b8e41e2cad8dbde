import {
	answered,
	ask,
	checkSetup,
	expectedUrl,
	failed,
	passed,
	scopeCheck,
	sendTest,
	testEventCheck,
	unknown,
	type SetupCheck,
} from '../../shared/account-resource';
import { objectsIn, rowsAt } from '../../shared/list/pagination';
import type { OperationCall, Resource } from '../../shared/operation';
import { firstText, listAt, valueAt } from '../../shared/value';

const PUBLISH = 'Publish a workflow with the WBIZ Trigger, or use Webhook > Create';

const ADD_SCOPE = 'Add the scope to the key in WBIZ';

/** What shows whether the key has a scope: the shortest read of its group. Sending is shown by a message only. */
const SCOPES: Array<[scope: string, path: string]> = [
	['templates:read', '/v1/templates'],
	['contacts:read', '/v1/contacts'],
	['inbox:read', '/v1/conversations'],
	['events:read', '/v1/events'],
];

export const account: Resource = {
	name: 'Account',
	value: 'account',
	operations: [
		checkSetup({
			looksAt: 'the API key, its scopes, the numbers, the entitlement and the webhooks',
			path: '/v1/me',
			fields: [expectedUrl, sendTest],
			checks,
		}),
		{
			name: 'Get Entitlement',
			value: 'getEntitlement',
			action: 'Get the entitlement of the account',
			description: 'Get the billing snapshot, with entitled saying whether paid features work',
			method: 'GET',
			path: '/v1/account',
			fields: [],
		},
		{
			name: 'Who Am I',
			value: 'whoAmI',
			action: 'Get the owner of the API key',
			description: 'Get the WhatsApp Business Account of the API key, and its phone numbers',
			method: 'GET',
			path: '/v1/me',
			fields: [],
		},
	],
};

async function checks(call: OperationCall): Promise<SetupCheck[]> {
	const asked = await ask(call, { method: 'GET', path: '/v1/me' });
	const key = answered('API key', asked, 'Check the base URL and the API key of the credential');
	if (asked.error) return [key];
	const rows = [key, numberCheck(asked.answer), await entitlementCheck(call)];
	for (const [scope, path] of SCOPES) {
		const read = await ask(call, { method: 'GET', path, query: { limit: 1 } });
		rows.push(scopeCheck(scope, read, ADD_SCOPE));
	}
	rows.push(
		unknown(
			'Scope messages:send',
			'Only a message that is sent shows it',
			'See that the key has the scope in WBIZ, under Settings > API keys',
		),
	);
	return [...rows, ...(await webhookChecks(call))];
}

const NUMBERS_AT = ['phoneNumbers', 'phone_numbers'];
/** The last two are WhatsApp's own names. */
const NUMBER_AT = [
	...['phoneNumber', 'phone_number', 'phone'],
	...['displayPhoneNumber', 'display_phone_number'],
];

/** The page says that the answer has the numbers, and does not show it. The likely keys are tried. */
function numberCheck(answer: unknown): SetupCheck {
	const numbers = objectsIn(answer, 'account')
		.flatMap((part) => NUMBERS_AT.flatMap((name) => listAt(part, name)))
		.map((row) => firstText(row, ...NUMBER_AT.map((name) => valueAt(row, name))) ?? 'a number');
	if (numbers.length > 0) return passed('Phone numbers', numbers.join(', '));
	return unknown(
		'Phone numbers',
		'The answer shows none',
		'See in WBIZ that a number is connected',
	);
}

async function entitlementCheck(call: OperationCall): Promise<SetupCheck> {
	const asked = await ask(call, { method: 'GET', path: '/v1/account' });
	if (asked.error) return answered('Entitlement', asked, '');
	const entitled = valueAt(asked.answer, 'entitled') ?? valueAt(asked.answer, 'data.entitled');
	if (entitled === true) return passed('Entitlement', 'Paid features work');
	if (entitled !== false) return unknown('Entitlement', 'The answer does not say', '');
	return failed('Entitlement', 'Paid features do not work', 'Renew the subscription in WBIZ');
}

async function webhookChecks(call: OperationCall): Promise<SetupCheck[]> {
	const asked = await ask(call, { method: 'GET', path: '/v1/webhooks' });
	const rows = [scopeCheck('webhooks:manage', asked, ADD_SCOPE)];
	if (asked.error) return rows;
	const webhooks = rowsAt('webhooks')
		.map((path) => valueAt(asked.answer, path))
		.find(Array.isArray) as unknown[] | undefined;
	if (webhooks === undefined) return [...rows, unknown('Webhook', 'The answer holds no list', '')];
	const expected = firstText(call.values.expectedUrl)?.trim();
	if (webhooks.length === 0) return [...rows, failed('Webhook', 'None is registered', PUBLISH)];
	if (expected === undefined) return [...rows, passed('Webhook', `${webhooks.length} registered`)];
	const webhook = webhooks.find((row) => valueAt(row, 'url') === expected);
	if (webhook === undefined) {
		return [...rows, failed('Webhook', 'None has the address of your trigger', PUBLISH)];
	}
	const active = (valueAt(webhook, 'active') ?? valueAt(webhook, 'isActive')) !== false;
	rows.push(
		active
			? passed('Webhook', `Yours is registered for ${listAt(webhook, 'events').join(', ')}`)
			: failed('Webhook', 'Yours is switched off', 'Use Webhook > Update, or publish again'),
		expected.startsWith('https://')
			? passed('HTTPS', 'The address begins with https://')
			: failed('HTTPS', 'The address does not begin with https://', 'Give n8n an https address'),
	);
	const id = valueAt(webhook, 'id') ?? valueAt(webhook, '_id');
	if (id === undefined || call.values.sendTest === false) return rows;
	return [...rows, await deliveryCheck(call, String(id))];
}

/** The platform fires a sample event, "to verify the signature". What it answers is assumed. */
async function deliveryCheck(call: OperationCall, id: string): Promise<SetupCheck> {
	const path = `/v1/webhooks/${encodeURIComponent(id)}/test`;
	const asked = await ask(call, { method: 'POST', path });
	const todo =
		'Check that n8n is reachable from the internet; if it answers with 401, publish the workflow again';
	if (asked.error) return { ...answered('Test event', asked, todo), todo };
	const status = valueAt(asked.answer, 'statusCode') ?? valueAt(asked.answer, 'data.statusCode');
	return testEventCheck(status, '', todo);
}
