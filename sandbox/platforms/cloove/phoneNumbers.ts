/** Cloove writes numbers with a plus. The sandbox's shared parts keep digits only. */
export function withPlus(phone: string): string {
	return `+${phone}`;
}

export function digits(phone: string): string {
	return phone.slice(1);
}
