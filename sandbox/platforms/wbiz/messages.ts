import type { Operations } from '../../platform';
import { Refusal } from '../../refusal';
import { checkInteractive, type Interactive } from './interactive';
import type { Media } from './media';
import type { Outbox } from './outbox';
import type { Templates } from './templates';

interface MediaMessage {
	to: string;
	type: string;
	link?: string;
	mediaId?: string;
	caption?: string;
	filename?: string;
}

interface TemplateMessage {
	to: string;
	template: string;
	language: string;
	variables?: string[];
}

export function messageOperations(outbox: Outbox, templates: Templates, media: Media): Operations {
	return {
		'message.sendText': ({ body }) => {
			const { to, body: text } = body as { to: string; body: string };
			return outbox.sendFreely(to, 'text', { body: text });
		},

		'message.sendTemplate': ({ body }) => {
			const { to, template: name, language, variables = [] } = body as TemplateMessage;
			const text = templates.text({ name, language, variables });
			return outbox.sendTemplate(to, { name, language, variables, text });
		},

		'message.sendMedia': ({ body }) => {
			const { to, type, link, mediaId, ...rest } = body as MediaMessage;
			if ((link === undefined) === (mediaId === undefined)) {
				throw new Refusal(400, 'Either link or mediaId is required, and not both');
			}
			const source = mediaId === undefined ? { link } : media.forMessage(mediaId, type);
			return outbox.sendFreely(to, type, { ...source, ...rest });
		},

		'message.sendInteractive': ({ body }) => {
			const { to, ...interactive } = body as { to: string } & Interactive;
			checkInteractive(interactive);
			return outbox.sendFreely(to, 'interactive', interactive);
		},

		'message.sendLocation': ({ body }) => {
			const { to, ...location } = body as { to: string };
			return outbox.sendFreely(to, 'location', location);
		},
	};
}
