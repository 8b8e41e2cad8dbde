import { html } from './api.js';

/** Code, links, and text between the same marks on both sides, which are not inside a word. */
const PARTS =
	/```(?<block>[^]+?)```|`(?<code>[^`\n]+)`|(?<link>https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]'])|(?<![\p{L}\p{N}])(?<mark>[*_~])(?<inner>\S(?:[^\n]*?\S)?)\k<mark>(?![\p{L}\p{N}])/gu;
const TAGS = { '*': 'b', _: 'i', '~': 's' };

/** A text as WhatsApp shows it: *bold*, _italic_, ~struck out~, `code`, and links. */
export function Formatted({ text }) {
	return partsOf(text);
}

function partsOf(text) {
	const parts = [];
	let end = 0;
	for (const match of text.matchAll(PARTS)) {
		parts.push(text.slice(end, match.index), drawn(match.groups));
		end = match.index + match[0].length;
	}
	return [...parts, text.slice(end)];
}

function drawn({ block, code, link, mark, inner }) {
	if (block ?? code) return html`<code>${block ?? code}</code>`;
	if (link) return html`<a href=${link} target="_blank" rel="noreferrer">${link}</a>`;
	return html`<${TAGS[mark]}>${partsOf(inner)}<//>`;
}
