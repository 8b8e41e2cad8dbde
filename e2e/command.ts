import { spawn } from 'node:child_process';

import type { Report } from './progress';
import { heartbeat } from './progress';

export interface CommandOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	/** What the command is for, in the user's words; shown while it runs. */
	title: string;
	report?: Report;
}

/** A command ended with another code than 0. `output` holds all it printed. */
export class CommandError extends Error {
	constructor(
		title: string,
		command: string,
		code: number | null,
		readonly output: string,
	) {
		const tail = output.trimEnd().split('\n').slice(-25).join('\n');
		super(`${title}: \`${command}\` ended with code ${code}.\n${tail}`);
		this.name = 'CommandError';
	}
}

/**
 * Runs a command to its end and gives back what it printed on stdout.
 * A line with the elapsed seconds is reported while it runs, so that nobody takes it for hung.
 * @throws CommandError when the command fails, with the end of its output.
 */
export async function runCommand(
	command: string,
	args: string[],
	options: CommandOptions,
): Promise<string> {
	options.report?.(`${options.title} …`);
	const stop = heartbeat(options.title, options.report);
	let stdout = '';
	let output = '';
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env ?? process.env,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	child.stdout.on('data', (chunk: Buffer) => {
		stdout += chunk.toString();
		output += chunk.toString();
	});
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	try {
		const code = await new Promise<number | null>((resolve, reject) => {
			child.once('error', reject);
			child.once('close', resolve);
		});
		if (code !== 0) {
			throw new CommandError(options.title, [command, ...args].join(' '), code, output);
		}
		return stdout;
	} finally {
		stop();
	}
}
