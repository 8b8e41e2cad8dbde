import { randomBytes } from 'node:crypto';

import type { Account } from '../account/account';
import type { WebhookTarget } from '../account/vendor';
import { Refusal } from '../http/refusal';
import type { Delivery, Payload, SpecialDelivery, SpecialKind } from '../types';

/** The kinds that need no signature to differ from a normal delivery, or to repeat one. */
const WITHOUT_SIGNATURE: SpecialKind[] = ['duplicate', 'forged'];
const DEFAULT_AGE_SECONDS = 7200;
const DEFAULT_CONTACT = '919876543210';

interface Letter {
	event: string;
	payload: Payload;
	body: string;
	headers: Record<string, string>;
}

/** Sends one webhook that a receiver must refuse, drop or cope with. Tried once, then finished. */
export async function deliverSpecial(account: Account, wanted: SpecialDelivery): Promise<Delivery> {
	const { name } = account.platform;
	if (account.vendor.withoutSecret && !WITHOUT_SIGNATURE.includes(wanted.kind)) {
		throw new Refusal(409, `${name} signs nothing, so only duplicate and forged have a meaning`);
	}
	const targets = [...account.vendor.targets('message'), ...account.vendor.targets('status')];
	if (targets.length === 0) throw new Refusal(409, 'No webhook is enabled');
	const base = wanted.of === undefined ? fresh(account, wanted.kind) : earlier(account, wanted.of);
	const target = targets.find(({ url }) => url === base.url) ?? targets[0];
	const delivery = account.deliveries.start({
		...letter(account, wanted, base, target),
		url: wanted.kind === 'forged' ? stripped(account, target) : target.url,
		kind: wanted.kind,
		retryDelaysMs: [],
	});
	return await account.deliveries.finished(delivery);
}

function stripped({ vendor }: Account, { url }: WebhookTarget): string {
	return vendor.withoutSecret?.(url) ?? url;
}

/** With the URL that had it before, if one had. */
type Base = Pick<Letter, 'event' | 'payload'> & { url?: string };

function earlier(account: Account, id: string): Base {
	const delivery = account.deliveries.find(id);
	if (!delivery) throw new Refusal(404, 'Delivery not found');
	return delivery;
}

/** A new message, so that a receiver which only drops duplicates is found out. */
function fresh(account: Account, kind: SpecialKind): Base {
	if (kind === 'duplicate') {
		const delivery = account.deliveries.lastNormal();
		if (!delivery) throw new Refusal(409, 'Nothing was delivered yet that could be repeated');
		return delivery;
	}
	const phone = account.messages.lastInbound()?.phone ?? DEFAULT_CONTACT;
	const content = { text: { body: `Security test “${kind}”` } };
	const inbound = { phone, type: 'text', content };
	const invented = kind === 'forged' || kind === 'unsigned';
	const message = invented ? account.imagine(inbound) : account.receive(inbound);
	const event = account.vendor.messageReceived(message);
	if (!invented) account.notify('message', event, false);
	return event;
}

function letter(
	account: Account,
	wanted: SpecialDelivery,
	base: Base,
	target: WebhookTarget,
): Letter {
	const { vendor } = account;
	const seconds = (wanted.ageSeconds ?? DEFAULT_AGE_SECONDS) * ageSign(wanted.kind);
	const moved = seconds === 0 ? undefined : vendor.redated?.(base.payload, seconds);
	const payload = moved ?? base.payload;
	const body = JSON.stringify(payload);
	const secret = wanted.kind === 'forged' ? randomBytes(32).toString('hex') : target.secret;
	const headers = vendor.sign(body, secret, new Date(Date.now() + seconds * 1000));
	const honest = { event: base.event, payload, body, headers };
	if (wanted.kind === 'unsigned') return { ...honest, headers: {} };
	if (wanted.kind === 'reserialised') return { ...honest, body: writtenOtherwise(payload) };
	if (wanted.kind !== 'tampered') return honest;
	const tampered = vendor.tampered?.(payload) ?? payload;
	return { ...honest, payload: tampered, body: JSON.stringify(tampered) };
}

function ageSign(kind: SpecialKind): number {
	if (kind === 'late') return -1;
	return kind === 'future' ? 1 : 0;
}

/** The same JSON value in other bytes: line breaks, `\/` and escapes instead of letters. */
function writtenOtherwise(payload: Payload): string {
	return JSON.stringify(payload, null, 1)
		.replaceAll('/', '\\/')
		.replace(/[^\n\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
