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
	{ pathFields = {}, basePath }: Platform,
	credential: IDataObject,
): string {
	const filled = Object.entries(pathFields).reduce(
		(text, [field, label]) =>
			text.replaceAll(`{${field}}`, () => segment(credential[field], label)),
		path,
	);
	return `${completed(cleanBaseUrl(credential.baseUrl), filled, basePath)}${filled}`;
}

/** The base URL with or without its `/v1`, as people copy it from one place or the other. */
function completed(baseUrl: string, path: string, basePath = ''): string {
	if (baseUrl.endsWith('/v1') && path.startsWith('/v1/')) return baseUrl.slice(0, -'/v1'.length);
	const versionless = basePath.replace(/\/v1$/, '');
	return versionless !== basePath && baseUrl.endsWith(versionless) ? `${baseUrl}/v1` : baseUrl;
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

/** IPv4 networks that are not the internet, as prefixes of the written address. Source: IANA, special-purpose addresses. */
const PRIVATE_IPV4 =
	/^(0|10|127|2(2[4-9]|[345]\d)|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168|192\.0\.[02]|192\.88\.99|198\.1[89]|198\.51\.100|203\.0\.113|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
/** 2000::/3 is the internet; these parts of it are not, or lead to an IPv4 address inside of them. */
const PUBLIC_IPV6 = /^\[(?!2001:0?:|2001:db8:|2001::|2002:)[23][0-9a-f]{3}:/;
/** Names that are no part of the public DNS. */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)$/;

/**
 * Whether a host is this machine, a private network, or no public name: such as n8n's own database, or a cloud's
 * metadata service. What a public name leads to is not looked up: n8n's own protection does that, where it is on.
 *
 * @param hostname as `URL` gives it: lower case, IPv4 addresses in four numbers, IPv6 addresses in brackets
 */
export function isPrivateHost(hostname: string): boolean {
	const host = hostname.replace(/\.$/, '');
	if (host.startsWith('[')) return !PUBLIC_IPV6.test(host);
	if (/^[\d.]+$/.test(host)) return PRIVATE_IPV4.test(host);
	return !host.includes('.') || PRIVATE_NAME.test(host);
}
