/** What the pages have in common: no script, no other host, light and dark. */
const STYLE = `:root{color-scheme:light dark}
body{font-family:system-ui,sans-serif;max-width:32rem;margin:10vh auto;padding:0 1rem;line-height:1.5}
p{white-space:pre-wrap;overflow-wrap:anywhere}
textarea{box-sizing:border-box;width:100%;min-height:8rem;font:inherit;padding:.5rem}
button{font:inherit;padding:.75rem 1.5rem;border:0;border-radius:.5rem;background:#0a7c4a;color:#fff;cursor:pointer}`;

/** For the page's header `Content-Security-Policy`: whatever the question holds, nothing of it runs or loads. */
export const CONTENT_SECURITY_POLICY =
	"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

/** The page behind a link of a question: only its button answers, as link previews open links as well. */
export function questionPage(message: string, label: string, freeText: boolean): string {
	const field = freeText
		? '<label for="text">Your answer</label><textarea id="text" name="text" required maxlength="10000"></textarea>'
		: '';
	const button = `<p><button type="submit">${escapeHtml(label)}</button></p>`;
	const form = `<form method="post">${field}${button}</form>`;
	return page('Your answer is needed', `<p>${escapeHtml(message)}</p>${form}`);
}

/** The page after an answer. */
export function answeredPage(): string {
	return page('Thank you', '<p>Your answer has been recorded. You can close this page.</p>');
}

/** The page of a question that waits for no answer any more. */
export function closedPage(): string {
	return page(
		'This question is closed',
		'<p>It has been answered already, or its time is over.</p>',
	);
}

function page(title: string, body: string): string {
	const head =
		'<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">' +
		`<meta name="robots" content="noindex"><title>${title}</title><style>${STYLE}</style>`;
	return `<!doctype html><html lang="en"><head>${head}</head><body><h1>${title}</h1>${body}</body></html>`;
}

function escapeHtml(text: string): string {
	const entities: Record<string, string> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
		"'": '&#39;',
	};
	return text.replace(/[&<>"']/g, (character) => entities[character]);
}
