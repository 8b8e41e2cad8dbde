import htm from 'htm';
import { h } from 'preact';

export const html = htm.bind(h);

/** Calls the sandbox's control API; throws an Error with its text. */
export async function call(method, path, body) {
	const init = { method, headers: { 'Content-Type': 'application/json' } };
	if (body) init.body = JSON.stringify(body);
	const answer = await fetch('/sandbox' + path, init);
	const json = await answer.json();
	if (!answer.ok) throw new Error(json.error);
	return json;
}

export const clock = (iso) => new Date(iso).toLocaleTimeString('en-GB');

/** A form's values by name, without those left empty. */
export function valuesOf(form) {
	return Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
}
