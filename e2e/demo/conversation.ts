import { type SandboxClient, waitFor } from '../../sandbox/client';
import type { Delivery, MessageView } from '../../sandbox/types';
import type { N8nClient } from '../n8n/client';
import type { Execution } from '../n8n/executions';

/** What happened, each part read back from the one who knows it. */
export interface Conversation {
	customer: string;
	question: string;
	/** A copy of the customer's message that somebody else signed: the trigger refused it. */
	forgery: Delivery;
	/** The platform's own webhook for the customer's message. */
	delivery: Delivery;
	/** The run that n8n started for it, and for nothing else. */
	execution: Execution;
	/** The answer as the platform has it. */
	reply: MessageView;
}

const CUSTOMER = { from: '919876543210', name: 'Asha Rao' };
const QUESTION = 'Hello, where is my order ORD-12345?';
const REPLY_TIMEOUT = 30_000;
const ARRIVED = ['delivered', 'read'];

function lastAnswer(delivery: Delivery): string {
	const attempt = delivery.attempts[delivery.attempts.length - 1];
	if (!attempt) return 'no attempt was made';
	return attempt.status === null ? `no answer (${attempt.error})` : `HTTP ${attempt.status}`;
}

/** HTTP status of a delivery's last attempt; null when there was no answer. */
export function answeredWith(delivery: Delivery): number | null {
	return delivery.attempts[delivery.attempts.length - 1]?.status ?? null;
}

async function sendGenuine(sandbox: SandboxClient): Promise<Delivery> {
	const delivery = await sandbox.inboundDelivered({ ...CUSTOMER, text: QUESTION });
	if (answeredWith(delivery) !== 200) {
		throw new Error(`n8n did not take the customer's message: ${lastAnswer(delivery)}.`);
	}
	return delivery;
}

async function sendForgery(sandbox: SandboxClient, of: string): Promise<Delivery> {
	const forgery = await sandbox.deliver('forged', of);
	if (answeredWith(forgery) !== 401) {
		throw new Error(`A forged message was not refused with 401: ${lastAnswer(forgery)}.`);
	}
	return forgery;
}

async function newExecution(
	n8n: N8nClient,
	workflowId: string,
	known: Set<string>,
): Promise<Execution> {
	const started = await waitFor('the workflow to start', async () => {
		const fresh = (await n8n.executions.list(workflowId)).filter(({ id }) => !known.has(id));
		return fresh.length > 0 && fresh;
	});
	const execution = await n8n.executions.waitUntilFinished(started[0].id, REPLY_TIMEOUT);
	if (execution.status !== 'success') {
		const reason = execution.data.resultData.error?.message ?? execution.status;
		throw new Error(`The workflow started and failed (execution ${execution.id}): ${reason}`);
	}
	return execution;
}

/** The platform accepts a message first; that it has reached the customer's phone comes later. */
async function deliveredReply(sandbox: SandboxClient): Promise<MessageView> {
	await sandbox.waitForOutbound(1, CUSTOMER.from, REPLY_TIMEOUT);
	let seen: MessageView | undefined;
	const look = async (): Promise<MessageView | false> => {
		[seen] = await sandbox.outbound(CUSTOMER.from);
		return ARRIVED.includes(seen.status) && seen;
	};
	const describe = (): unknown => seen?.status;
	return await waitFor('the reply to reach the customer', look, {
		timeout: REPLY_TIMEOUT,
		describe,
	});
}

/**
 * Plays one customer message through the published workflow, and a forged copy of it. The forgery
 * is what shows that the 200 for the genuine one was given to its signature.
 * @throws Error with the reason when any part of it did not happen.
 */
export async function playConversation(
	sandbox: SandboxClient,
	n8n: N8nClient,
	workflowId: string,
): Promise<Conversation> {
	const known = new Set((await n8n.executions.list(workflowId)).map(({ id }) => id));
	const delivery = await sendGenuine(sandbox);
	const execution = await newExecution(n8n, workflowId, known);
	const reply = await deliveredReply(sandbox);
	const forgery = await sendForgery(sandbox, delivery.id);
	const runs = (await n8n.executions.list(workflowId)).filter(({ id }) => !known.has(id));
	if (runs.length !== 1) throw new Error(`The workflow ran ${runs.length} times instead of once.`);
	const { from, name } = CUSTOMER;
	return {
		customer: `${name} (+${from})`,
		question: QUESTION,
		forgery,
		delivery,
		execution,
		reply,
	};
}
