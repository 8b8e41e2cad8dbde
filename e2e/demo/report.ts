import { answeredWith, type Conversation } from './conversation';
import type { RunningDemo } from './running';

const NAME_WIDTH = 14;

function clock(time: string | undefined): string {
	return time ? new Date(time).toISOString().slice(11, 23) : ''.padEnd(12);
}

function line(time: string | undefined, who: string, what: string): string {
	return `  ${clock(time)}  ${who.padEnd(NAME_WIDTH)} ${what}`;
}

/** The conversation in the order in which it happened; times are UTC. */
export function conversationLines(conversation: Conversation): string[] {
	const { customer, question, delivery, forgery, execution, reply } = conversation;
	const [genuine] = delivery.attempts;
	const [forged] = forgery.attempts;
	const { id, startedAt, stoppedAt, status } = execution;
	const took = stoppedAt ? `${Date.parse(stoppedAt) - Date.parse(startedAt)} ms` : 'unknown time';
	return [
		'',
		'The conversation as it happened',
		'',
		line(genuine?.at, 'customer', `${customer}: ${question}`),
		line(
			genuine?.at,
			'webhook',
			`signed by WABA Portal: HTTP ${answeredWith(delivery)}, signature verified`,
		),
		line(startedAt, 'n8n', `workflow started (execution ${id}): ${status} in ${took}`),
		line(reply.timestamp, 'reply', `${reply.status}: ${reply.content.text?.body ?? ''}`),
		line(forged?.at, 'forged copy', `HTTP ${answeredWith(forgery)}, refused, started nothing`),
		'',
	];
}

/** Where to look now, and how to stop. */
export function addressLines(demo: RunningDemo, workflowId: string): string[] {
	const { email, password } = demo.owner;
	return [
		'Both are left running. Write as the customer and watch the workflow answer, or press one of the',
		'"Play this example" buttons beside the chat:',
		'',
		`  the customer's phone   ${demo.sandbox?.url}/`,
		`  the workflow in n8n    ${demo.n8n?.url}/workflow/${workflowId}`,
		`                         e-mail ${email}, password ${password}`,
		'',
		'Ctrl+C stops both.',
	];
}
