import type { Account, Settings } from '../account/account';
import { type Message, UNDELIVERABLE } from '../account/messages';
import { stateView } from '../account/state';
import { Refusal } from '../http/refusal';
import type { OperationCall, Operations, Reply } from '../http/types';
import type {
	Fault,
	Payload,
	Status,
	InboundMessage,
	PlatformView,
	SpecialDelivery,
	PlayableExample,
} from '../types';
import { phoneView } from './phone-view';
import { deliverSpecial } from './special-deliveries';

/** What the control API works on. */
export interface Stage {
	/** By platform id. */
	accounts: Map<string, Account>;
	/** What the phone's page can start. */
	examples: PlayableExample[];
	reset(): void;
	baseUrl(account: Account): string;
}

type AccountOperation = (account: Account, call: OperationCall) => unknown;

/** The operations of control/openapi.yaml. */
export function controlOperations(stage: Stage): Operations {
	const operations: Operations = {
		reset: () => {
			stage.reset();
			return ok({ success: true });
		},
		phone: (call) => {
			const account = accountOf(stage, call);
			const examples = examplesOf(stage, account).map(({ id, name }) => ({ id, name }));
			return ok({ ...phoneView(account, call.query.contact), examples });
		},
		playExample: async (call) => ok(await playExample(stage, call)),
		platforms: () => ok([...stage.accounts.values()].map((account) => introduce(stage, account))),
	};
	for (const [id, operation] of Object.entries(onAccount)) {
		operations[id] = async (call) => ok(await operation(accountOf(stage, call), call));
	}
	return operations;
}

const onAccount: Record<string, AccountOperation> = {
	inbound,
	deliveries: (account) => account.deliveries.recent(),
	deliver: (account, { body }) => deliverSpecial(account, body as SpecialDelivery),
	delivery,
	status,
	events: otherEvent,
	addFault: (account, { body }) => account.faults.add(body as Fault),
	clearFaults: (account) => {
		account.faults.clear();
		return { success: true };
	},
	changeSettings,
	state: stateView,
	requests: (account) => account.requests.all(),
	advanceClock: (account, { body }) => {
		account.clock.advance((body as { advanceSeconds: number }).advanceSeconds);
		return { success: true };
	},
};

function accountOf(stage: Stage, { params }: OperationCall): Account {
	const account = stage.accounts.get(params.platform);
	if (!account) throw new Refusal(404, `Unknown platform ${params.platform}`);
	return account;
}

function examplesOf({ examples }: Stage, { platform }: Account): PlayableExample[] {
	return examples.filter(({ platformId }) => platformId === platform.id);
}

/** @throws Refusal 404 unknown, 502 with the reason when it could not be played */
async function playExample(stage: Stage, call: OperationCall): Promise<{ contact: string }> {
	const { id } = call.params;
	const example = examplesOf(stage, accountOf(stage, call)).find((one) => one.id === id);
	if (!example) throw new Refusal(404, 'Example not found');
	return await example.play().catch((error: Error) => {
		throw new Refusal(502, error.message);
	});
}

function introduce(stage: Stage, account: Account): PlatformView {
	const { id, name, phoneNumber } = account.platform;
	return {
		id,
		name,
		baseUrl: stage.baseUrl(account),
		apiKey: account.settings.apiKey,
		phoneNumber,
	};
}

function inbound(account: Account, { body }: OperationCall): unknown {
	const { from, name, text, message: raw = {}, deliver = true, ...rest } = body as InboundMessage;
	const type = rest.type ?? (typeof raw.type === 'string' ? raw.type : 'text');
	const content = { ...raw };
	// Who wrote, in what order and under which id is for the platform to say.
	for (const key of ['id', 'messageId', 'from', 'type']) delete content[key];
	if (type === 'text' && content.text === undefined) content.text = { body: text ?? 'Hello' };
	const message = account.receive({ phone: from, name, type, content });
	const sent = account.notify('message', account.vendor.messageReceived(message), deliver);
	return { messageId: message.waMessageId, deliveryId: sent[0]?.id ?? null };
}

async function delivery(account: Account, { params, query }: OperationCall): Promise<unknown> {
	const found = account.deliveries.find(params.id);
	if (!found) throw new Refusal(404, 'Delivery not found');
	return await account.deliveries.finished(found, Number(query.wait ?? 0));
}

function status(account: Account, { body }: OperationCall): unknown {
	const wanted = body as { messageId: string; status: Status; errors?: unknown[] };
	const message = messageWith(account, wanted.messageId);
	if (message?.direction !== 'outbound') throw new Refusal(404, 'No such outbound message');
	const errors = wanted.status === 'failed' ? (wanted.errors ?? UNDELIVERABLE) : wanted.errors;
	const sent = account.setStatus(message, wanted.status, errors);
	return { messageId: wanted.messageId, status: wanted.status, deliveryId: sent[0]?.id ?? null };
}

/** By WhatsApp's id, or by the platform's own where its answers hold no other. */
function messageWith({ messages }: Account, id: string): Message | undefined {
	return messages.find(id) ?? messages.all.find((message) => message.id === id);
}

function otherEvent(account: Account, { body }: OperationCall): unknown {
	const { event, data } = body as { event: string; data: Payload };
	const { platform, vendor } = account;
	if (!vendor.otherEvent) throw new Refusal(409, `${platform.name} has no other events`);
	const sent = account.notify('message', vendor.otherEvent(event, data));
	return { deliveryId: sent[0]?.id ?? null };
}

function changeSettings(account: Account, { body }: OperationCall): Settings {
	const { rotateSecret, ...changes } = body as Partial<Settings> & { rotateSecret?: true };
	const unknown = Object.keys(changes).find((name) => !(name in account.settings));
	if (unknown) throw new Refusal(400, `Invalid request: ${unknown} is not known`);
	if (rotateSecret) account.vendor.rotateSecret();
	return Object.assign(account.settings, changes);
}

function ok(body: unknown): Reply {
	return { status: 200, body };
}
