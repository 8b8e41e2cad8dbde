import type { Fault } from '../types';

interface Aimed {
	method: string;
	path: string;
	body: unknown;
	/** Whether the request sends a message. */
	sends: boolean;
}

/** The faults that were asked for and are not used up, in the order they were asked for. */
export class Faults {
	private waiting: Fault[] = [];
	private made = 0;

	add(fields: Partial<Fault> & Pick<Fault, 'kind'>): Fault {
		const fault = { skip: 0, times: 1, ...fields, id: ++this.made };
		this.waiting.push(fault);
		return { ...fault };
	}

	/** Those that have still to hit something. */
	pending(): Fault[] {
		return this.waiting.map((fault) => ({ ...fault }));
	}

	clear(): void {
		this.waiting = [];
	}

	/** The fault that hits this request, used up by one. A fault that still skips lets it pass. */
	take(request: Aimed): Fault | undefined {
		const fault = this.waiting.find((one) => matches(one, request) && !skipped(one));
		if (!fault) return undefined;
		fault.times--;
		if (fault.times === 0) this.waiting = this.waiting.filter((one) => one !== fault);
		return fault;
	}
}

function skipped(fault: Fault): boolean {
	if (fault.skip === 0) return false;
	fault.skip--;
	return true;
}

function matches(fault: Fault, { method, path, body, sends }: Aimed): boolean {
	if (fault.sends && !sends) return false;
	if (fault.method && fault.method.toUpperCase() !== method) return false;
	if (fault.path && !path.startsWith(fault.path)) return false;
	if (fault.to === undefined) return true;
	const sentTo = (body as { to?: unknown } | null | undefined)?.to;
	return sentTo !== undefined && String(sentTo) === fault.to;
}
