import type { IDataObject } from 'n8n-workflow';

import { InvalidValue } from '../operation';
import { comparableNumber } from '../value';

/** Executions whose count is remembered; the oldest go first. */
const MOST_EXECUTIONS = 10_000;

/** How many messages this process's executions have sent, or are about to send, by execution and node. An AI agent's calls are one execution. */
const sentByExecution = new Map<string, number>();

/** Digits of a phone number as people write it, or the text of an ID. */
function comparable(recipient: string): string {
	const digits = recipient.replace(/[\s\-().+]/g, '').replace(/^00/, '');
	return /^\d{7,15}$/.test(digits) ? comparableNumber(digits) : recipient.trim();
}

/**
 * @param recipients everybody whom the message reaches, as phone number or ID
 * @throws InvalidValue when *Allowed Recipients* is set and does not name one of them
 */
export function checkRecipients(options: IDataObject, recipients: string[]): void {
	if (!Object.hasOwn(options, 'allowedRecipients')) return;
	const { allowedRecipients } = options;
	const list = Array.isArray(allowedRecipients) ? allowedRecipients : [allowedRecipients];
	const allowed = list.flatMap((entry) => String(entry ?? '').split(/[,;\n]/)).map(comparable);
	const others = recipients.filter((recipient) => !allowed.includes(comparable(recipient)));
	if (recipients.length > 0 && others.length === 0) return;
	const whom = others[0] ?? 'This recipient';
	throw new InvalidValue(
		`does not name ${whom}. Nothing was sent. Write only to the person this conversation is with`,
		'Allowed Recipients',
	);
}

/** *Most Messages per Execution*, over all runs and tries of one node in one execution. */
export class MessageCount {
	private reserved = 0;

	/** @param execution the same for all runs of the node in one execution */
	constructor(private readonly execution: string) {}

	/**
	 * Takes one of the messages that the execution may send.
	 * @throws InvalidValue when there is none left
	 */
	reserve(options: IDataObject): void {
		const most = options.doNotSend === true ? 0 : Number(options.mostMessages ?? 0);
		if (!(most > 0)) return;
		if ((sentByExecution.get(this.execution) ?? 0) >= most) {
			throw new InvalidValue(
				`is ${most}, and this execution has sent as many. Nothing was sent. Do not try again`,
				'Most Messages per Execution',
			);
		}
		this.reserved += 1;
		// At once: an agent may call a tool several times side by side.
		this.add(1);
	}

	/** @param count messages of this run that were accepted or may have been */
	sent(count: number): void {
		this.add(count - this.reserved);
		this.reserved = 0;
	}

	private add(count: number): void {
		if (count === 0) return;
		const before = sentByExecution.get(this.execution) ?? 0;
		sentByExecution.delete(this.execution);
		sentByExecution.set(this.execution, before + count);
		if (sentByExecution.size <= MOST_EXECUTIONS) return;
		sentByExecution.delete(sentByExecution.keys().next().value as string);
	}
}
