import { setTimeout as sleep } from 'node:timers/promises';

import type { Request, RequestHandler, Response } from 'express';

import type { Account, RequestEntry } from './account';
import type { Contract } from './contract';
import type { Fault } from './faults';
import { withoutBytes } from './form';
import { readRequest, writeReply } from './http';
import type { ApiRequest, Pace, Reply } from './platform';
import { Refusal } from './refusal';

/** One platform's API: the log, the faults, the key and the pace, then the contract and the vendor. */
export function platformApi(contract: Contract, currentAccount: () => Account): RequestHandler {
	return async (req: Request, res: Response) => {
		const account = currentAccount();
		const request = await readRequest(req);
		const entry = logged(account, request);
		const fault = account.faults.take(request);
		if (fault) entry.fault = fault.kind;

		const reply = await outcome(account, contract, request, fault);
		await pause(account.settings.latencyMs + (fault?.delayMs ?? 0));
		if (fault?.kind === 'cutBefore' || fault?.kind === 'cutAfter') {
			req.socket.destroy();
		} else if (!res.destroyed) {
			entry.status = reply.status;
			writeReply(res, reply);
		}
		account.note(
			`${account.platform.id} ${request.method} ${request.path} ${entry.status ?? 'cut'}`,
		);
	};
}

/** The log never holds headers: one of them is the key. */
function logged(account: Account, request: ApiRequest): RequestEntry {
	const { method, path, query, body, files, bytes } = request;
	const at = new Date().toISOString();
	const entry: RequestEntry = { at, method, path, query, body: body ?? null, status: null };
	if (files) entry.files = withoutBytes(files);
	account.requests.add(entry, bytes);
	return entry;
}

async function outcome(
	account: Account,
	contract: Contract,
	request: ApiRequest,
	fault?: Fault,
): Promise<Reply> {
	if (fault?.kind === 'status' || fault?.kind === 'cutBefore') return faultReply(account, fault);
	const reply = await answer(account, contract, request);
	return fault?.kind === 'statusAfter' ? faultReply(account, fault) : reply;
}

function faultReply(account: Account, { status = 500, body, headers }: Fault): Reply {
	const text = status === 429 ? 'Too many requests, please slow down' : 'Internal server error';
	return {
		...account.vendor.refusal(status, text),
		...(body === undefined ? {} : { body }),
		headers,
	};
}

async function answer(account: Account, contract: Contract, request: ApiRequest): Promise<Reply> {
	const { vendor } = account;
	const stopped = vendor.firewall?.(request.headers);
	if (stopped) return stopped;
	const authorised = vendor.authorised(request.headers, request);
	if (authorised !== true) {
		return authorised || vendor.refusal(401, 'Missing or invalid API key');
	}
	const { allowed, headers } = paced(account, request);
	const reply = allowed
		? await checked(account, contract, request)
		: vendor.refusal(429, 'Too many requests, please slow down');
	return { ...reply, headers: { ...reply.headers, ...headers } };
}

/** The vendor's own limit on all requests first, then the limit on sends from the settings. */
function paced({ vendor, settings, sends }: Account, request: ApiRequest): Pace {
	const pace = vendor.meter?.() ?? { allowed: true, headers: {} };
	const { ratePerSecond, rateHeaders } = settings;
	if (!pace.allowed || ratePerSecond === null || !vendor.isSend(request)) return pace;
	const allowed = sends.take(ratePerSecond);
	const headers = rateHeaders ? sends.headers(ratePerSecond, allowed) : {};
	return { allowed, headers: { ...pace.headers, ...headers } };
}

async function checked(account: Account, contract: Contract, request: ApiRequest): Promise<Reply> {
	const { vendor } = account;
	try {
		const operation = contract.operationFor(request);
		if (operation) vendor.admit?.(operation);
		return await contract.answer(request, vendor.operations);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return vendor.refusal(error.status, error.message, error.details);
	}
}

async function pause(ms: number): Promise<void> {
	if (ms > 0) await sleep(ms);
}
