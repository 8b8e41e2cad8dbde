import { readFileSync } from 'node:fs';

/** Clock ticks a second on Linux, whatever the machine. */
const TICKS = 100;

/** Seconds of processor time that a process has used so far, read from Linux. */
export function processorSeconds(pid: number): number {
	const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The name before may hold spaces; user and system time are the 14th and 15th field.
	const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / TICKS;
}
