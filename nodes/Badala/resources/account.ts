import {
	answered,
	ask,
	checkSetup,
	passed,
	unknown,
	type SetupCheck,
} from '../../shared/account-resource';
import { rowsAt } from '../../shared/list/pagination';
import type { OperationCall, Resource } from '../../shared/operation';
import { firstText, listAt, valueAt } from '../../shared/value';

const CONTACTS = '/orgs/{orgId}/contacts';
const CONVERSATIONS = '/orgs/{orgId}/conversations';

export const account: Resource = {
	name: 'Account',
	value: 'account',
	operations: [
		checkSetup({
			looksAt: 'the log-in, the organization and its channels, and the webhook',
			path: CONTACTS,
			checks,
		}),
	],
};

async function checks(call: OperationCall): Promise<SetupCheck[]> {
	const asked = await ask(call, { method: 'GET', path: CONTACTS, query: { take: 1 } });
	const todo =
		'Check the Base URL, the log-in and the Organization ID of the credential: its user must be a member of the organization';
	const login = answered('Log-in and organization', asked, todo);
	if (asked.error) return [login];
	return [
		login,
		await channelCheck(call),
		unknown(
			'Webhook',
			'The platform has no call that shows webhooks',
			'In Badala open Settings > Webhooks: a webhook with the Production URL of the trigger must be there, and its secret in the credential',
		),
	];
}

/** The vendor documents no list of channels; conversations name theirs. */
async function channelCheck(call: OperationCall): Promise<SetupCheck> {
	const asked = await ask(call, { method: 'GET', path: CONVERSATIONS });
	if (asked.error) return answered('Channels', asked, '');
	const rows = rowsAt('conversations').flatMap((path) => listAt(asked.answer, path));
	const ids = rows.flatMap(
		(row) => firstText(valueAt(row, 'channelId'), valueAt(row, 'channel.id')) ?? [],
	);
	const channels = [...new Set(ids)];
	if (channels.length > 0) return passed('Channels', channels.join(', '));
	return unknown(
		'Channels',
		'No conversation shows one',
		'See in Badala that a WhatsApp number is connected',
	);
}
