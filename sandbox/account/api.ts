import { setTimeout as sleep } from 'node:timers/promises';

import type { Request, RequestHandler, Response } from 'express';

import type { Contract } from '../http/contract';
import { Refusal } from '../http/refusal';
import { readRequest, withoutBytes, writeReply } from '../http/request';
import type { ApiRequest, Reply } from '../http/types';
import type { Fault, RequestEntry } from '../types';
import type { Account } from './account';
import type { Pace } from './rate-limit';

/** One platform's API: the log, the faults, the key and the pace, then the contract and the vendor. */
export function platformApi(
	loadContract: () => Promise<Contract>,
	currentAccount: () => Account,
): RequestHandler {
	return async (req: Request, res: Response) => {
		const contract = await loadContract();
		const account = currentAccount();
		const request = await readRequest(req);
		const entry = logged(account, request);
		const fault = account.faults.take({ ...request, sends: account.vendor.isSend(request) });
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
	const before = account.messages.all.length;
	const reply = await answer(account, contract, request);
	if (fault?.kind === 'undeliverable') account.failAll(account.messages.all.slice(before));
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

/** The vendor's own limit on all requests first, then that of the settings. */
function paced({ vendor, settings, limiter }: Account, request: ApiRequest): Pace {
	const pace = vendor.meter?.() ?? { allowed: true, headers: {} };
	const { rateLimit } = settings;
	if (!pace.allowed || rateLimit === null) return pace;
	if (rateLimit.of !== 'all' && !vendor.isSend(request)) return pace;
	const { allowed, headers } = limiter.take(rateLimit);
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

/** Files that a platform serves beside its API, at addresses which hold their own proof. */
export function platformFiles(currentAccount: () => Account): RequestHandler {
	return (req: Request, res: Response, next) => {
		const account = currentAccount();
		const reply = account.vendor.file?.({
			path: req.path,
			query: req.query as Record<string, string>,
			headers: req.headers,
		});
		if (!reply) return next();
		account.note(`${account.platform.id} file ${req.path} ${reply.status}`);
		// Not express's own way, which would add a charset to the type.
		res.writeHead(reply.status, {
			'Content-Type': reply.contentType,
			'Content-Length': reply.bytes.length,
		});
		res.end(reply.bytes);
	};
}
