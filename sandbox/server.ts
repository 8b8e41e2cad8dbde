import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';

import type { PlayableExample } from './types';
import { phonePage } from './control/phone-page';
import { Account } from './account/account';
import { platformApi } from './account/api';
import { Contract } from './http/contract';
import { controlOperations, type Stage } from './control/operations';
import { platformFiles } from './account/api';
import { bodyReader, readRequest, writeReply } from './http/request';
import { platforms } from './platforms';
import { sandboxFile } from './http/sandbox-file';
import { Refusal } from './http/refusal';

export interface SandboxOptions {
	/** Default 0: a free one. */
	port?: number;
	/** Gets a line for each API request and each webhook attempt; never a key or secret. */
	log?: (line: string) => void;
}

export interface Sandbox {
	/** Such as http://127.0.0.1:4010; a platform's base URL is in GET /sandbox/platforms. */
	url: string;
	port: number;
	/** The examples that the phone's page offers from now on. */
	offer(examples: PlayableExample[]): void;
	/** Cuts what is open and drops pending webhooks. */
	close(): Promise<void>;
}

const HOST = '127.0.0.1';

/** Starts all platforms, the control API and the phone on one loopback port. */
export async function startSandbox({
	port = 0,
	log = () => {},
}: SandboxOptions = {}): Promise<Sandbox> {
	const accounts = new Map<string, Account>();
	const reset = () => {
		for (const account of accounts.values()) account.close();
		for (const platform of platforms) {
			accounts.set(platform.id, new Account(platform, log, () => address(server)));
		}
	};
	const app = express();
	const server = createServer(app);
	reset();

	const baseUrl = ({ platform }: Account) => `${address(server)}/${platform.id}${platform.apiPath}`;
	const examples: PlayableExample[] = [];
	await mount(app, { accounts, examples, reset, baseUrl });
	await listen(server, port);
	return {
		url: address(server),
		port: (server.address() as AddressInfo).port,
		offer: (offered) => void examples.splice(0, Infinity, ...offered),
		close: async () => {
			for (const account of accounts.values()) account.close();
			await stop(server);
		},
	};
}

async function mount(app: Express, stage: Stage): Promise<void> {
	app.disable('x-powered-by').disable('etag');
	// Reads attributes[0][name]=city as a list of objects.
	app.set('query parser', 'extended');
	app.use(phonePage());
	for (const { id, apiPath, bodyLimit } of platforms) {
		const contract = whenNeeded(sandboxFile('platforms', id, 'openapi.yaml'));
		// Before the API, which may begin at the same place.
		app.get(
			`/${id}/files/*name`,
			platformFiles(() => stage.accounts.get(id) as Account),
		);
		app.use(
			`/${id}${apiPath}`,
			bodyReader(bodyLimit),
			platformApi(contract, () => stage.accounts.get(id) as Account),
		);
	}
	const control = await Contract.load(sandboxFile('control', 'openapi.yaml'));
	app.use('/sandbox', bodyReader(), controlApi(control, stage));
	app.use((_req, res) => void res.status(404).json({ error: 'Not found' }));
	app.use(failed);
}

/** A contract that is read when the first request needs it: all of them take seconds. */
function whenNeeded(file: string): () => Promise<Contract> {
	let loading: Promise<Contract> | undefined;
	return async () => await (loading ??= Contract.load(file));
}

function controlApi(contract: Contract, stage: Stage): RequestHandler {
	const operations = controlOperations(stage);
	return async (req, res) => {
		writeReply(res, await contract.answer(await readRequest(req), operations));
	};
}

/** Refusals of the control API, bodies that are too large, and our own mistakes. */
const failed: ErrorRequestHandler = (error: unknown, _req, res, next) => {
	if (res.headersSent) return next(error);
	const status =
		error instanceof Refusal ? error.status : ((error as { status?: number }).status ?? 500);
	res.status(status).json({ error: error instanceof Error ? error.message : String(error) });
};

function address(server: Server): string {
	return `http://${HOST}:${(server.address() as AddressInfo).port}`;
}

function listen(server: Server, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, HOST, () => resolve());
	});
}

function stop(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
