import type { IDataObject } from 'n8n-workflow';

/** Chance that can be repeated: the same seed gives the same numbers (mulberry32). */
export class Random {
	constructor(private state: number) {}

	/** From 0 up to 1. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** From 0 up to the limit. */
	integer(limit: number): number {
		return Math.floor(this.next() * limit);
	}

	chance(share: number): boolean {
		return this.next() < share;
	}

	one<T>(values: T[]): T {
		return values[this.integer(values.length)];
	}

	/** Characters of all kinds, also those that a header or JSON cannot hold as they are. */
	text(length: number): string {
		const codes = Array.from({ length }, () =>
			this.chance(0.8) ? 32 + this.integer(95) : this.integer(0xffff),
		);
		return String.fromCharCode(...codes);
	}

	/** A copy in which some values are something else. */
	spoil(object: IDataObject): IDataObject {
		const entries = Object.entries(object)
			.filter(() => this.chance(0.95))
			.map(([key, value]): [string, unknown] => [key, this.chance(0.12) ? oddJson(this) : value]);
		return Object.fromEntries(entries) as IDataObject;
	}
}

const ODD: unknown[] = [
	null,
	true,
	0,
	-1,
	1e308,
	2 ** 53 + 1,
	'',
	' ',
	'\u0000',
	'\ud800',
	'null',
	'message.received',
	'other',
	'__proto__',
	'9'.repeat(400),
	'a'.repeat(5_000),
	[],
	{},
	[[]],
	[null],
	{ toString: 1 },
	{ valueOf: null, toString: {} },
	{ length: -1 },
	JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{}}}'),
];

/** JSON that no vendor's page shows. */
export function oddJson(random: Random): unknown {
	const kind = random.integer(10);
	if (kind === 0) return nested(random.integer(random.chance(0.1) ? 4_000 : 40));
	if (kind === 1) return Array.from({ length: random.integer(50) }, () => random.one(ODD));
	if (kind === 2) return { [random.text(5)]: random.one(ODD), type: random.one(ODD) };
	if (kind === 3) return random.text(random.integer(30));
	return random.one(ODD);
}

/** Deep enough to hurt what recurses, and not too deep for `JSON.stringify`. */
function nested(depth: number): unknown {
	let value: unknown = 1;
	for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
	return value;
}
