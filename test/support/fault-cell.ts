import type { IExecuteContextData, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { BadalaApi } from '../../credentials/BadalaApi.credentials';
import { ClooveApi } from '../../credentials/ClooveApi.credentials';
import { PabblyChatflowApi } from '../../credentials/PabblyChatflowApi.credentials';
import { WabaPortalApi } from '../../credentials/WabaPortalApi.credentials';
import { WbizApi } from '../../credentials/WbizApi.credentials';
import { Badala } from '../../nodes/Badala/Badala.node';
import { Cloove } from '../../nodes/Cloove/Cloove.node';
import { PabblyChatflow } from '../../nodes/PabblyChatflow/PabblyChatflow.node';
import { WabaPortal } from '../../nodes/WabaPortal/WabaPortal.node';
import { Wbiz } from '../../nodes/Wbiz/Wbiz.node';
import { runNode, type ActionResult, type ActionRun } from './harness';
import type { VendorFault } from './vendor-faults';
import type { Vendor, VendorServer } from './vendor-server';
import { vendorKey, type VendorId } from './vendors';

/** What the user reads of an item in the end. `failed`: surely not sent. */
export type Told = 'sent' | 'failed' | 'unknown' | 'nothing';

/** How the node is set, and what the user does after a failure. */
export const ways = [
	'Stop Workflow',
	'error output',
	'Retry On Fail',
	'Retry On Fail + error output',
	'Retry execution',
	'Stop, then Retry execution',
] as const;
export type Way = (typeof ways)[number];

export interface Cell {
	vendor: VendorId;
	fault: VendorFault;
	way: Way;
}

export interface CellResult {
	/** Of the items that met the fault, then of the others. */
	faulty: Told[];
	others: Told[];
	/** What must not be; empty in a good cell. */
	wrong: string[];
}

/** The first and another: n8n tries again by itself when the first item carries an error. */
const FAULTY = [0, 2];
const ITEMS = 4;
/** Seconds: for answers that come late, and one that a busy machine does not reach. */
const SHORT_TIMEOUT = 4;
const LONG_TIMEOUT = 60;
/** Tries from the list, at the most. */
const RETRIES = 3;

const tries = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
const settingsOf: Partial<Record<Way, ActionRun['settings']>> = {
	'error output': { onError: 'continueErrorOutput' },
	'Retry On Fail': tries,
	'Retry On Fail + error output': { ...tries, onError: 'continueErrorOutput' },
};

const to = '={{ $json.to }}';
const conversationId = { __rl: true, mode: 'id', value: to };
const bearer = { apiKey: vendorKey };
const logIn = { orgId: 'org-1', authentication: 'logIn', email: 'a@b.test', password: 'secret-1' };

/** The nodes, the credentials, and Send Text of each. */
const nodes = {
	'waba-portal': [WabaPortal, WabaPortalApi, bearer, { to, text: 'Hi' }],
	wbiz: [Wbiz, WbizApi, bearer, { to, text: 'Hi' }],
	'pabbly-chatflow': [PabblyChatflow, PabblyChatflowApi, bearer, { to, text: 'Hi' }],
	badala: [Badala, BadalaApi, logIn, { conversationId, text: 'Hi' }],
	cloove: [Cloove, ClooveApi, { secretKey: vendorKey }, { conversationId, text: 'Hi' }],
} as const;

/** Plays one cell of the fault table, and holds what the user was told against what the vendor accepted. */
export async function playCell(server: VendorServer, cell: Cell): Promise<CellResult> {
	const recipients = Array.from({ length: ITEMS }, (_, item) => `91980000000${item}`);
	const faulty = FAULTY.map((item) => recipients[item]);
	const stopping = cell.way === 'Stop, then Retry execution';
	const stop = new AbortController();
	const vendor = server.open(cell.vendor, {
		fault: cell.fault,
		faulty,
		// Stop comes while answers are under way: some are there, some are not, some requests never left.
		latency: stopping ? 60 : 0,
		onSend: (count) => {
			if (stopping && count === 3) setTimeout(() => stop.abort(), 30);
		},
	});
	const setup = setupOf(cell, vendor, recipients);
	const result = stopping
		? await stopped(setup, stop.signal)
		: cell.way === 'Retry execution'
			? await retried(await runNode(setup), setup)
			: await runNode(setup);
	const told = toldOf(result, ITEMS);
	return {
		faulty: FAULTY.map((item) => told[item]),
		others: told.filter((_, item) => !FAULTY.includes(item)),
		wrong: recipients.flatMap((to, item) => wrongOf(item, told[item], vendor.accepted(to))),
	};
}

function setupOf(
	{ vendor: id, fault, way }: Cell,
	vendor: Vendor,
	recipients: string[],
): ActionRun {
	const [Node, Credential, data, parameters] = nodes[id];
	const options: INodeParameters = {
		timeout: fault.late ? SHORT_TIMEOUT : LONG_TIMEOUT,
		messagesPerSecond: 1000,
	};
	if (way === 'Stop, then Retry execution') options.requestsAtOnce = 2;
	return {
		type: new Node(),
		credentials: [{ type: new Credential(), data: { ...data, baseUrl: vendor.baseUrl } }],
		parameters: { resource: 'message', operation: 'sendText', ...parameters, options },
		items: recipients.map((number): INodeExecutionData => ({ json: { to: number } })),
		settings: settingsOf[way],
	};
}

/** *Retry execution*, until all is well: n8n passes on the node's context and the first execution's token. */
async function retried(first: ActionResult, setup: ActionRun): Promise<ActionResult> {
	let result = first;
	for (let retry = 0; retry < RETRIES && result.status === 'error'; retry += 1) {
		const { contextData, resumeToken } = result;
		result = await runNode({ ...setup, contextData, resumeToken });
	}
	return result;
}

/** With *Save execution progress*, n8n lets a stopped execution be retried; it starts with an empty context. */
async function stopped(setup: ActionRun, signal: AbortSignal): Promise<ActionResult> {
	const first = await runNode({ ...setup, signal });
	const { resumeToken } = first;
	const contextData: IExecuteContextData = {};
	return await retried(await runNode({ ...setup, contextData, resumeToken }), setup);
}

/** What a reader of the outputs, or of the error's text where the run failed, takes from it. */
export function toldOf({ status, outputs, error }: ActionResult, items: number): Told[] {
	if (status === 'error') return toldByError(error, items);
	const told = Array.from({ length: items }, (): Told => 'nothing');
	for (const { json, pairedItem } of outputs.flat()) {
		const { item } = pairedItem as { item: number };
		const details = json.details as { mayHaveBeenDelivered?: boolean } | undefined;
		if (json.error === undefined) told[item] = 'sent';
		else told[item] = details?.mayHaveBeenDelivered ? 'unknown' : 'failed';
	}
	return told;
}

function toldByError(error: ActionResult['error'], items: number): Told[] {
	const text = `${error?.description ?? ''}`;
	const [, accepted = ''] = /items had been accepted: (.*?)\.(?= |$)/.exec(text) ?? [];
	const [, unclear = ''] = /more may have been delivered: (.*?)\.(?= |$)/.exec(text) ?? [];
	const told = Array.from({ length: items }, (): Told => 'failed');
	for (const [, item] of accepted.matchAll(/item (\d+)/g)) told[Number(item)] = 'sent';
	for (const [, item] of unclear.matchAll(/item (\d+)/g)) told[Number(item)] = 'unknown';
	// The error of a run's only item names no number.
	const own = items === 1 ? '0' : /item (\d+)/i.exec(error?.message ?? '')?.[1];
	if (own !== undefined && text.includes('It may have been delivered'))
		told[Number(own)] = 'unknown';
	return told;
}

function wrongOf(item: number, told: Told, accepted: string[]): string[] {
	const wrong: string[] = [];
	if (accepted.length > 1) wrong.push(`item ${item}: sent ${accepted.length} times`);
	if (told === 'nothing') wrong.push(`item ${item}: lost in silence, nothing told`);
	if (told === 'sent' && accepted.length === 0) wrong.push(`item ${item}: lost, but told sent`);
	if (told === 'failed' && accepted.length > 0) wrong.push(`item ${item}: sent, but told failed`);
	return wrong;
}
