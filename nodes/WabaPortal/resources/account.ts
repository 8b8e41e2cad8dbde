import {
	answered,
	ask,
	checkSetup,
	expectedUrl,
	failed,
	passed,
	sendTest,
	testEventCheck,
	type SetupCheck,
} from '../../shared/account-resource';
import type { OperationCall, Resource } from '../../shared/operation';
import { listAt, textOrNull, valueAt } from '../../shared/value';

const PUBLISH = 'Publish a workflow with the WABA Portal Trigger, or use Webhook > Update';

export const account: Resource = {
	name: 'Account',
	value: 'account',
	operations: [
		checkSetup({
			looksAt: 'the API key, the number, and its webhook with address, events and a test',
			path: '/webhook',
			fields: [expectedUrl, sendTest],
			checks,
		}),
	],
};

async function checks(call: OperationCall): Promise<SetupCheck[]> {
	const asked = await ask(call, { method: 'GET', path: '/webhook' });
	const key = answered('API key', asked, 'Check the base URL and the API key of the credential');
	if (asked.error) return [key];
	const webhook = valueAt(asked.answer, 'data');
	const rows = [key, numberCheck(webhook), ...webhookChecks(webhook, call)];
	const isReady = urlIn(webhook) !== null && call.values.sendTest !== false;
	return isReady ? [...rows, await deliveryCheck(call)] : rows;
}

function numberCheck(webhook: unknown): SetupCheck {
	const number = textOrNull(valueAt(webhook, 'phoneNumber'));
	if (number !== null) return passed('Phone number', number);
	return failed('Phone number', 'The project has none', 'Add and verify a number in the portal');
}

/** Where the platform delivers; `null` when it does not. */
function urlIn(webhook: unknown): string | null {
	const isEnabled = valueAt(webhook, 'webhookEnabled') === true;
	return isEnabled ? textOrNull(valueAt(webhook, 'webhookUrl')) : null;
}

function webhookChecks(webhook: unknown, { values }: OperationCall): SetupCheck[] {
	const url = urlIn(webhook);
	if (url === null) return [failed('Webhook', 'None is set and enabled', PUBLISH)];
	return [
		passed('Webhook', 'A webhook is set and enabled'),
		url.startsWith('https://')
			? passed('HTTPS', 'The address begins with https://')
			: failed('HTTPS', 'The address does not begin with https://', 'Give n8n an https address'),
		...addressCheck(url, textOrNull(values.expectedUrl)),
		eventsCheck(listAt(webhook, 'webhookEvents')),
	];
}

/** A trigger for messages alone, as it is by default, subscribes to no statuses. */
function eventsCheck(events: unknown[]): SetupCheck {
	if (events.includes('messages')) return passed('Events', events.join(', '));
	return failed(
		'Events',
		events.length === 0 ? 'None' : `${events.join(', ')}, but no messages`,
		'Choose Message among the events of the trigger, unless only statuses are to start it',
	);
}

/** The address may hold a secret: it is compared, and not shown. */
function addressCheck(url: string, expected: string | null): SetupCheck[] {
	if (expected === null) return [];
	if (url === expected.trim()) return [passed('Webhook URL', 'It is that of your trigger')];
	return [failed('Webhook URL', 'It is another than that of your trigger', PUBLISH)];
}

async function deliveryCheck(call: OperationCall): Promise<SetupCheck> {
	const asked = await ask(call, { method: 'POST', path: '/webhook/test' });
	const todo =
		'Check that n8n is reachable from the internet; if the receiver answers with 401, publish the workflow again, so that its trigger gets the present secret';
	const row = answered('Test event', asked, todo);
	if (asked.error) return { ...row, todo };
	const duration = textOrNull(valueAt(asked.answer, 'data.duration')) ?? '';
	return testEventCheck(valueAt(asked.answer, 'data.statusCode'), duration, todo);
}
