import execa from 'execa';

import type { Report } from './progress';

export interface CommandOptions {
	cwd: string;
	/** The whole environment of the command; this process's own if not given. */
	env?: NodeJS.ProcessEnv;
	/** What the command is for, in the user's words. */
	title: string;
	/** Gets the title when the command starts. */
	report?: Report;
}

const SHOWN_LINES = 25;

/** A command ended with another code than 0. `output` holds all it printed. */
export class CommandError extends Error {
	constructor(
		title: string,
		command: string,
		reason: string,
		readonly output: string,
	) {
		const tail = output.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
		super(`${title}: \`${command}\` ${reason}.\n${tail}`);
		this.name = 'CommandError';
	}
}

/**
 * Runs a command to its end and gives back what it printed on stdout.
 * @throws CommandError when the command fails, with the end of its output.
 */
export async function runCommand(
	command: string,
	args: string[],
	{ cwd, env, title, report }: CommandOptions,
): Promise<string> {
	report?.(title);
	const options = { cwd, env: env ?? process.env, extendEnv: false, reject: false, all: true };
	const ended = await execa(command, args, { ...options, stdin: 'ignore' });
	if (!ended.failed) return ended.stdout;
	const { escapedCommand, exitCode, signal } = ended;
	const reason = signal ? `was ended by ${signal}` : `ended with code ${exitCode}`;
	throw new CommandError(title, escapedCommand, reason, ended.all ?? ended.stderr ?? '');
}
