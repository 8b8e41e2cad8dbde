import { EventEmitter } from 'node:events';

import type { Request, Response } from 'express';
import { WebhookContext } from 'n8n-core';
import type { IDataObject, INodeExecutionData, IWebhookResponseData } from 'n8n-workflow';

import { collectLogs, createHost, type Host } from './host';
import { type TriggerSetup, webhookDataOf } from './trigger';

/** A delivery as it reaches a node: headers in lower case. */
export interface RawDelivery {
	body: Buffer | string;
	headers?: Record<string, string | string[] | undefined>;
	query?: Record<string, unknown>;
	/** The caller has closed the connection already. */
	isGone?: boolean;
}

export interface InProcessResult {
	/** What the node answered by itself; 0 when it left the answer to n8n. */
	status: number;
	/** The items of the execution that n8n shall start. */
	items?: INodeExecutionData[];
	/** What `webhook()` threw. */
	error?: unknown;
	/** n8n's answer, or the end of the connection before it. */
	response: RecordedResponse;
}

/** As much of an HTTP response as n8n and a node use. */
export class RecordedResponse extends EventEmitter {
	statusCode = 200;

	headersSent = false;

	writableEnded = false;

	body: unknown;

	destroyed = false;

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	setHeader(): this {
		return this;
	}

	/** What is sent after the caller has gone reaches nobody: then Node.js gives no `finish`. */
	json(body: unknown): this {
		this.body = body;
		this.headersSent = true;
		this.writableEnded = true;
		if (!this.destroyed) this.emit('finish');
		return this;
	}

	/** The caller closes the connection. */
	hangUp(): void {
		this.destroyed = true;
		this.emit('close');
	}
}

/** Calls a trigger's `webhook()` in n8n-core's own context, without a server: thousands of deliveries in seconds. */
export class InProcessTrigger {
	readonly logs: string[] = [];

	private readonly host: Host;

	constructor(private readonly setup: TriggerSetup) {
		this.host = createHost(setup, setup.staticData);
	}

	async receive({
		body,
		headers = {},
		query = {},
		isGone = false,
	}: RawDelivery): Promise<InProcessResult> {
		const { workflow, node, additionalData } = this.host;
		const rawBody = Buffer.from(body);
		const response = new RecordedResponse();
		if (isGone) response.hangUp();
		const context = new WebhookContext(
			workflow,
			node,
			{
				...additionalData,
				executionId: undefined,
				httpRequest: { rawBody, headers, query, params: {} } as unknown as Request,
				httpResponse: response as unknown as Response,
			},
			this.setup.test ? 'manual' : 'webhook',
			webhookDataOf(this.host, this.setup),
			[],
			null,
		);
		try {
			const answer = await collectLogs(
				this.host,
				this.logs,
				async () => (await this.setup.type.webhook!.call(context)) as IWebhookResponseData,
			);
			const status = answer.noWebhookResponse ? response.statusCode : 0;
			return { status, items: answer.workflowData?.[0], response };
		} catch (error) {
			return { status: 0, error, response };
		}
	}

	get staticData(): IDataObject {
		return this.host.workflow.staticData;
	}
}
