import { lastUserText, type ModelReply, type ModelRequest } from '../model/scripted-model';

const WANTS_PERSON = /\b(person|human|somebody|complain|refund|help)\b/i;

/** What the demo's stand-in for an AI model says. */
export function demoReply(request: ModelRequest): ModelReply {
	const text = lastUserText(request);
	const [tool] = request.tools;
	if (request.messages.at(-1)?.role === 'tool')
		return 'I have told a colleague, who will write to you.';
	if (tool !== undefined && WANTS_PERSON.test(text)) {
		return { calls: [{ name: tool, arguments: { about: text } }] };
	}
	const said = request.messages.filter(({ role }) => role === 'user').length;
	return `You wrote: *${text}*\n\nThis is message **${said}** that I know of. I am a script that stands in for an AI model; write that you want to talk to a **person** to see me call a tool.`;
}
