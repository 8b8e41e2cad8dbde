import type {
	IDataObject,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { isObject } from '../value';
import { answeredPage, CONTENT_SECURITY_POLICY, closedPage, questionPage } from './page';
import { approvalOptionsOf } from './question';
import { withToolArguments } from './tool-arguments';
import { CONTEXT_KEY } from './wait';

const LONGEST_ANSWER = 10_000;

/**
 * For the description of a node with *Send and Wait for Response*. The path must be the node's id: n8n refuses the signed
 * address otherwise.
 */
export const sendAndWaitWebhooks: NonNullable<INodeTypeDescription['webhooks']> = (
	['GET', 'POST'] as const
).map((httpMethod) => ({
	name: 'default',
	httpMethod,
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
}));

/**
 * Takes the answer to a question. n8n has checked the signature of the address by now. A GET shows a page and answers
 * nothing, as link previews and virus scanners open links too; a POST goes on with the workflow, unless it answers the
 * question of an earlier round.
 */
export async function answerQuestion(functions: IWebhookFunctions): Promise<IWebhookResponseData> {
	const query = functions.getQueryData() as IDataObject;
	functions.getResponseObject().setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
	if (typeof query.n !== 'string' || query.n !== openNonce(functions)) {
		return { webhookResponse: closedPage() };
	}
	const approved = query.approved === 'true';
	const freeText = functions.getNodeParameter('responseType', 'approval') === 'freeText';
	const text = freeText ? textOf(functions.getBodyData()) : '';
	if (functions.getRequestObject().method !== 'POST' || (freeText && text === '')) {
		const label = freeText ? 'Send' : labelOf(functions, approved);
		return { webhookResponse: questionPage(messageOf(functions), label, freeText) };
	}
	const answer = freeText ? { text } : { approved };
	const data = { ...answer, respondedAt: new Date().toISOString() };
	return { webhookResponse: answeredPage(), workflowData: [[{ json: { data } }]] };
}

/** A wait's nonce stands in the node's context, which a webhook call can only read by an expression. */
function openNonce(functions: IWebhookFunctions): unknown {
	const name = JSON.stringify(functions.getNode().name);
	try {
		return functions.evaluateExpression(`{{ $node[${name}].context.${CONTEXT_KEY}.nonce }}`);
	} catch {
		// No context: this execution does not wait here.
		return undefined;
	}
}

function messageOf(functions: IWebhookFunctions): string {
	return withToolArguments(functions, String(functions.getNodeParameter('message', '')));
}

function labelOf(functions: IWebhookFunctions, approved: boolean): string {
	const approvalOptions = functions.getNodeParameter('approvalOptions', {}) as IDataObject;
	const { approveLabel, disapproveLabel } = approvalOptionsOf({ approvalOptions });
	return approved ? approveLabel : disapproveLabel;
}

function textOf(body: unknown): string {
	const text = isObject(body) ? body.text : undefined;
	return typeof text === 'string' ? text.trim().slice(0, LONGEST_ANSWER) : '';
}
