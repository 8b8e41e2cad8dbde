import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

import execa, { type ExecaChildProcess } from 'execa';
import getPort from 'get-port';

import { waitFor } from '../../sandbox/client';
import { runCommand } from '../command';
import { registerProcess } from '../n8n/leftovers';
import { endGroup, identify, type ProcessIdentity } from '../n8n/process-group';
import type { Report } from '../progress';

const POSTGRESQL_HOME = '/usr/lib/postgresql';
const DATABASE = 'n8n';
const HOST = '127.0.0.1';

/** A server program that may be stopped and started again on its folder and port. */
abstract class Service {
	private child?: ExecaChildProcess;

	private identity?: ProcessIdentity;

	private untie: () => void = () => undefined;

	protected constructor(
		readonly port: number,
		protected readonly folder: string,
	) {}

	protected abstract command(): [program: string, args: string[]];

	protected abstract ready(): Promise<boolean>;

	/** What stops it at once but cleanly. */
	protected abstract stopSignal(): NodeJS.Signals;

	async start(): Promise<void> {
		const [program, args] = this.command();
		this.child = execa(program, args, { detached: true, stdio: 'ignore', reject: false });
		this.identity = identify(this.child.pid!)!;
		this.untie = registerProcess(this.identity);
		await waitFor(`${program} to answer on port ${this.port}`, async () => await this.ready());
	}

	async stop(): Promise<void> {
		if (!this.child || !this.identity) return;
		this.child.kill(this.stopSignal());
		await Promise.race([this.child, new Promise((resolve) => setTimeout(resolve, 5000).unref())]);
		await endGroup(this.identity);
		this.untie();
		this.child = undefined;
	}

	/** Stops it for good. */
	async remove(): Promise<void> {
		await this.stop();
		rmSync(this.folder, { recursive: true, force: true });
	}
}

/** Whether a program ended with code 0. */
async function succeeds(program: string, args: string[]): Promise<boolean> {
	return !(await execa(program, args, { reject: false })).failed;
}

export class Redis extends Service {
	static async create(): Promise<Redis> {
		return new Redis(
			await getPort({ host: HOST }),
			mkdtempSync(join(tmpdir(), 'whatsapp-hub-redis-')),
		);
	}

	/** With its queue on the disk: it is there again after a restart. */
	protected command(): [string, string[]] {
		const persistent = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
		const where = ['--bind', HOST, '--port', String(this.port), '--dir', this.folder];
		return ['redis-server', [...where, ...persistent]];
	}

	protected async ready(): Promise<boolean> {
		return await succeeds('redis-cli', ['-h', HOST, '-p', String(this.port), 'ping']);
	}

	protected stopSignal(): NodeJS.Signals {
		return 'SIGTERM';
	}
}

/** PostgreSQL refuses to run as root; Debian's package brings this user. */
const SERVER_USER = 'postgres';

function isRoot(): boolean {
	return process.getuid?.() === 0;
}

function asServerUser(program: string, args: string[]): [string, string[]] {
	if (!isRoot()) return [program, args];
	const identity = [`--reuid=${SERVER_USER}`, `--regid=${SERVER_USER}`, '--clear-groups'];
	return ['setpriv', [...identity, program, ...args]];
}

/** The folder with PostgreSQL's programs; undefined where it is not installed. */
function postgresqlPrograms(): string | undefined {
	if (!existsSync(POSTGRESQL_HOME)) return undefined;
	const [newest] = readdirSync(POSTGRESQL_HOME).sort((a, b) => Number(b) - Number(a));
	const folder = join(POSTGRESQL_HOME, newest ?? '', 'bin');
	return existsSync(join(folder, 'postgres')) ? folder : undefined;
}

export class PostgreSQL extends Service {
	private readonly data = join(this.folder, 'data');

	/** With an empty database. */
	static async create(): Promise<PostgreSQL> {
		const folder = mkdtempSync(join(tmpdir(), 'whatsapp-hub-postgresql-'));
		const service = new PostgreSQL(await getPort({ host: HOST }), folder);
		mkdirSync(service.data, { mode: 0o700 });
		await service.initialise();
		return service;
	}

	/** n8n's settings for this database. */
	get env(): Record<string, string> {
		return {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: HOST,
			DB_POSTGRESDB_PORT: String(this.port),
			DB_POSTGRESDB_DATABASE: DATABASE,
			DB_POSTGRESDB_USER: DATABASE,
			DB_POSTGRESDB_PASSWORD: '',
		};
	}

	/** The rows of a query. */
	async query<Row>(sql: string): Promise<Row[]> {
		const json = `SELECT coalesce(json_agg(found), '[]') FROM (${sql}) AS found`;
		const args = [...this.client(), '-d', DATABASE, '-At', '-c', json];
		return JSON.parse((await execa(this.program('psql'), args)).stdout) as Row[];
	}

	protected command(): [string, string[]] {
		const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${this.folder}`];
		const args = ['-D', this.data, '-p', String(this.port)];
		return asServerUser(this.program('postgres'), [
			...args,
			...settings.flatMap((setting) => ['-c', setting]),
		]);
	}

	protected async ready(): Promise<boolean> {
		return await succeeds(this.program('pg_isready'), this.client());
	}

	/** "Fast": open transactions are rolled back. */
	protected stopSignal(): NodeJS.Signals {
		return 'SIGINT';
	}

	private async initialise(): Promise<void> {
		if (isRoot()) {
			const { stdout } = await execa('id', ['-u', SERVER_USER]);
			for (const folder of [this.folder, this.data]) chownSync(folder, Number(stdout), -1);
		}
		const args = ['-D', this.data, '-A', 'trust', '-U', DATABASE, '-E', 'UTF8'];
		await execa(...asServerUser(this.program('initdb'), args));
		await this.start();
		await execa(this.program('createdb'), [...this.client(), DATABASE]);
	}

	private client(): string[] {
		return ['-h', HOST, '-p', String(this.port), '-U', DATABASE];
	}

	private program(name: string): string {
		return join(postgresqlPrograms()!, name);
	}
}

/**
 * Installs Redis and PostgreSQL from Debian's packages where they are missing.
 * @throws Error that says what to install, where that is not possible
 */
export async function ensureServices(report: Report): Promise<void> {
	const missing = [
		...((await succeeds('redis-server', ['--version'])) ? [] : ['redis-server']),
		...(postgresqlPrograms() ? [] : ['postgresql']),
	];
	if (missing.length === 0) return;
	if (!isRoot() || !existsSync('/usr/bin/apt-get')) {
		throw new Error(
			`Missing: ${missing.join(', ')}. ${userInfo().username} cannot install packages.`,
		);
	}
	const title = `Installing ${missing.join(' and ')}`;
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await runCommand('apt-get', ['update', '-qq'], { cwd: '/', env, title, report });
	const args = ['install', '-y', '-qq', '--no-install-recommends', ...missing];
	await runCommand('apt-get', args, { cwd: '/', env, title, report });
}
