import type { CommonEvent } from '../trigger/event';

/** What a message is for somebody who waits for more of them. `other` is waited for by nobody. */
export type MessageKind = 'texts' | 'buttons' | 'contactCards' | 'files' | 'locations' | 'other';

const KIND_OF_TYPE: Record<string, MessageKind> = {
	text: 'texts',
	button: 'buttons',
	interactive: 'buttons',
	contacts: 'contactCards',
	image: 'files',
	video: 'files',
	audio: 'files',
	voice: 'files',
	document: 'files',
	sticker: 'files',
	location: 'locations',
};

/** A message of an unknown type with a text, and with nothing else, is a text. */
export function kindOf({
	type,
	text,
	button,
	media,
	form,
	order,
	location,
}: CommonEvent): MessageKind {
	if (form !== null || order !== null) return 'other';
	if (button !== null) return 'buttons';
	if (media !== null) return 'files';
	if (location !== null) return 'locations';
	if (type !== null) return KIND_OF_TYPE[type.toLowerCase()] ?? 'other';
	return text === null ? 'other' : 'texts';
}
