import { isObject } from '../value';

/** Stands in the place of a secret. */
export const HIDDEN = '[hidden]';

/** Shorter texts are no secrets, and would be found everywhere. */
const SHORTEST_SECRET = 6;

/** What must never be seen of a platform's answers. */
export interface Secrets {
	/** Keys whose values are hidden, however deep they sit. */
	keys: string[];
	/** Texts that are hidden wherever they appear: platforms echo keys ("Invalid key wa_..."). */
	values: string[];
}

interface Part {
	value: unknown;
	/** Where the copy goes. */
	into: object;
	key: string;
}

/** A copy without the secrets, in values and keys, also where they are encoded. No depth overflows the stack. */
export function redact(value: unknown, secrets: Secrets): unknown {
	const result: { copy?: unknown } = {};
	const open: Part[] = [{ value, into: result, key: 'copy' }];
	for (let part = open.pop(); part !== undefined; part = open.pop()) {
		const copy = shallowCopy(part.value, secrets);
		set(part.into, part.key, copy);
		if (typeof copy !== 'object' || copy === null) continue;
		for (const [key, entry] of entriesOf(part.value, secrets)) {
			// Set at once, so that the keys keep their order.
			set(copy, key, entry);
			if (typeof entry === 'object' && entry !== null) open.push({ value: entry, into: copy, key });
		}
	}
	return result.copy;
}

function shallowCopy(value: unknown, secrets: Secrets): unknown {
	if (typeof value === 'string') return redactText(value, secrets);
	if (Array.isArray(value)) return [];
	return isObject(value) ? {} : value;
}

/** Texts are clean already; lists and objects are still to be copied. */
function entriesOf(value: unknown, secrets: Secrets): Array<[key: string, entry: unknown]> {
	const used = new Set<string>();
	return Object.entries(value as object).map(([key, entry]) => {
		const isSecret = !Array.isArray(value) && secrets.keys.includes(key) && entry !== null;
		const clean = typeof entry === 'string' ? redactText(entry, secrets) : entry;
		return [unusedKey(redactText(key, secrets), used), isSecret ? HIDDEN : clean];
	});
}

/** Two keys that held secrets must not become one. */
function unusedKey(key: string, used: Set<string>): string {
	let name = key;
	for (let number = 2; used.has(name); number += 1) name = `${key} ${number}`;
	used.add(name);
	return name;
}

/** As an own property, whatever the key is: `__proto__` must not change the prototype. */
function set(object: object, key: string, value: unknown): void {
	Object.defineProperty(object, key, {
		value,
		configurable: true,
		enumerable: true,
		writable: true,
	});
}

export function redactText(text: string, { values }: Secrets): string {
	const pattern = patternOf(values);
	return pattern === undefined ? text : text.replace(pattern, HIDDEN);
}

/** A login adds values, so the number of those that the pattern was made from is kept. */
const patterns = new WeakMap<string[], { size: number; pattern?: RegExp }>();

function patternOf(values: string[]): RegExp | undefined {
	const known = patterns.get(values);
	if (known?.size === values.length) return known.pattern;
	const secrets = values.filter((secret) => secret.length >= SHORTEST_SECRET);
	const forms = [...new Set(secrets.flatMap(formsOf))].sort((a, b) => b.length - a.length);
	const escaped = forms.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
	const pattern = escaped.length === 0 ? undefined : new RegExp(escaped.join('|'), 'g');
	patterns.set(values, { size: values.length, pattern });
	return pattern;
}

/** A secret as it is, and as a platform may echo it: URL-, JSON- or HTML-escaped, in hex, in base64. */
function formsOf(secret: string): string[] {
	const url = encodeURIComponent(secret);
	const json = JSON.stringify(secret).slice(1, -1);
	const hex = Buffer.from(secret, 'utf8').toString('hex');
	return [
		secret,
		url,
		url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
		url.replaceAll('%20', '+'),
		json,
		json.replaceAll('/', '\\/'),
		...['&#39;', '&#x27;', '&apos;'].map((quote) => htmlEscaped(secret, quote)),
		hex,
		hex.toUpperCase(),
		...base64Of(secret),
	];
}

function htmlEscaped(text: string, quote: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", quote);
}

/**
 * What the base64 of any text with the secret in it holds, e.g. of `Bearer <key>` or `user:<key>`: three forms, as the
 * secret may begin at each third of a group. Characters that also depend on what stands beside it are left out.
 */
function base64Of(secret: string): string[] {
	return [0, 1, 2].flatMap((offset) => {
		const bytes = Buffer.from('\0'.repeat(offset) + secret, 'utf8');
		const whole = bytes.toString('base64').replace(/=+$/, '');
		const end = bytes.length % 3 === 0 ? whole.length : whole.length - 1;
		const core = whole.slice(offset === 0 ? 0 : offset + 1, end);
		return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
	});
}

/**
 * The secrets of a credential field that takes several, one in a line, so that one can be changed without a gap.
 * Any white space parts them: n8n's form may turn a line's end into a space.
 */
export function secretLines(value: unknown): string[] {
	return typeof value === 'string' ? value.split(/\s+/).filter((line) => line !== '') : [];
}
