import axios from 'axios';

import type { TestHost } from './host';

/** A way to answer a question of *Send and Wait for Response*, as the person sees it. */
export interface ShownAnswer {
	label: string;
	/** Absent for a button or a row in the chat. */
	url?: string;
	/** Somebody taps it, or opens its link and presses the button there. */
	give(by: string): Promise<void>;
}

/** n8n's answers to a browser: an error status is an answer as well. */
export const browser = axios.create({ proxy: false, validateStatus: () => true });

type Tapped = { id: string; title: string };
type Interactive = { buttons?: Tapped[]; sections?: Array<{ rows: Tapped[] }> };

/** The answers to the newest question that the person has got, in their order. */
export async function shownAnswers(host: TestHost, person: string): Promise<ShownAnswer[]> {
	const [message] = (await host.sandbox.outbound(person)).slice(-1);
	const { text, interactive } = message.content as {
		text?: { body: string };
		interactive?: Interactive;
	};
	if (interactive === undefined) return links(text?.body ?? '');
	const { buttons, sections = [] } = interactive;
	const kind = buttons ? 'button_reply' : 'list_reply';
	return (buttons ?? sections.flatMap(({ rows }) => rows)).map(({ id, title }) => ({
		label: title,
		give: async (from) => {
			const tapped = { type: kind, [kind]: { id, title } };
			const context = { id: message.waMessageId };
			await host.sandbox.inbound({
				from,
				message: { type: 'interactive', interactive: tapped, context },
			});
		},
	}));
}

/** In the text of a message, each in a line of its own. */
function links(text: string): ShownAnswer[] {
	return [...text.matchAll(/^(.+): (https?:\S+)$/gm)].map(([, label, url]) => ({
		label,
		url,
		give: async () => {
			await browser.get(url);
			await browser.post(url);
		},
	}));
}
