import type { IDataObject } from 'n8n-workflow';

import { CHECK_BASE_URL } from '../errors/advice';
import { mapError } from '../errors/map-error';
import { RequestError } from '../errors/request-error';
import type { Platform } from '../platform';
import { pathSegment } from '../value';

/**
 * Where a request goes: the credential's base URL and the path, with the holes that the credential fills.
 * @throws RequestError when the credential's base URL, or what fills a hole, is none
 */
export function addressOf(
	path: string,
	{ pathFields = {} }: Platform,
	credential: IDataObject,
): string {
	const filled = Object.entries(pathFields).reduce(
		(text, [field, label]) =>
			text.replaceAll(`{${field}}`, () => segment(credential[field], label)),
		path,
	);
	return `${cleanBaseUrl(credential.baseUrl)}${filled}`;
}

function segment(value: unknown, label: string): string {
	return mapError(
		() => pathSegment(value),
		() => new RequestError('notSent', `the credential's "${label}" is not an ID`),
	);
}

function cleanBaseUrl(value: unknown): string {
	const baseUrl = String(value ?? '').trim();
	// One pass each: a regex with two open ends would take seconds for a long text.
	if (/^https?:\/\/[^/?#]/i.test(baseUrl) && !/[?#]/.test(baseUrl)) {
		return withoutSlashesAtEnd(baseUrl);
	}
	throw new RequestError(
		'notSent',
		'the credential\'s "Base URL" must start with https:// or http://',
		{ advice: CHECK_BASE_URL },
	);
}

function withoutSlashesAtEnd(text: string): string {
	let { length } = text;
	while (text[length - 1] === '/') length -= 1;
	return text.slice(0, length);
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a URL is on this machine. */
export function isLoopback(url: string): boolean {
	return URL.canParse(url) && LOOPBACK.test(new URL(url).hostname);
}
