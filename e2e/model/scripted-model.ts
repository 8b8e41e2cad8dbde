import type { AddressInfo } from 'node:net';

import express, { type Response } from 'express';

/** A message of the conversation that a model is given, in the form of OpenAI's chat completions. */
export interface ModelMessage {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: unknown;
}

/** What a model is asked. */
export interface ModelRequest {
	messages: ModelMessage[];
	/** The names of the tools that it may call. */
	tools: string[];
}

/** What a model says: a text, or the tools that it wants to be called. */
export type ModelReply =
	string | { calls: Array<{ name: string; arguments: Record<string, unknown> }> };

/** An endpoint for n8n's *OpenAI Chat Model* whose model says what a script tells it to. */
export interface ScriptedModel {
	/** The Base URL of a credential. */
	url: string;
	/** What it was asked, oldest first. */
	requests: ModelRequest[];
	close(): Promise<void>;
}

/** What the credential has to hold as its key. */
export const MODEL_KEY = 'key-of-the-scripted-model';

interface ChatCompletionRequest {
	messages: ModelMessage[];
	tools?: Array<{ function: { name: string } }>;
	stream?: boolean;
}

/** @param reply gives the model's answer to each request */
export async function startScriptedModel(
	reply: (request: ModelRequest) => ModelReply,
): Promise<ScriptedModel> {
	const requests: ModelRequest[] = [];
	const app = express();
	app.use(express.json({ limit: '5mb' }));
	app.get('/v1/models', (_req, res) => {
		res.json({ object: 'list', data: [{ id: 'scripted', object: 'model' }] });
	});
	app.post('/v1/chat/completions', (req, res) => {
		if (req.headers.authorization !== `Bearer ${MODEL_KEY}`) {
			return void res.status(401).json({ error: { message: 'Incorrect API key provided' } });
		}
		const { messages, tools = [], stream } = req.body as ChatCompletionRequest;
		const request = { messages, tools: tools.map(({ function: { name } }) => name) };
		requests.push(request);
		const message = messageOf(reply(request), requests.length);
		return stream ? streamed(res, message) : void res.json(completion(message));
	});
	const server = app.listen(0, '127.0.0.1');
	await new Promise<void>((resolve, reject) => {
		server.once('listening', resolve).once('error', reject);
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		requests,
		close: async () => {
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
		},
	};
}

/** What the person said last, as the model gets it. */
export function lastUserText({ messages }: ModelRequest): string {
	const content = messages.filter(({ role }) => role === 'user').at(-1)?.content;
	return typeof content === 'string' ? content : JSON.stringify(content ?? '');
}

interface AnswerMessage {
	role: 'assistant';
	content: string | null;
	tool_calls?: object[];
}

function messageOf(reply: ModelReply, number: number): AnswerMessage {
	if (typeof reply === 'string') return { role: 'assistant', content: reply };
	const calls = reply.calls.map(({ name, arguments: given }, index) => ({
		index,
		id: `call_${number}_${index}`,
		type: 'function',
		function: { name, arguments: JSON.stringify(given) },
	}));
	return { role: 'assistant', content: null, tool_calls: calls };
}

function completion(message: AnswerMessage) {
	const finish = finishOf(message);
	return {
		...common('chat.completion'),
		choices: [{ index: 0, message, finish_reason: finish }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

/** The whole message in one chunk. */
function streamed(res: Response, message: AnswerMessage): void {
	res.setHeader('content-type', 'text/event-stream');
	const chunk = (delta: object, finish: string | null) =>
		res.write(
			`data: ${JSON.stringify({
				...common('chat.completion.chunk'),
				choices: [{ index: 0, delta, finish_reason: finish }],
			})}\n\n`,
		);
	chunk(message, null);
	chunk({}, finishOf(message));
	res.end('data: [DONE]\n\n');
}

function finishOf({ tool_calls: calls }: AnswerMessage): string {
	return calls ? 'tool_calls' : 'stop';
}

function common(object: string) {
	return { id: 'chatcmpl-scripted', object, created: 1_750_000_000, model: 'scripted' };
}
