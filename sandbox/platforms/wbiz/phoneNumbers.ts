/** E.164 as WBIZ writes it, with a plus. The sandbox's shared parts keep digits only. */
export const E164 = /^\+[1-9][0-9]{6,14}$/;

export function withPlus(phone: string): string {
	return `+${phone}`;
}

export function digits(to: string): string {
	return to.slice(1);
}
